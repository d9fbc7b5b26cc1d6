import { describe, expect, test } from 'vitest'
import { graveViolations } from '../pages/axe.ts'
import { join, useDemo } from '../pages/demo-pages.ts'

const openDemo = useDemo()

describe('axe finds nothing serious', () => {
  test.each(['light', 'dark'] as const)('in the demo with its panel, before and in the meeting, %s', async (theme) => {
    const { page } = await openDemo({ theme })
    expect(await graveViolations(page)).toEqual([])
    await join(page)
    expect(await graveViolations(page)).toEqual([])
  })
})
