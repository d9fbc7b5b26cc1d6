import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { bundleScript } from '../../scripts/bundles.mjs'
import { type OpenPage, takePicture, untilPlaying, useBrowser } from './browser.ts'

const folder = fileURLToPath(new URL('./basic-chat/', import.meta.url))
const openPage = useBrowser()

/** The script: the one in a file that the environment names, such as the packed one, or else the source as it stands. */
async function theScript(): Promise<string> {
  const file = process.env['FAKE_OPENTOK_SCRIPT']
  return file === undefined ? bundleScript() : readFileSync(file, 'utf8')
}

async function openChat(prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<OpenPage> {
  const opened = await openPage()
  const { page } = opened
  await prepare(page)
  await page.route('https://chat.example/**', (route) => {
    const { pathname } = new URL(route.request().url())
    return route.fulfill({ path: `${folder}${pathname === '/' ? 'index.html' : pathname.slice(1)}` })
  })
  const body = await theScript()
  await page.route('**/opentok.js', (route) => route.fulfill({ body, contentType: 'text/javascript' }))
  await page.goto('https://chat.example/')
  return opened
}

test('the basic chat of the tutorials runs on a script tag, and nothing is said on the console', async () => {
  const { page, complaints } = await openChat()
  await untilPlaying(page, 2)
  await page.mouse.move(640, 400)
  await takePicture(page, 'basic-chat')

  expect(await page.getByRole('heading').allTextContents()).toEqual(['Alice', 'Me'])
  expect(complaints).toEqual([])
})

// Whatever Playwright evaluates counts as a gesture, so the page itself says what becomes of it.
const sayWhenBlocked = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const look = (): void => {
      if (document.querySelector('#others .OT_container-audio-blocked') !== null) console.log('blocked')
    }
    new MutationObserver(look).observe(document, { subtree: true, attributeFilter: ['class'] })
  })

test('sound that the browser blocks is heard once the person has pressed the picture', async () => {
  let blocked: Promise<unknown> = Promise.resolve()
  const { page, complaints } = await openChat((fresh) => {
    blocked = fresh.waitForEvent('console', (message) => message.text() === 'blocked')
    return sayWhenBlocked(fresh)
  })
  await blocked

  const alice = page.locator('#others video')
  await page.locator('#others .OT_widget-container').click()
  await expect.poll(() => alice.evaluate((video: HTMLVideoElement) => video.muted)).toBe(false)
  expect(await page.locator('.OT_container-audio-blocked').count()).toBe(0)
  expect(complaints).toEqual([])
})
