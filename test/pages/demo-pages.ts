import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { Page } from 'playwright'
import { afterAll, beforeAll } from 'vitest'
import { bundleDemo } from '../../scripts/bundles.mjs'
import { type ServedPages, servePages } from '../../src/entry/cli/page-server.ts'
import { type OpenPage, useBrowser } from './browser.ts'

/** How the demo is opened. */
export interface DemoOpening {
  readonly width?: number
  readonly height?: number
  readonly theme?: 'light' | 'dark'
  /** As the laboratory has it. */
  readonly lab?: boolean
}

/** The demo as `fake-opentok demo` serves it, policy and all; gives what opens it in a page of its own. */
export function useDemo(): (opening?: DemoOpening) => Promise<OpenPage> {
  const openPage = useBrowser()
  const folder = mkdtempSync(`${tmpdir()}/fake-opentok-demo-`)
  let served: ServedPages | undefined
  beforeAll(async () => {
    await bundleDemo(folder)
    served = await servePages(folder, 0)
  })
  afterAll(() => {
    served?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return async ({ width = 1100, height = 700, theme = 'light', lab = false } = {}) => {
    const opened = await openPage()
    await opened.page.setViewportSize({ width, height })
    await opened.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    if (lab) await asLaboratory(opened.page)
    await opened.page.goto(served?.address ?? '')
    return opened
  }
}

/** As `npm run lab` writes the page. */
async function asLaboratory(page: Page): Promise<void> {
  await page.route(/\/$/, async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace('<html lang="en">', '<html lang="en" data-lab>')
    await route.fulfill({ response, body })
  })
}

/** Joins the meeting of the demo, in which three people are. */
export async function join(page: Page, role = 'a moderator'): Promise<void> {
  await page.getByLabel('You join as').selectOption({ label: role })
  await page.getByRole('button', { name: 'Join the meeting' }).click()
  await page.getByRole('status').getByText('In the meeting').waitFor()
}

/** Opens a section of the panel. */
export const openSection = (page: Page, name: string): Promise<void> =>
  page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
