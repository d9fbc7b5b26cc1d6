// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest'
import { parseScenario } from '../scenario/read.ts'
import { createSimulator, type Simulator } from '../simulator.ts'
import { wishOfPage } from './address.ts'
import { applyScenarioToPage, directScenario, optionsOf } from './scenario.ts'

const said: string[] = []
const loaded: string[] = []

const wishFor = (wish: string | null, files: Readonly<Record<string, unknown>> = {}): ReturnType<typeof wishOfPage> =>
  wishOfPage({
    wish,
    usualFolder: '../fixtures/scenarios/',
    script: 'https://app.example/lib/dist/fake-opentok.iife.js',
    readerScript: 'fake-opentok.scenarios.iife.js',
    loadReader: (address) => {
      loaded.push(address)
      return { parseScenario, applyScenarioToPage, directScenario, optionsOf }
    },
    fetchFile: (address) => (address in files ? { text: textOf(files[address]) } : { why: 'the answer was 404' }),
    say: (how, sentence) => said.push(`${how} ${sentence}`),
  })

/** A file as it lies on the server: text as it is, all else as JSON. */
const textOf = (file: unknown): string => (typeof file === 'string' ? file : JSON.stringify(file))

const connect = (simulator: Simulator): Promise<string> => {
  const { apiKey, sessionId, token } = createSimulator({
    seed: 'an application with a server of its own',
  }).credentials()
  return new Promise((resolve) => {
    simulator.OT.initSession(apiKey, sessionId).connect(token, (error?: Error) => resolve(error?.name ?? 'connected'))
  })
}

const folder = 'https://app.example/lib/fixtures/scenarios/'

afterEach(() => {
  said.length = 0
  loaded.length = 0
  document.querySelector('meta[name=fake-opentok-scenarios]')?.remove()
})

describe('what a page is asked for by its address', () => {
  test('nothing', () => {
    wishFor(null).grant(createSimulator())
    expect(said).toEqual([])
  })

  test('a failure strikes the next call', async () => {
    const simulator = createSimulator()
    wishFor('Session.connect/terms-of-service-failure').grant(simulator)
    expect(await connect(simulator)).toBe('OT_TERMS_OF_SERVICE_FAILURE')
    expect(said).toEqual([
      "info fake-opentok: The next call fails with Session.connect/terms-of-service-failure (the page's address asks for Session.connect/terms-of-service-failure).",
    ])
    expect(loaded).toEqual([])
  })

  test('a scenario is fetched from beside the script, and is in the session that the application asks for', async () => {
    const scenario = {
      title: 'Alice is there, and leaves',
      dialect: 'sdk',
      given: { room: [{ name: 'alice' }] },
      timeline: [{ at: '3s', participant: 'alice', does: 'leave' }],
    }
    const wish = wishFor('calls/alice', { [`${folder}calls/alice.json`]: scenario })
    const simulator = createSimulator({ ...wish.options, clock: 'manual' })
    expect(wish.options).toEqual({ clock: 'wall', uncaught: 'page', dialect: 'sdk' })
    wish.grant(simulator)
    await simulator.clock.advance('1min')
    const connected = connect(simulator)
    await simulator.clock.advance('1s')
    expect([await connected, simulator.dialect]).toEqual(['connected', 'sdk'])
    expect(simulator.journal.find({ kind: 'event', what: 'connectionCreated' }).length).toBe(2)
    await simulator.clock.advance('2s')
    expect(simulator.journal.find({ kind: 'event', what: 'connectionDestroyed' }).length).toBe(1)
    expect(said).toEqual(["info fake-opentok: Alice is there, and leaves (the page's address asks for calls/alice)."])
    expect(loaded).toEqual(['https://app.example/lib/dist/fake-opentok.scenarios.iife.js'])
  })

  test('a page says where its scenarios lie', () => {
    const place = Object.assign(document.createElement('meta'), { name: 'fake-opentok-scenarios' })
    document.head.append(Object.assign(place, { content: 'https://app.example/mine' }))
    const wish = wishFor('offline', { 'https://app.example/mine/offline.json': { title: 'Offline' } })
    wish.grant(createSimulator())
    expect(said[0]).toMatch(/^info fake-opentok: Offline/)
  })
})

describe('what cannot be', () => {
  const refused = (wish: string, files?: Readonly<Record<string, unknown>>): string => {
    const found = wishFor(wish, files)
    let message = ''
    try {
      found.grant(createSimulator())
    } catch (error) {
      message = error instanceof Error ? error.message : ''
    }
    expect(said).toEqual([`error fake-opentok: ${message}`])
    return message
  }

  test('an unknown name is told on the console, and thrown, with what comes nearest', () => {
    expect(refused('Session.publish/ice-faild')).toBe(
      `The page's address asks for ?fake-opentok=Session.publish/ice-faild, which is no failure, and no scenario at ${folder}Session.publish/ice-faild.json: the answer was 404. Did you mean the failure Session.publish/ice-failed? Where scenarios lie elsewhere, say so with <meta name="fake-opentok-scenarios" content="/their/folder/">.`,
    )
  })

  test.each(['../../secret', 'https://evil.example/x', '/etc/x', 'a b', 'calls/../x'])('%s names no file', (wish) => {
    expect(refused(wish)).toMatch(/which is no failure and no name of a scenario/)
  })

  test('a server that answers every address with a page has no scenario there', () => {
    const said = refused('calls/mine', { [`${folder}calls/mine.json`]: '<!doctype html><title>My application</title>' })
    expect(said).toContain('answers with a page, as development servers do')
    expect(said).toContain('<meta name="fake-opentok-scenarios"')
  })

  test('a file that is no scenario is told with its place', () => {
    expect(refused('mine', { [`${folder}mine.json`]: { title: 'x', given: { rom: [] } } })).toBe(
      `${folder}mine.json cannot be used.\n  given.rom: There is no key "rom". Did you mean "room"? There are: token, apiKey, sessionId, credentials, secret, session, network, devices, browser, rest, room.`,
    )
  })

  test('what goes wrong in its time is told, and the application goes on', async () => {
    const scenario = {
      title: 'Nobody is there',
      given: { room: [{ name: 'bob', role: 'moderator' }] },
      timeline: [{ at: '1s', participant: 'bob', does: 'forceUnpublish', stream: 'own' }],
    }
    const simulator = createSimulator({ clock: 'manual' })
    wishFor('early', { [`${folder}early.json`]: scenario }).grant(simulator)
    const connected = connect(simulator)
    await simulator.clock.advance('2s')
    expect(await connected).toBe('connected')
    expect(said.at(-1)).toMatch(/^error fake-opentok: .*timeline\[0\]: "me" publishes no stream at this time/s)
  })
})
