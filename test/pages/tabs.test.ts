import { createServer, type Server } from 'node:http'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleScript } from '../../scripts/bundles.mjs'
import { useBrowser } from './browser.ts'

const openPage = useBrowser()
let server: Server | undefined
let address = ''

/** An application that joins one room with everybody who opens it, and shows everybody. */
const page = (tag: string): string => `<!doctype html>
<title>Meeting</title>
${tag}
<script>
  const { simulator } = fakeOpentok
  const role = new URLSearchParams(location.search).get('role') ?? 'publisher'
  const { apiKey, sessionId, token } = simulator.credentials({ role })
  const heard = []
  const session = OT.initSession(apiKey, sessionId)
  const told = ['connectionCreated', 'connectionDestroyed', 'streamCreated', 'streamDestroyed', 'signal']
  for (const what of [...told, 'sessionReconnecting', 'sessionReconnected', 'sessionDisconnected'])
    session.on(what, ({ stream, data, reason }) => heard.push([what, stream?.name ?? data ?? reason ?? ''].join(' ').trim()))
  session.on('streamCreated', ({ stream }) => session.subscribe(stream, undefined, { insertMode: 'append' }))
  session.connect(token, (error) => heard.push(error ? error.name : 'connected'))
</script>`

beforeAll(async () => {
  const script = await bundleScript()
  server = createServer(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://served')
    const isScript = pathname === '/fake-opentok.iife.js'
    const world = searchParams.get('world')
    const attribute = world === null ? '' : ` data-world="${world}"`
    response.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' })
    response.end(isScript ? script : page(`<script src="/fake-opentok.iife.js"${attribute}></script>`))
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const taken = server.address()
  address = `http://127.0.0.1:${typeof taken === 'object' ? taken?.port : ''}/`
})

afterAll(() => void server?.close())

const heardIn = (tab: Page): Promise<string[]> => tab.evaluate('heard')

/** Waits until a tab has heard something; a tab that does not says what it heard instead. */
async function untilHeard(tab: Page, line: string): Promise<void> {
  const isThere = `heard.some((one) => one.startsWith(${JSON.stringify(line)}))`
  await tab.waitForFunction(isThere).catch(async (error: unknown) => {
    throw new Error(`Not heard: ${line}. Heard: ${(await heardIn(tab)).join(', ') || 'nothing'}.`, { cause: error })
  })
}

const publish = (tab: Page, name: string): Promise<unknown> =>
  tab.evaluate(
    `new Promise((resolve) => session.publish(OT.initPublisher(undefined, { name: '${name}', insertMode: 'append' }), resolve)).then(String)`,
  )

/** So many tabs of one browser, in one call; the first is a moderator. */
async function tabs(count: number, query = '', prepare = ''): Promise<{ tabs: Page[]; complaints: readonly string[] }> {
  const { page: first, complaints } = await openPage()
  await first.context().addInitScript(prepare)
  const opened = [first]
  while (opened.length < count) opened.push(await first.context().newPage())
  for (const [at, tab] of opened.entries()) {
    await tab.goto(`${address}?${at === 0 ? 'role=moderator' : ''}${query}`)
    await untilHeard(tab, 'connected')
  }
  return { tabs: opened, complaints }
}

/** A busy browser gives a tab its own lock late; the host takes a tab whose lock is free for gone. */
const lateLock = `const { request } = LockManager.prototype
let isFirst = true
LockManager.prototype.request = function (name, ...rest) {
  const isOwn = isFirst && name.startsWith('fake-opentok/tab/')
  if (!isOwn) return request.call(this, name, ...rest)
  isFirst = false
  return new Promise((resolve) => setTimeout(resolve, 100)).then(() => request.call(this, name, ...rest))
}`

/** Run by npm run test:long; npm test has two tabs with a worker, and three without. */
const ofTheLongRun = test.runIf(process.env.ALL_PAGES !== undefined)

describe('the tabs of an origin', () => {
  test('are in one call: they see each other, signal, and a moderator in one removes the other', async () => {
    const { tabs: opened, complaints } = await tabs(2)
    const [ada, bob] = opened as [Page, Page]
    await publish(bob, 'Bob')
    await untilHeard(ada, 'streamCreated Bob')
    await publish(ada, 'Ada')
    await untilHeard(bob, 'streamCreated Ada')
    await ada.waitForFunction(
      () => [...document.querySelectorAll('video')].filter((one) => one.videoWidth > 0).length === 2,
    )
    await ada.evaluate("session.signal({ type: 'chat', data: 'hello' })")
    await untilHeard(bob, 'signal hello')
    await ada.evaluate('session.forceDisconnect(session.connections.find((one) => one.id !== session.connection.id))')
    await untilHeard(bob, 'sessionDisconnected forceDisconnected')
    await untilHeard(ada, 'connectionDestroyed forceDisconnected')
    expect(complaints).toEqual([])
  })

  ofTheLongRun('are many in one call, and each knows all of them', async () => {
    const many = 5
    const { tabs: opened } = await tabs(many)
    for (const tab of opened) await tab.waitForFunction(`session.connections.length() >= ${many}`)
    const ids = await Promise.all(opened.map((tab) => tab.evaluate('session.connection.id')))
    expect(new Set(ids).size).toBe(many)
  })

  test('share what a test author lets happen in one of them', async () => {
    const { tabs: opened } = await tabs(2)
    const [ada, bob] = opened as [Page, Page]
    await ada.evaluate("void simulator.room().join({ name: 'guest' }).publish()")
    await untilHeard(bob, 'streamCreated guest')
    expect(await bob.evaluate('simulator.room().people.map(({ name }) => name)')).toEqual(['guest'])
    await bob.evaluate("simulator.room().people[0].signal({ data: 'from the other tab' })")
    await untilHeard(ada, 'signal from the other tab')
    await bob.evaluate("simulator.fail('Session.publish/stream-limit-exceeded')")
    await bob.evaluate('simulator.settled()')
    await publish(ada, 'Ada')
    expect(await ada.evaluate("simulator.heardOf('Session.publish/stream-limit-exceeded').length")).toBeGreaterThan(0)
  })

  test('hear at once that one of them is closed or loaded anew, and that it is back', async () => {
    const { tabs: opened } = await tabs(2)
    const [ada, bob] = opened as [Page, Page]
    await bob.reload()
    await untilHeard(ada, 'connectionDestroyed clientDisconnected')
    await untilHeard(bob, 'connected')
    await ada.waitForFunction('session.connections.length() >= 2')
    await bob.close({ runBeforeUnload: false })
    await ada.waitForFunction("heard.filter((one) => one === 'connectionDestroyed clientDisconnected').length === 2")
  })

  test('are each by themselves where the tag says so', async () => {
    const { tabs: own } = await tabs(2, '&world=own')
    for (const tab of own) expect(await tab.evaluate('session.connections.length()')).toBe(1)
  })

  test('go on in one call without a worker, though the tab that hosts it is closed', async () => {
    const { tabs: opened } = await tabs(3, '', `delete globalThis.SharedWorker; ${lateLock}`)
    const [ada, bob, eve] = opened as [Page, Page, Page]
    await bob.waitForFunction('session.connections.length() >= 3')
    await publish(bob, 'Bob')
    await untilHeard(eve, 'streamCreated Bob')
    await ada.close()
    await untilHeard(bob, 'sessionReconnected')
    await untilHeard(eve, 'sessionReconnected')
    await eve.evaluate("session.signal({ data: 'still here' })")
    await untilHeard(bob, 'signal still here')
    expect(await eve.evaluate('session.streams.length()')).toBe(1)
    expect(await heardIn(eve)).not.toContain('streamDestroyed Bob')
  })

  const lonely = [
    [
      'no workers and no locks',
      "delete globalThis.SharedWorker; Object.defineProperty(navigator, 'locks', { value: undefined })",
    ],
    [
      'locks that the browser refuses',
      "delete globalThis.SharedWorker; navigator.locks.request = async () => { throw new DOMException('no storage', 'SecurityError') }",
    ],
  ] as const

  // npm run test:long tries both.
  test.each(process.env.ALL_PAGES === undefined ? lonely.slice(0, 1) : lonely)(
    'have a world of their own where pages cannot find each other: %s',
    async (_what, prepare) => {
      const { page: alone } = await openPage()
      const said: string[] = []
      alone.on('console', (message) => said.push(message.text()))
      await alone.addInitScript(prepare)
      await alone.goto(address)
      await untilHeard(alone, 'connected')
      expect(said.join('\n')).toContain(
        'this page has a world of its own; the browser lets no tabs of this page find each other',
      )
    },
  )

  ofTheLongRun('are in one call where storage is switched off and workers are refused', async () => {
    const refuse = "globalThis.SharedWorker = function () { throw new DOMException('refused', 'SecurityError') };"
    const noStorage =
      "Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('off', 'SecurityError') } })"
    const { tabs: opened } = await tabs(2, '', `${refuse}${noStorage}`)
    for (const tab of opened) await tab.waitForFunction('session.connections.length() >= 2')
  })
})
