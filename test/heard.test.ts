import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { reached } from '../src/author/hearing.ts'
import { playScenario } from '../src/author/play.ts'
import { createSimulator, type Simulator } from '../src/author/simulator.ts'
import { dialects } from '../src/contract/dialect.ts'
import { type Failure, failures } from '../src/contract/failures.ts'
import { parseScenario } from '../src/scenario/read.ts'

const fixtureOf = ({ operation, slug }: Failure): string => `fixtures/scenarios/${operation}/${slug}.json`

/** What the player of scenarios listens to: everything but the events that tell of a failure. */
const listened = ({ channels }: Failure): readonly string[] =>
  [...new Set(channels.filter((one) => one !== 'event'))].sort()

/** Failures that come about by themselves, and whose error is of another operation's row, or is made by the browser. */
const unknown: readonly string[] = [
  'OT.initPublisher/unknown-audio-source',
  'OT.initPublisher/unknown-video-source',
  'Publisher.setAudioSource/unknown-device',
  'Session.dispatchEvent/missing-type',
  'Session.forceDisconnect/completion-null',
  'Session.forceUnpublish/completion-null',
  'Session.on/invalid-handler',
  'Session.publish/access-denied',
  'Session.publish/constraints-not-satisfied',
  'Session.publish/disconnected-while-publishing',
  'Session.publish/hardware-unavailable',
  'Session.publish/media-aborted',
  'Session.publish/media-not-supported',
  'Session.publish/no-devices-found',
  'Session.publish/no-valid-constraints',
  'Session.publish/screen-sharing-extension-not-registered',
  'Session.publish/screen-sharing-extension-not-installed',
  'Session.publish/screen-sharing-not-supported',
  'Session.publish/unable-to-capture-media',
  'Session.subscribe/disconnected-while-subscribing',
]

async function channelsHeard(row: Failure): Promise<readonly string[] | null> {
  const scenario = parseScenario(readFileSync(fixtureOf(row), 'utf8'))
  let heard: readonly string[] | null = null
  const inspect = ({ journal }: Simulator): void => {
    const found = reached(journal, row.id)
    heard = found && [...new Set(found.heard.map(({ over }) => over).filter((over) => over !== 'event'))].sort()
  }
  const dialect = scenario.dialect ?? dialects[0]
  await playScenario(scenario, { dialect, inspect })
  return heard
}

describe('who listens to everything hears of each failure over its channels', () => {
  test.each(failures.filter(({ id, status }) => status === 'live' && !unknown.includes(id)))('$id', async (row) => {
    const heard = await channelsHeard(row)
    expect(heard).not.toBeNull()
    for (const channel of heard ?? []) expect(listened(row)).toContain(channel)
  })
})

test('a failure whose row is not told apart stands in the list for as long as that is so', async () => {
  const rows = failures.filter(({ id }) => unknown.includes(id))
  expect(rows.map(({ id }) => id).sort()).toEqual([...unknown].sort())
  const found = await Promise.all(rows.map(async (row) => ((await channelsHeard(row)) === null ? [] : [row.id])))
  expect(found.flat()).toEqual([])
})

describe('one who does not listen', () => {
  const expired = (): { simulator: Simulator; session: ReturnType<Simulator['OT']['initSession']>; token: string } => {
    const simulator = createSimulator()
    const { apiKey, sessionId, token } = simulator.credentials({ expiresIn: '-1h' })
    return { simulator, session: simulator.OT.initSession(apiKey, sessionId), token }
  }

  test('hears nothing, and the failure was brought about all the same', async () => {
    const { simulator, session, token } = expired()
    session.connect(token)
    await simulator.settled()
    expect(simulator.heardOf('Session.connect/expired-token')).toEqual([])
    expect(reached(simulator.journal, 'Session.connect/expired-token')?.times).toBe(1)
  })

  test('hears over the handler alone', async () => {
    const { simulator, session, token } = expired()
    session.connect(token, () => {})
    await simulator.settled()
    expect(simulator.heardOf('Session.connect/expired-token')).toEqual([{ who: 'client-1', over: 'completion', at: 0 }])
  })

  test('hears over the promise alone, and over exception', async () => {
    const { simulator, session, token } = expired()
    simulator.OT.on('exception', () => {})
    await session.connect.promise(token).catch(() => {})
    expect(simulator.heardOf('Session.connect/expired-token').map(({ over }) => over)).toEqual(['exception', 'promise'])
  })

  test('hears of a lost network by the event', async () => {
    const simulator = createSimulator()
    const { apiKey, sessionId, token } = simulator.credentials()
    const session = simulator.OT.initSession(apiKey, sessionId)
    session.on('sessionDisconnected', () => {})
    session.connect(token, () => {})
    await simulator.settled()
    simulator.network.goOffline()
    await simulator.clock.advance('1min')
    expect(simulator.heardOf('Session/network-lost').map(({ over }) => over)).toEqual(['event'])
    expect(simulator.heardOf('Session/connection-interrupted')).toEqual([])
  })

  test('a failure that was armed and never struck was not brought about', () => {
    const simulator = createSimulator()
    simulator.fail('Session.publish/ice-failed')
    expect(reached(simulator.journal, 'Session.publish/ice-failed')).toBeNull()
  })

  test('an unknown id is refused', () => {
    expect(() => createSimulator().heardOf(JSON.parse('"Session.connect/expired"'))).toThrow('Did you mean')
  })
})
