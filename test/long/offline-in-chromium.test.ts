import { createServer, type Server } from 'node:http'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleOffline } from '../../scripts/bundles.mjs'
import { useBrowser } from '../pages/browser.ts'

const openPage = useBrowser()
let server: Server | undefined
let address = ''

/** An application that was written for the real SDK, bundled with `fake-opentok/offline` in its place. */
const application = `
import OT, { initSession, Session } from './app/entry/offline.js'
import * as everything from './app/entry/offline.js'
const { simulator } = everything
const { apiKey, sessionId, token } = simulator.credentials()
const session = initSession(apiKey, sessionId)
const heard = []
session.on('connectionCreated', () => heard.push('connectionCreated'))
session.on('signal', ({ data }) => heard.push('signal ' + data))
session.connect(token, (error) => heard.push(error ? error.name : 'connected'))
Object.assign(window, { OT, everything, session, heard, simulator, isSession: session instanceof Session })
`

beforeAll(async () => {
  const files = await bundleOffline()
  server = createServer(({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://served')
    const script = pathname === '/application.js' ? application : files[pathname.replace(/^\/app\//, '')]
    response.writeHead(200, { 'content-type': script === undefined ? 'text/html' : 'text/javascript' })
    response.end(
      script ?? '<!doctype html><title>Application</title><script type="module" src="/application.js"></script>',
    )
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const taken = server.address()
  address = `http://127.0.0.1:${typeof taken === 'object' ? taken?.port : ''}/`
}, 120_000)

afterAll(() => void server?.close())

const until = (tab: Page, line: string): Promise<unknown> =>
  tab.waitForFunction((wanted) => Reflect.get(globalThis, 'heard')?.includes(wanted), line)

test('an application with fake-opentok/offline in the place of the real SDK has a call with itself in another tab', async () => {
  const { page: first, complaints } = await openPage()
  const second = await first.context().newPage()
  for (const tab of [first, second]) {
    await tab.goto(address)
    await until(tab, 'connected')
  }
  await second.evaluate("session.signal({ data: 'hello' })")
  await until(first, 'signal hello')
  expect(await first.evaluate('[everything.default === OT, OT === simulator.OT, isSession]')).toEqual([
    true,
    true,
    true,
  ])
  expect(await first.evaluate('session.connections.length()')).toBe(2)
  expect(complaints).toEqual([])
})
