import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleDemo } from '../../scripts/bundles.mjs'
import { type ServedPages, servePages } from '../../src/entry/cli/page-server.ts'
import { Firefox, type FirefoxTab, findFirefox } from './firefox.ts'

/** The demo in tabs of a Firefox. */
const folder = mkdtempSync(`${tmpdir()}/fake-opentok-firefox-demo-`)
let served: ServedPages | undefined
let firefox: Firefox | undefined

beforeAll(async () => {
  const path = findFirefox()
  if (path === undefined) {
    throw new Error('There is no Firefox here. Install one (Debian: apt-get install firefox-esr), or set FIREFOX_PATH.')
  }
  await bundleDemo(folder)
  served = await servePages(folder, 0)
  firefox = new Firefox(path)
  await firefox.begin()
}, 180_000)

afterAll(async () => {
  await firefox?.end()
  served?.close()
  rmSync(folder, { recursive: true, force: true })
})

const isThere = (name: string): string => `document.querySelector('article[aria-label="${name}"]') !== null`

const press = (label: string): string =>
  `[...document.querySelectorAll('button')].find((one) => one.textContent.trim() === ${JSON.stringify(label)}).click()`

/** Looks, from outside, until an expression is true in the page: a tab that is hidden has slow timers. */
const until = (tab: FirefoxTab, expression: string): Promise<void> =>
  expect.poll(() => tab.evaluate(expression), { timeout: 120_000, interval: 300, message: expression }).toBe(true)

async function enter(name: string): Promise<FirefoxTab> {
  if (firefox === undefined) throw new Error('There is no Firefox yet.')
  const tab = await firefox.tab()
  await tab.open(served?.address ?? '')
  await tab.evaluate(`void (document.querySelector('#lobby [name=name]').value = '${name}')`)
  await tab.evaluate(press('Join the meeting'))
  await until(tab, `document.querySelector('#state').textContent === 'In the meeting'`)
  // Firefox draws nothing in a tab that is hidden: the own picture comes while the tab is in front.
  await until(tab, `${isThere(`${name} (you)`)} && document.querySelector('.OT_loading') === null`)
  return tab
}

test('two tabs see each other, a moderator in one removes the other, and a tab that is closed leaves', async () => {
  const first = await enter('Robin')
  const second = await enter('Kim')
  await until(first, isThere('Kim'))
  await until(second, isThere('Robin'))
  await until(second, `document.querySelector('article[aria-label=Robin] video')?.videoWidth > 0`)
  await first.show()
  await until(first, `document.querySelector('article[aria-label=Kim] video')?.videoWidth > 0`)
  await first.evaluate(press('Remove Kim'))
  await until(second, `document.querySelector('#banner').textContent.includes('A moderator removed you')`)
  await until(first, `!(${isThere('Kim')})`)
  await second.show()
  await second.evaluate(press('Join again'))
  await until(first, isThere('Kim'))
  await second.close()
  await until(first, `!(${isThere('Kim')})`)
  await until(first, `document.querySelectorAll('.tile').length === 4`)
  await first.close()
})
