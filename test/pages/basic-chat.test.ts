import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
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

async function openChat(): Promise<OpenPage> {
  const opened = await openPage()
  const { page } = opened
  await page.route('https://chat.example/**', (route) => {
    const { pathname } = new URL(route.request().url())
    return route.fulfill({ path: `${folder}${pathname === '/' ? 'index.html' : pathname.slice(1)}` })
  })
  const body = await theScript()
  await page.route('**/opentok.js', (route) => route.fulfill({ body, contentType: 'text/javascript' }))
  await page.goto('https://chat.example/')
  await untilPlaying(page, 2)
  return opened
}

test('the basic chat of the tutorials runs on a script tag, and nothing is said on the console', async () => {
  const { page, complaints } = await openChat()
  await page.mouse.move(640, 400)
  await takePicture(page, 'basic-chat')

  expect(await page.getByRole('heading').allTextContents()).toEqual(['Alice', 'Me'])
  expect(complaints).toEqual([])
})

test('sound that the browser blocks is heard once the person presses the picture', async () => {
  const { page, complaints } = await openChat()
  const alice = page.locator('#others')
  const isMuted = (): Promise<boolean> => alice.locator('video').evaluate((video: HTMLVideoElement) => video.muted)
  await alice.locator('.OT_container-audio-blocked').waitFor()
  expect(await isMuted()).toBe(true)

  await alice.click()
  await expect.poll(isMuted).toBe(false)
  expect(await alice.locator('.OT_container-audio-blocked').count()).toBe(0)
  expect(complaints).toEqual([])
})
