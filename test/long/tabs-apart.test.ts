import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleScript } from '../../scripts/bundles.mjs'
import { version } from '../../src/author/this-package.ts'
import { useBrowser } from '../pages/browser.ts'

/** Tabs that are not in one world: each has its call, and says what is the matter. */
const openPage = useBrowser()
let script = ''
let server: Server | undefined
let address = ''

const page = `<!doctype html><title>Meeting</title><script src="fake-opentok.iife.js"></script>
<script>
  const { apiKey, sessionId, token } = fakeOpentok.simulator.credentials()
  const session = OT.initSession(apiKey, sessionId)
  session.connect(token)
</script>`

const connected = "session.currentState === 'connected'"

beforeAll(async () => {
  script = await bundleScript()
  server = createServer(({ url = '' }, response) => {
    const isScript = url.endsWith('.js')
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' })
    response.end(!isScript ? page : url.startsWith('/old/') ? script.replaceAll(version, '0.0.9') : script)
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const taken = server.address()
  address = `http://127.0.0.1:${typeof taken === 'object' ? taken?.port : ''}/`
}, 120_000)

afterAll(() => void server?.close())

describe('tabs', () => {
  test('with another version of the package are told of each other, and each has its call', async () => {
    const { page: first, complaints } = await openPage()
    const second = await first.context().newPage()
    await first.goto(`${address}new/`)
    await first.waitForFunction(connected)
    await second.goto(`${address}old/`)
    await second.waitForFunction(connected)
    expect(await first.evaluate('session.connections.length()')).toBe(1)
    await expect
      .poll(() => complaints)
      .toEqual([
        `warning: fake-opentok: another tab of this origin has fake-opentok 0.0.9, and this one ${version}: they are in two worlds. Load both anew with the same version.`,
      ])
  })

  test.each([
    ['without a worker and without HTTPS', "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })"],
    [
      'whose storage is switched off',
      "navigator.locks.request = () => Promise.reject(new DOMException('denied', 'SecurityError'))",
    ],
  ])('%s say that each has a world of its own, and each has its call', async (_where, without) => {
    const { page: first } = await openPage()
    await first.context().addInitScript(`delete globalThis.SharedWorker; ${without}`)
    const told: string[] = []
    first.on('console', (message) => told.push(message.text()))
    const second = await first.context().newPage()
    for (const tab of [first, second]) {
      await tab.goto(`${address}new/`)
      await tab.waitForFunction(connected)
    }
    expect(await first.evaluate('session.connections.length()')).toBe(1)
    expect(told.join()).toContain('this page has a world of its own')
  })

  test('that are opened as files have their calls', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fake-opentok-file-'))
    writeFileSync(join(folder, 'fake-opentok.iife.js'), script)
    writeFileSync(join(folder, 'index.html'), page)
    const { page: first, complaints } = await openPage()
    await first.goto(`file://${folder}/index.html`)
    await first.waitForFunction(connected)
    expect(complaints).toEqual([])
    rmSync(folder, { recursive: true })
  })
})
