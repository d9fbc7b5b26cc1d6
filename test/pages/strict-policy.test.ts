import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { bundleScenarioScript, bundleScript } from '../../scripts/bundles.mjs'
import { freshSlips } from '../misuse/fresh-slips.ts'
import { slips } from '../misuse/slips.ts'
import { type OpenPage, useBrowser } from './browser.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const openPage = useBrowser()

const policy = "default-src 'self'"
const html = `<!doctype html><title>Strict</title><div id="own"></div>
<script src="/dist/fake-opentok.iife.js"></script><script src="/app.js"></script>`

/** An application that connects and publishes, and tells what it heard. */
const application = (credentials: object): string => `
const { apiKey, sessionId, token } = ${JSON.stringify(credentials)}
window.heard = []
const session = OT.initSession(apiKey, sessionId)
for (const what of ['streamCreated', 'sessionReconnecting', 'sessionDisconnected']) session.on(what, () => heard.push(what))
session.connect(token, (error) => {
  heard.push(error ? error.name + ' ' + error.code : 'connected')
  if (!error) session.publish(OT.initPublisher('own', { name: 'Me', width: 320, height: 240 }))
})`

async function open(query: string, isAPerson = false): Promise<OpenPage & { readonly said: readonly string[] }> {
  const { createSimulator } = await import('../../src/simulator.ts')
  const [script, reader] = await Promise.all([bundleScript(), bundleScenarioScript()])
  const opened = await openPage()
  const said: string[] = []
  opened.page.on('console', (message) => {
    if (message.type() === 'info') said.push(message.text())
  })
  if (isAPerson) {
    await opened.page.addInitScript(() => Object.defineProperty(navigator, 'webdriver', { get: () => false }))
  }
  const scripts: Readonly<Record<string, string>> = {
    '/dist/fake-opentok.iife.js': script,
    '/dist/fake-opentok.scenarios.iife.js': reader,
    '/app.js': application(createSimulator().credentials()),
  }
  await opened.page.route('https://app.example/**', (route) => {
    const { pathname } = new URL(route.request().url())
    const headers = { 'content-security-policy': policy }
    if (pathname === '/') return route.fulfill({ body: html, contentType: 'text/html', headers })
    const body = scripts[pathname]
    if (body !== undefined) return route.fulfill({ body, contentType: 'text/javascript', headers })
    return pathname.startsWith('/fixtures/scenarios/')
      ? route.fulfill({ path: `${root}${pathname}` })
      : route.fulfill({ status: 404 })
  })
  await opened.page.goto(`https://app.example/${query}`)
  return { ...opened, said }
}

const heard = ({ page }: OpenPage): Promise<readonly string[]> =>
  page.evaluate(() => Reflect.get(window, 'heard') as readonly string[])

/** The application as it stands, in a page that several tests look at. */
let plain: Awaited<ReturnType<typeof open>>
beforeAll(async () => {
  plain = await open('')
})

test('under a strict policy a scenario by address works, and begins before the application', async () => {
  const opened = await open('?fake-opentok=Session.connect/expired-token')
  await expect.poll(() => heard(opened)).toEqual(['OT_AUTHENTICATION_ERROR 1004'])
  const other = await open('?fake-opentok=calls/kicked-out-and-let-in-again')
  await expect.poll(() => heard(other)).toContain('streamCreated')
  expect(other.said.join()).toContain("the page's address asks for calls/kicked-out-and-let-in-again")
  expect([...opened.complaints, ...other.complaints].filter((one) => !one.includes('inline'))).toEqual([])
})

test('under a strict policy widgets keep their layout', async () => {
  const video = plain.page.locator('#own .OT_video-element')
  await video.waitFor({ state: 'attached' })
  const [position, width] = await video.evaluate((element) => {
    const { position, width } = getComputedStyle(element)
    return [position, width]
  })
  expect([position, width]).toEqual(['absolute', '320px'])
})

test('a page that a person looks at is told once that calls are simulated, and a test runner is not', async () => {
  const { said } = await open('', true)
  expect(said.filter((line) => line.includes('calls are simulated'))).toHaveLength(1)
  expect(plain.said).toEqual([])
})

/** Slips that speak of what the script leaves in the window. */
const ofTheScript = [...slips, ...freshSlips].filter((slip) => !/\b(rest|createRest|\w+Scenario|errorOf)\b/.test(slip))

/** All are refused in Node (test/misuse) and by npm run test:long here; this is one in four. */
const tried = process.env.ALL_PAGES === undefined ? ofTheScript.filter((_, at) => at % 4 === 0) : ofTheScript

/** Runs in the page, as the browser's own tools do: the policy lets nothing of it be text that the page evaluates. */
const runSlips = `(async () => {
  const { createSimulator } = fakeOpentok
  const silent = []
  for (const [slip, lines] of [${tried
    .map((slip) => {
      const lines = slip
        .split('; ')
        .map((line) => `({ simulator, createSimulator, room, bob, crowd, held, client }) => (${line})`)
      return `[${JSON.stringify(slip)}, [${lines.join(', ')}]]`
    })
    .join(',\n')}]) {
    const simulator = createSimulator({ epoch: 0, clock: 'manual' })
    const client = simulator.createClient()
    const room = simulator.room()
    const bob = room.join({ name: 'Bob', role: 'moderator' })
    bob.publish()
    const crowd = room.crowd({ people: 2, churn: 1 })
    const held = simulator.hold('Session.connect')
    const parts = { simulator, createSimulator, room, bob, crowd, held, client }
    let told = ''
    for (const line of lines) {
      try {
        told = ''
        await line(parts)
      } catch (error) {
        told = error.message
      }
    }
    if (told.length < 40 || /Cannot read|is not a function|undefined/.test(told)) silent.push([slip, told])
  }
  return silent
})()`

test('under a strict policy slips are refused as everywhere', async () => {
  expect(ofTheScript.length).toBeGreaterThan(300)
  expect(await plain.page.evaluate(runSlips)).toEqual([])
})
