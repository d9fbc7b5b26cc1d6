import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takePicture, untilPlaying, useBrowser } from './browser.ts'

const configFile = fileURLToPath(new URL('../../examples/demo/vite.config.ts', import.meta.url))
const openPage = useBrowser()
let server: ViteDevServer
beforeAll(async () => {
  server = await createServer({ configFile, logLevel: 'error', server: { port: 0, hmr: false, watch: null } })
  await server.listen()
}, 60_000)
afterAll(() => server.close())

async function openDemo(): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const opened = await openPage()
  const [url = ''] = server.resolvedUrls?.local ?? []
  await opened.page.goto(url)
  return opened
}

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()

async function arm(page: Page, failure: string): Promise<void> {
  await page.getByLabel('Failure', { exact: true }).selectOption(failure)
  await press(page, 'Arm it')
}

const told = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByRole('log', { name: 'Messages' }).getByText(text).first().waitFor()

const status = (page: Page, text: string | RegExp): Promise<void> => page.getByRole('status').getByText(text).waitFor()

test('a person joins, sees who is there, and sees somebody come and go', async () => {
  const { page, complaints } = await openDemo()
  await press(page, 'Join')
  await status(page, 'In the meeting.')
  await untilPlaying(page, 3)

  await press(page, 'Joins')
  await untilPlaying(page, 4)
  await press(page, 'Carol says hello')
  await told(page, 'Hello, this is Carol.')
  await takePicture(page, 'demo')

  await press(page, 'Carol leaves')
  await untilPlaying(page, 3)
  expect(complaints).toEqual([])
})

test('a failure is armed, met, and told; then all is well again', async () => {
  const { page, complaints } = await openDemo()
  await arm(page, 'Session.connect/expired-token')
  await press(page, 'Join')
  await told(page, /^Joining failed: .*\(1004\)/)

  await arm(page, 'Session.publish/stream-limit-exceeded')
  await press(page, 'Join')
  await told(page, /^Showing the camera failed: /)
  await untilPlaying(page, 2)
  await takePicture(page, 'demo-failed')

  await press(page, 'Start camera')
  await untilPlaying(page, 3)
  expect(complaints).toEqual([])
})

test('the network goes and comes back, and the camera is refused', async () => {
  const { page, complaints } = await openDemo()
  await press(page, 'Join')
  await untilPlaying(page, 3)
  await press(page, 'Go offline')
  await status(page, 'Reconnecting …')
  await press(page, 'Come back')
  await status(page, 'In the meeting.')

  await press(page, 'Deny the camera')
  await press(page, 'Stop camera')
  await press(page, 'Start camera')
  await told(page, /^Starting the camera failed: OT_USER_MEDIA_ACCESS_DENIED/)
  expect(complaints).toEqual([])
})
