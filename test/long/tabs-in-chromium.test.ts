import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { bundleDemo } from '../../scripts/bundles.mjs'
import { chromiumFlags, findChromium } from '../../scripts/chromium.mjs'
import { type ServedPages, servePages } from '../../src/entry/cli/page-server.ts'

/** The demo in tabs of one browser, whose renderers are killed and frozen. */
const folder = mkdtempSync(`${tmpdir()}/fake-opentok-tabs-`)
let served: ServedPages | undefined
let browser: Browser | undefined
let context: BrowserContext | undefined

beforeAll(async () => {
  await bundleDemo(folder)
  served = await servePages(folder, 0)
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('There is no Chromium here. Run: node scripts/chromium.mjs')
  // Playwright switches the memory of pages off, unless it is told not to.
  const ignoreDefaultArgs = ['--disable-back-forward-cache']
  browser = await chromium.launch({ executablePath, args: [...chromiumFlags], ignoreDefaultArgs })
}, 120_000)

afterEach(() => context?.close())

afterAll(async () => {
  await browser?.close()
  served?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A window for a test, in which pages may have no worker to share. */
async function openWindow(worker: 'worker' | 'no worker'): Promise<BrowserContext> {
  if (browser === undefined) throw new Error('There is no browser yet.')
  context = await browser.newContext({ viewport: { width: 900, height: 600 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(90_000)
  if (worker === 'no worker') await context.addInitScript('delete globalThis.SharedWorker')
  return context
}

async function openTab(window: BrowserContext): Promise<Page> {
  const tab = await window.newPage()
  await tab.goto(served?.address ?? '')
  return tab
}

/** As on a phone, or on a computer that has other things to do. */
async function slowDown(tab: Page): Promise<void> {
  const devtools = await tab.context().newCDPSession(tab)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
}

async function enter(tab: Page, name: string): Promise<void> {
  await tab.getByLabel('Your name').fill(name)
  await tab.getByRole('button', { name: 'Join the meeting' }).click()
}

const isIn = (tab: Page): Promise<void> => tab.getByRole('status').getByText('In the meeting').waitFor()

const tile = (tab: Page, name: string): ReturnType<Page['getByRole']> =>
  tab.getByRole('region', { name: 'People in the meeting' }).getByRole('article', { name, exact: true })

async function say(tab: Page, text: string): Promise<void> {
  const message = tab.getByRole('textbox', { name: 'Message' })
  if (!(await message.isVisible())) await tab.getByRole('button', { name: /^Chat/ }).click()
  await message.fill(text)
  await message.press('Enter')
}

const hears = async (tab: Page, text: string): Promise<void> => {
  const log = tab.getByRole('log', { name: 'Messages' })
  if (!(await log.isVisible())) await tab.getByRole('button', { name: /^Chat/ }).click()
  await log.getByText(text).waitFor()
}

/**
 * A publication that is under way when the host goes may fail, as one does whose line drops; then the person is told, and tries again.
 */
async function comesToSee(other: Page, tab: Page, name: string): Promise<void> {
  const again = tab.getByRole('dialog').getByRole('button', { name: 'Try again' })
  const look = async (): Promise<boolean> => {
    if (await again.isVisible()) await again.click()
    return tile(other, name).isVisible()
  }
  await expect.poll(look, { timeout: 90_000, interval: 500 }).toBe(true)
}

/** Tabs in the meeting, each under its name; the first is a moderator, and a window may host without a worker. */
async function meeting(names: readonly string[], worker: 'worker' | 'no worker' = 'worker'): Promise<readonly Page[]> {
  const window = await openWindow(worker)
  const tabs: Page[] = []
  for (const name of names) {
    const tab = await openTab(window)
    await enter(tab, name)
    await isIn(tab)
    tabs.push(tab)
  }
  return tabs
}

describe('the demo in several tabs', () => {
  test('a button opens a second tab, both see each other, and a moderator in one removes the other', async () => {
    const [first] = (await meeting(['Robin'])) as [Page]
    const opening = first.context().waitForEvent('page')
    await first.getByRole('button', { name: 'Open a second tab' }).click()
    const second = await opening
    await expect.poll(() => second.getByLabel('Your name').inputValue(), { timeout: 30_000 }).toBe('Kim')
    await second.getByRole('button', { name: 'Join the meeting' }).click()
    await isIn(second)
    await tile(second, 'Robin').waitFor()
    await tile(first, 'Kim').waitFor()
    await first.waitForFunction(() =>
      [...document.querySelectorAll('article')].some(
        (one) => one.getAttribute('aria-label') === 'Kim' && (one.querySelector('video')?.videoWidth ?? 0) > 0,
      ),
    )
    await say(second, 'hello from the other tab')
    await hears(first, 'hello from the other tab')
    await first.getByLabel('Moderate Kim').click()
    await first.getByRole('button', { name: 'Remove Kim' }).click()
    await second.getByRole('alert').getByText('A moderator removed you from the meeting.').waitFor()
    await tile(first, 'Kim').waitFor({ state: 'detached' })
  })

  test('five are in one call, and each sees the other four and the three guests', async () => {
    const names = ['Robin', 'Kim', 'Sam', 'Noa', 'Jo']
    const tabs = await meeting(names)
    for (const [at, tab] of tabs.entries()) {
      for (const name of names.filter((_, other) => other !== at)) await tile(tab, name).waitFor()
      expect(await tab.locator('.tile').count()).toBe(8)
    }
  }, 300_000)

  test('the tab that hosts is closed while another publishes, and the call goes on', async () => {
    const [host, second] = (await meeting(['Robin', 'Kim'], 'no worker')) as [Page, Page]
    // The tab that hosts next is slow: what it says to itself and to the others keeps its order all the same.
    await slowDown(second)
    const third = await openTab(host.context())
    await enter(third, 'Sam')
    await host.close()
    await isIn(third)
    await isIn(second)
    await comesToSee(second, third, 'Sam')
    await tile(third, 'Kim').waitFor()
    await say(second, 'still here')
    await hears(third, 'still here')
    await tile(second, 'Robin').waitFor({ state: 'detached' })
  }, 300_000)

  test.each(['worker', 'no worker'] as const)(
    'the renderer of the first tab is killed, and the call goes on (%s)',
    async (worker) => {
      const [host, second, third] = (await meeting(['Robin', 'Kim', 'Sam'], worker)) as [Page, Page, Page]
      const devtools = await host.context().newCDPSession(host)
      void devtools.send('Page.crash').catch(() => {})
      await second.waitForTimeout(500)
      await say(second, 'still here')
      await hears(third, 'still here')
      await isIn(second)
      await tile(second, 'Sam').waitFor()
      // A crashed client is sought for half a minute, as the service does.
      await tile(second, 'Robin').waitFor({ state: 'detached', timeout: 60_000 })
      await isIn(third)
    },
  )

  test('the tab that hosts is frozen while another publishes, the call goes on, and it is back once it is let go on', async () => {
    const [host, second] = (await meeting(['Robin', 'Kim'], 'no worker')) as [Page, Page]
    const devtools = await host.context().newCDPSession(host)
    const third = await openTab(host.context())
    await enter(third, 'Sam')
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
    await isIn(third)
    await comesToSee(second, third, 'Sam')
    await say(second, 'still here')
    await hears(third, 'still here')
    await devtools.send('Page.setWebLifecycleState', { state: 'active' })
    // It is in the call as before; if it was frozen for longer than the service seeks a client, it is told that it is out.
    const again = host.getByRole('button', { name: 'Join again' })
    const look = async (): Promise<boolean> => {
      if (await again.isVisible()) await again.click()
      return tile(host, 'Sam').isVisible()
    }
    await expect.poll(look, { timeout: 90_000, interval: 500 }).toBe(true)
    await isIn(host)
  })

  test.each(['worker', 'no worker'] as const)(
    'a tab that goes back and forward leaves, and is in the call again (%s)',
    async (worker) => {
      const [first, second] = (await meeting(['Robin', 'Kim'], worker)) as [Page, Page]
      await second.goto(`${served?.address}assets/`)
      await tile(first, 'Kim').waitFor({ state: 'detached' })
      // A page that the browser has kept is not loaded again: its load is not waited for.
      await second.goBack({ waitUntil: 'commit' })
      await second.getByRole('alert').getByText('You left the meeting together with this page.').waitFor()
      await second.getByRole('button', { name: 'Join again' }).click()
      await isIn(second)
      await tile(first, 'Kim').waitFor()
    },
  )
})
