import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleScript } from '../../scripts/bundles.mjs'
import { defineOpenTokFixture, type OpenTok, type OpenTokFixtureOptions } from '../../src/entry/playwright.ts'
import { useBrowser } from './browser.ts'

const openPage = useBrowser()
const folder = mkdtempSync(join(tmpdir(), 'fake-opentok-fixture-'))
const script = join(folder, 'script.js')
beforeAll(async () => writeFileSync(script, await bundleScript()))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const credentials = { apiKey: '1', sessionId: '1_MX4x', token: 'T1==' }

const application = `
  const status = document.querySelector('[role=status]')
  const session = OT.initSession(credentials.apiKey, credentials.sessionId)
  session.on('sessionReconnecting', () => { status.textContent = 'Reconnecting' })
  session.on('sessionReconnected', () => { status.textContent = 'Back' })
  session.on('signal:chat', ({ data }) => { status.textContent = data })
  session.connect(credentials.token, (error) => {
    status.textContent = error ? 'No call: ' + error.code : 'In the call'
  })`

const pages: Readonly<Record<string, string>> = {
  '/': `<script src="/vendor/opentok.min.js"></script><p role="status"></p><script type="module">${application}</script>`,
  '/bundled': `<p role="status"></p><script type="module">
    import OT, { initSession } from '/deps/@vonage_client-sdk-video.js?v=1'
    if (OT.initSession !== initSession) throw new Error('The exports are not those of OT.')
    ${application}</script>`,
  '/injected': `<p role="status"></p><script>${application}</script>`,
  '/empty': '<p role="status"></p>',
}

interface Ending {
  readonly attached: readonly string[]
}

interface Given {
  readonly page: Page
  readonly opentok: OpenTok
  readonly context: BrowserContext
  open(path: string): Promise<void>
}

/** Runs a test as a runner would. */
async function withFixture(
  options: OpenTokFixtureOptions,
  body: (given: Given) => Promise<void>,
  status: 'passed' | 'failed' = 'passed',
): Promise<Ending> {
  const { page } = await openPage()
  const context = page.context()
  const attached: string[] = []
  const testInfo = {
    status,
    expectedStatus: 'passed',
    attach: async (name: string, { body: text }: { body: string }) => void attached.push(`${name}\n${text}`),
  }
  await context.route('https://app.example/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html><head><link rel="icon" href="data:,"></head><body>${pages[new URL(route.request().url()).pathname]}</body></html>`,
    }),
  )
  const [fixture] = defineOpenTokFixture({ script, ...options })
  try {
    await fixture(
      { context },
      async (opentok) => {
        await opentok.prepare((simulator, given) => {
          Object.assign(globalThis, { credentials: { ...given, ...simulator.credentials() } })
        }, credentials)
        await body({
          page,
          opentok,
          context,
          open: async (path) => void (await page.goto(`https://app.example${path}`)),
        })
      },
      testInfo,
    )
  } finally {
    await page.close()
  }
  return { attached }
}

const says = (page: Page, words: string): Promise<void> =>
  expect.poll(() => page.getByRole('status').textContent()).toBe(words)

describe('the real SDK is replaced', () => {
  test.each([
    ['where its script is asked for', '/', {}],
    ['where a module of it is asked for', '/bundled', {}],
    ['before the page, for an application that takes it from the window', '/injected', { as: 'inject' }],
  ] as const)('%s', async (_, path, options) => {
    await withFixture(options, async ({ page, open }) => {
      await open(path)
      await says(page, 'In the call')
    })
  })
})

test('the verbs of the simulator are called from the test, also those of what they give', async () => {
  await withFixture({}, async ({ page, opentok, open }) => {
    await open('/')
    await says(page, 'In the call')
    const { simulator } = opentok
    const alice = await simulator.room().then((room) => room.join({ name: 'Alice' }))
    await alice.signal({ type: 'chat', data: 'Hello' })
    await says(page, 'Hello')
    expect(await alice.name()).toBe('Alice')
    expect((await simulator.journal.find({ what: 'signal:chat' })).map(({ who }) => who)).toEqual(['client-1 session'])
    await expect(simulator.fail('Session.connect/nothing' as never)).rejects.toThrow('There is no failure')
    await expect(Reflect.get(simulator, 'explode')()).rejects.toThrow('The simulator has no explode.')
  })
})

test('a world is prepared before the application runs', async () => {
  await withFixture({}, async ({ page, opentok, open }) => {
    await opentok.prepare((simulator) => simulator.fail('Session.connect/expired-token'))
    await open('/')
    await says(page, 'No call: 1004')
    expect(await opentok.simulator.heardOf('Session.connect/expired-token')).toMatchObject([{ over: 'completion' }])
  })
})

test('the application hears that the browser goes offline, and comes back', async () => {
  await withFixture({}, async ({ page, context, open }) => {
    await open('/')
    await says(page, 'In the call')
    await context.setOffline(true)
    await says(page, 'Reconnecting')
    await context.setOffline(false)
    await says(page, 'Back')
  })
})

describe('at the end of a test', () => {
  test('a failure that never struck fails it', async () => {
    const failing = withFixture({}, async ({ opentok, open }) => {
      await open('/empty')
      await expect(opentok.simulator.settled()).rejects.toThrow('No page of this context has a world.')
      await open('/')
      await opentok.simulator.fail('Session.publish/ice-failed')
    })
    await expect(failing).rejects.toThrow("simulator.fail('Session.publish/ice-failed') never struck.")
  })

  test('one that failed has the journal and the sequence picture attached', async () => {
    const run = async ({ page, open }: Given): Promise<void> => {
      await open('/')
      await says(page, 'In the call')
    }
    const { attached } = await withFixture({}, run, 'failed')
    expect(attached[0]).toMatch(/^fake-opentok: sequence picture\nsequenceDiagram/)
    expect(attached[1]).toContain('event sessionConnected')
  })
})

test.each([
  [{ scriptz: 'x' }, 'scriptz'],
  [{ as: 'magic' }, 'There is no way to replace the SDK "magic". There are: serve, inject.'],
  [{ as: 'inject', scripts: 'x' }, "scripts has no effect with as: 'inject'"],
])('%j is refused', (options, words) => {
  expect(() => defineOpenTokFixture(options as object)).toThrow(words)
})
