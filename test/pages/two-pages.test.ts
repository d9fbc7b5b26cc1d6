import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { bundleScript } from '../../scripts/bundles.mjs'
import { useContexts } from './browser.ts'

const openContext = useContexts()

/** What a page reads of the script's world. */
interface Made {
  readonly simulator: {
    room(): { join(): { readonly connectionId: string; publish(): string } }
    credentials(): { readonly token: string }
    readonly OT: { initPublisher(): { readonly id: string } }
  }
}

/** The ids of twenty people, their streams, and publishers, made in a page with default options. */
const idsMadeIn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { simulator }: Made = Reflect.get(window, 'fakeOpentok')
    const ids: string[] = []
    for (let count = 0; count < 20; count++) {
      const person = simulator.room().join()
      ids.push(person.connectionId, person.publish(), simulator.OT.initPublisher().id)
    }
    return ids
  })

test('two pages of one browser never make the same id, with default options', async () => {
  const context = await openContext()
  const body = await bundleScript()
  await context.route('https://two.example/**', (route) =>
    route.fulfill(
      route.request().url().endsWith('.js')
        ? { body, contentType: 'text/javascript' }
        : { body: '<!doctype html><script src="/opentok.js"></script>', contentType: 'text/html' },
    ),
  )
  const pages = [await context.newPage(), await context.newPage()]
  for (const page of pages) await page.goto('https://two.example/')
  const ids = (await Promise.all(pages.map(idsMadeIn))).flat()
  expect(ids.filter((id) => typeof id === 'string' && id !== '')).toHaveLength(120)
  expect(new Set(ids).size).toBe(120)
  await context.close()
})
