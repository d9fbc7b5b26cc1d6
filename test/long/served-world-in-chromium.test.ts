import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { bundlePanelScript, bundleScript } from '../../scripts/bundles.mjs'
import { chromiumFlags, findChromium } from '../../scripts/chromium.mjs'
import { type ServedWorld, serveWorld, type TlsFiles } from '../../src/entry/cli/world-server.ts'
import { selfSigned } from '../worlds/self-signed.ts'

/** Pages of different profiles in one world that `fake-opentok serve` hosts. */
const folder = mkdtempSync(join(tmpdir(), 'fake-opentok-served-'))
let browser: Browser | undefined
/** The applications, by their paths: a browser lets no page that was not really served ask for what is on this machine. */
const applications: Map<string, string> = new Map()
const server = createServer(({ url = '' }, response) => {
  response.writeHead(200, { 'content-type': 'text/html' })
  response.end(applications.get(url) ?? '')
})
let place = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const taken = server.address()
  place = `http://127.0.0.1:${typeof taken === 'object' ? taken?.port : ''}`
  writeFileSync(join(folder, 'fake-opentok.iife.js'), await bundleScript())
  writeFileSync(join(folder, 'fake-opentok.panel.iife.js'), await bundlePanelScript())
  for (const name of ['texts.iife.js', 'scenarios.iife.js', 'calls.json'])
    writeFileSync(join(folder, `fake-opentok.${name}`), '{}')
  browser = await chromium.launch({ executablePath: findChromium() ?? '', args: [...chromiumFlags] })
}, 120_000)

afterAll(async () => {
  await browser?.close()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

const serve = (tls?: TlsFiles): Promise<ServedWorld> =>
  serveWorld({
    ...{ port: 0, host: '127.0.0.1', folder, dialect: 'documented', origins: [] },
    ...(tls === undefined ? {} : { tls }),
    say: () => {},
  })

/** An application as the person writes it who was told what to paste: the script, and credentials by a request. */
const application = ({ address, socketAddress }: ServedWorld): string => `<!doctype html><title>Application</title>
<script src="${address}fake-opentok.iife.js" data-world="${socketAddress}"></script>
<script>
  const heard = []
  let session
  const join = async () => {
    const { apiKey, sessionId, token } = await (await fetch('${address}session/lobby?role=moderator')).json()
    session = OT.initSession(apiKey, sessionId)
    session.on('signal', ({ data }) => heard.push('signal ' + data))
    session.on('sessionDisconnected', ({ reason }) => heard.push('sessionDisconnected ' + reason))
    session.on('streamCreated', ({ stream }) => {
      heard.push('streamCreated ' + stream.name)
      session.subscribe(stream, undefined, { insertMode: 'append' })
    })
    session.connect(token, (error) => heard.push(error ? error.name : 'connected'))
  }
  join()
</script>`

/** A page of a profile of its own. */
async function profile(world: ServedWorld): Promise<Page> {
  if (browser === undefined) throw new Error('There is no browser yet.')
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const page = await context.newPage()
  const path = `/${world.port}`
  applications.set(path, application(world))
  await page.goto(`${place}${path}`)
  await until(page, 'connected')
  return page
}

const until = (page: Page, line: string): Promise<unknown> =>
  page.waitForFunction(`heard.includes(${JSON.stringify(line)})`)

describe('a world that is served to pages of different profiles', () => {
  test.each([
    ['over ws', undefined],
    ['over wss, with a certificate that nobody vouches for', selfSigned],
  ])('is one call %s', async (_how, tls) => {
    const world = await serve(tls?.())
    const [ada, bob] = [await profile(world), await profile(world)]
    await bob.evaluate(
      "new Promise((resolve) => session.publish(OT.initPublisher(undefined, { name: 'Bob', insertMode: 'append' }), resolve))",
    )
    await until(ada, 'streamCreated Bob')
    await ada.waitForFunction(() => [...document.querySelectorAll('video')].some(({ videoWidth }) => videoWidth > 0))
    await ada.evaluate("session.signal({ data: 'hello' })")
    await until(bob, 'signal hello')
    // The router has a connection of its own among those of the session.
    const id = JSON.stringify(await bob.evaluate('session.connection.id'))
    await ada.evaluate(`session.forceDisconnect(session.connections.get(${id}))`)
    await until(bob, 'sessionDisconnected forceDisconnected')
    await ada.waitForFunction(`session.connections.get(${id}) === undefined`)
    world.close()
  })
})
