import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { bundleEntrance, bundleScenarioScript, bundleScript } from '../../scripts/bundles.mjs'
import { type OpenPage, useBrowser } from './browser.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const openPage = useBrowser()

/** How `OT` comes into the page. */
type Entrance = 'script' | 'auto'

const code: Readonly<Record<Entrance, () => Promise<string>>> = {
  script: bundleScript,
  auto: () => bundleEntrance('src/entry/auto.ts'),
}

const told = ['connectionCreated', 'streamCreated', 'sessionReconnecting', 'sessionReconnected', 'sessionDisconnected']

const tags: Readonly<Record<Entrance, string>> = {
  script: '<script src="/lib/dist/fake-opentok.iife.js"></script>',
  auto: '<script type="module" src="/auto.js"></script>',
}

/** An application whose own server gave it credentials, and which knows nothing of us. */
const page = (entrance: Entrance, credentials: object): string => `<!doctype html>
${tags[entrance]}
<script ${entrance === 'auto' ? 'type="module"' : ''}>
  const { apiKey, sessionId, token } = ${JSON.stringify(credentials)}
  window.heard = []
  const session = OT.initSession(apiKey, sessionId)
  for (const what of ${JSON.stringify(told)})
    session.on(what, ({ reason }) => heard.push(reason ? what + ' ' + reason : what))
  session.connect(token, (error) => heard.push(error ? error.name + ' ' + error.code : 'connected'))
</script>`

interface Opening {
  readonly entrance?: Entrance
  /** Called before the page is loaded. */
  readonly prepare?: (opened: OpenPage) => Promise<void>
}

async function open(query: string, { entrance = 'script', prepare }: Opening = {}): Promise<OpenPage> {
  const { createSimulator } = await import('../../src/simulator.ts')
  const opened = await openPage()
  const [script, scenarios] = await Promise.all([code[entrance](), bundleScenarioScript()])
  await opened.page.route('https://app.example/**', (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/') {
      return route.fulfill({ body: page(entrance, createSimulator().credentials()), contentType: 'text/html' })
    }
    if (pathname.endsWith('.js')) {
      const body = pathname.includes('scenarios') ? scenarios : script
      return route.fulfill({ body, contentType: 'text/javascript' })
    }
    if (pathname.includes('/no-such')) return route.fulfill({ status: 404 })
    return route.fulfill({ path: `${root}${pathname.replace(/^\/(lib|node_modules\/fake-opentok)\//, '')}` })
  })
  await prepare?.(opened)
  await opened.page.goto(`https://app.example/${query}`)
  return opened
}

const heard = ({ page: opened }: OpenPage): Promise<readonly string[]> =>
  opened.evaluate(() => Reflect.get(window, 'heard') as readonly string[])

test('an address asks for a failure', async () => {
  const opened = await open('?fake-opentok=Session.connect/terms-of-service-failure')
  await expect.poll(() => heard(opened)).toEqual(['OT_TERMS_OF_SERVICE_FAILURE 1026'])
  expect(opened.complaints).toEqual([])
})

test('an address asks for a scenario that ships with the script, before the application begins', async () => {
  const opened = await open('?fake-opentok=calls/presenters-laptop-sleeps')
  await expect.poll(() => heard(opened)).toContain('streamCreated')
  expect((await heard(opened)).filter((what) => what === 'connectionCreated').length).toBe(3)
  expect(opened.complaints).toEqual([])
})

test('an address that asks for nothing known is told on the console, and the application goes on', async () => {
  const opened = await open('?fake-opentok=no-such-call')
  await expect.poll(() => heard(opened)).toContain('connected')
  const complaints = opened.complaints.filter((complaint) => complaint.includes('?fake-opentok=no-such-call'))
  expect(complaints.map((complaint) => complaint.split(':')[0])).toEqual(['error', 'uncaught'])
})

// npm run test:long tries both.
const entrances = process.env.ALL_PAGES === undefined ? (['script'] as const) : (['script', 'auto'] as const)

describe.each(entrances)('a scenario that the address asks for, with %s', (entrance) => {
  test('plays its timeline in real time', async () => {
    const prepare = ({ page: opened }: OpenPage): Promise<void> => opened.clock.install()
    const opened = await open('?fake-opentok=calls/bad-wifi', { entrance, prepare })
    await opened.page.clock.runFor(2000)
    await expect.poll(() => heard(opened)).toContain('streamCreated')
    const begin = await heard(opened)
    expect(begin).not.toContain('sessionReconnecting')
    await opened.page.clock.runFor(90_000)
    const after = (await heard(opened)).slice(begin.length)
    expect(after).toEqual(Array(3).fill(['sessionReconnecting', 'sessionReconnected']).flat())
    expect(opened.complaints).toEqual([])
  })
})
