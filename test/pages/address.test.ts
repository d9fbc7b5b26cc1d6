import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { bundleScenarioScript, bundleScript } from '../../scripts/bundles.mjs'
import { type OpenPage, useBrowser } from './browser.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const openPage = useBrowser()

/** An application whose own server gave it credentials, and which knows nothing of us. */
const page = (credentials: object): string => `<!doctype html>
<script src="/lib/dist/fake-opentok.iife.js"></script>
<script>
  const { apiKey, sessionId, token } = ${JSON.stringify(credentials)}
  window.heard = []
  const session = OT.initSession(apiKey, sessionId)
  for (const what of ['connectionCreated', 'streamCreated', 'sessionDisconnected'])
    session.on(what, ({ reason }) => heard.push(reason ? what + ' ' + reason : what))
  session.connect(token, (error) => heard.push(error ? error.name + ' ' + error.code : 'connected'))
</script>`

async function open(query: string): Promise<OpenPage> {
  const { createSimulator } = await import('../../src/simulator.ts')
  const opened = await openPage()
  const [script, scenarios] = await Promise.all([bundleScript(), bundleScenarioScript()])
  await opened.page.route('https://app.example/**', (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/') {
      return route.fulfill({ body: page(createSimulator().credentials()), contentType: 'text/html' })
    }
    if (pathname.endsWith('.js')) {
      const body = pathname.includes('scenarios') ? scenarios : script
      return route.fulfill({ body, contentType: 'text/javascript' })
    }
    if (pathname.includes('/no-such')) return route.fulfill({ status: 404 })
    return route.fulfill({ path: `${root}${pathname.replace('/lib/', '')}` })
  })
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
  const told = opened.complaints.filter((complaint) => complaint.includes('?fake-opentok=no-such-call'))
  expect(told.map((complaint) => complaint.split(':')[0])).toEqual(['error', 'uncaught'])
})
