import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { bundlePanelScript, bundleScript, bundleTextsScript, callScenarios } from '../../scripts/bundles.mjs'
import { type OpenPage, useBrowser } from './browser.ts'

const openPage = useBrowser()

const nonce = 'only-for-this-page'
const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src 'self'; media-src blob:`

/** A page of somebody's own, whose styles would spoil a panel that they reached. */
const ownPage = `<!doctype html><html lang="en"><title>Own page</title>
<style nonce="${nonce}">button { font-size: 40px } * { letter-spacing: 5px }</style>
<button id="own">My application</button>
<script nonce="${nonce}" src="/dist/fake-opentok.iife.js"></script>`

const scripts: Readonly<Record<string, () => Promise<string>>> = {
  '/dist/fake-opentok.iife.js': bundleScript,
  '/dist/fake-opentok.panel.iife.js': bundlePanelScript,
  '/dist/fake-opentok.texts.iife.js': bundleTextsScript,
}

async function open(query: string): Promise<OpenPage & { readonly asked: readonly string[] }> {
  const opened = await openPage()
  const asked: string[] = []
  await opened.page.route('https://app.example/**', async (route) => {
    const { pathname } = new URL(route.request().url())
    asked.push(pathname)
    const script = scripts[pathname]
    if (script !== undefined) return route.fulfill({ body: await script(), contentType: 'text/javascript' })
    if (pathname.endsWith('.json')) return route.fulfill({ body: callScenarios(), contentType: 'application/json' })
    const headers = { 'content-security-policy': policy }
    return route.fulfill({ body: ownPage, contentType: 'text/html', headers })
  })
  await opened.page.goto(`https://app.example/${query}`)
  return { ...opened, asked }
}

const panel = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('region', { name: 'fake-opentok panel' })

const sizeOf = (page: Page, name: string): Promise<string> =>
  page.getByRole('button', { name, exact: true }).evaluate((button) => {
    const { fontSize, letterSpacing } = getComputedStyle(button)
    return `${fontSize} ${letterSpacing}`
  })

test('the panel opens by its key under a strict policy, its scripts are loaded when they are needed, and no style leaks', async () => {
  const { page, complaints, asked } = await open('')
  expect(asked.filter((path) => path.endsWith('.js'))).toEqual(['/dist/fake-opentok.iife.js'])
  await page.keyboard.press('Control+Alt+KeyP')
  await panel(page).waitFor()
  expect(await sizeOf(page, 'Copy as test')).toBe('12px normal')
  expect(await sizeOf(page, 'My application')).toBe('40px 5px')

  expect(asked).not.toContain('/dist/fake-opentok.texts.iife.js')
  await page.getByRole('tab', { name: 'Failures' }).click()
  await page.getByRole('searchbox').fill('1004 expired')
  await page.getByRole('button', { name: /^expired token/ }).click()
  await panel(page).getByText('What to do').waitFor()
  expect(asked).toContain('/dist/fake-opentok.texts.iife.js')
  expect(complaints).toEqual([])
})

test('the panel opens by the address, is used by keyboard alone, and is closed by Escape', async () => {
  const { page, complaints } = await open('?fake-opentok')
  await panel(page).waitFor()
  await page.getByRole('tab', { name: 'People' }).focus()
  await page.keyboard.press('ArrowRight')
  expect(await page.getByRole('tab', { name: 'Network' }).getAttribute('aria-selected')).toBe('true')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  expect(await page.getByRole('switch', { name: 'Online' }).getAttribute('aria-checked')).toBe('false')
  await page.keyboard.press('Escape')
  await panel(page).waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Alt+KeyP')
  await panel(page).waitFor()
  expect(complaints).toEqual([])
})
