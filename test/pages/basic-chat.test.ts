import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { bundleScript } from '../../scripts/bundles.mjs'
import { takePicture, untilPlaying, useBrowser } from './browser.ts'

const folder = fileURLToPath(new URL('./basic-chat/', import.meta.url))
const openPage = useBrowser()

/** The script: the one in a file that the environment names, such as the packed one, or else the source as it stands. */
async function theScript(): Promise<string> {
  const file = process.env['FAKE_OPENTOK_SCRIPT']
  return file === undefined ? bundleScript() : readFileSync(file, 'utf8')
}

test('the basic chat of the tutorials runs on a script tag, and nothing is said on the console', async () => {
  const { page, complaints } = await openPage()
  await page.route('https://chat.example/**', (route) => {
    const { pathname } = new URL(route.request().url())
    return route.fulfill({ path: `${folder}${pathname === '/' ? 'index.html' : pathname.slice(1)}` })
  })
  const body = await theScript()
  await page.route('**/opentok.js', (route) => route.fulfill({ body, contentType: 'text/javascript' }))

  await page.goto('https://chat.example/')
  await untilPlaying(page, 2)
  await page.mouse.move(640, 400)
  await takePicture(page, 'basic-chat')

  expect(await page.getByRole('heading').allTextContents()).toEqual(['Alice', 'Me'])
  expect(complaints).toEqual([])
})
