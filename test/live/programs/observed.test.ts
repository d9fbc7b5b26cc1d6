import { expect, test } from 'vitest'
import known from '../../../fixtures/programs/known.json' with { type: 'json' }
import { replayPrograms } from './observe.ts'

const observed = 'fixtures/programs/observed.json'

test('random programs that the real SDK was observed in do the same here, but for those that are known', {
  timeout: 60_000,
}, async () => {
  const runs = await replayPrograms(observed)
  const differing = runs.filter(({ differences }) => differences.length > 0).map(({ recorded }) => recorded.id)
  expect(differing.sort()).toEqual(known.flatMap(({ ids }) => ids).sort())
})
