import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest'

/** The folder of screenshots, for people to look at. */
const screenshots = fileURLToPath(new URL('../../node_modules/.cache/fake-opentok/screenshots/', import.meta.url))

/** How long a page may take for a step, in milliseconds: several moving pictures, drawn without a graphics card, on a busy machine. */
const stepMs = 100_000

/** A page, and what went wrong in it. */
export interface OpenPage {
  readonly page: Page
  /** Errors and warnings on the console, errors that nobody caught, and dialogs. */
  readonly complaints: readonly string[]
}

/**
 * A line to the browser that all files share (test/pages/one-browser.ts); gives what opens a context in it. A context is closed after
 * the test that opened it, since its moving pictures cost every later test of the file; one that `beforeAll` opened stays to the end.
 */
export function useContexts(): () => Promise<BrowserContext> {
  let browser: Browser | undefined
  const open = new Set<BrowserContext>()
  beforeAll(async () => {
    const address = inject('browserOfPages')
    if (address === '') throw new Error('There is no Chromium here. Run: node scripts/chromium.mjs')
    browser = await chromium.connect(address)
  })
  beforeEach(() => open.clear())
  afterEach(async () => {
    const ending = [...open]
    open.clear()
    await Promise.all(ending.map((context) => context.close()))
  })
  // Ends the line, and the contexts that are still open over it.
  afterAll(() => browser?.close())
  return async () => {
    if (browser === undefined) throw new Error('Open pages in a test, when the browser is there.')
    // Fewer pictures a second: a machine without a graphics card draws each of them by its processor.
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    open.add(context)
    context.setDefaultTimeout(stepMs)
    return context
  }
}

/** Gives what opens a page, in a context of its own. */
export function useBrowser(): () => Promise<OpenPage> {
  const openContext = useContexts()
  return async () => {
    const page = await (await openContext()).newPage()
    return { page, complaints: complaintsOf(page) }
  }
}

function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  return complaints
}

/** Takes a picture of what the page looks like, out of the repository's way. */
export async function takePicture(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true })
  await page.screenshot({ path: `${screenshots}${name}.png` })
}

/** Waits until so many videos play: they have a picture, and it moves on. */
export async function untilPlaying(page: Page, count: number): Promise<void> {
  await page.waitForFunction((expected) => {
    const playing = [...document.querySelectorAll('video')].filter(
      ({ videoWidth, currentTime, paused }) => videoWidth > 0 && currentTime > 0 && !paused,
    )
    return playing.length === expected
  }, count)
}
