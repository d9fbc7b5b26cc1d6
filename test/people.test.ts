import { Window } from 'happy-dom'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Participant } from '../src/backend/people/participants.ts'
import type { Publisher, Session, Subscriber } from '../src/index.ts'
import { createSimulator, type Simulator } from '../src/simulator.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

interface Call {
  readonly simulator: Simulator
  readonly session: Session
  readonly heard: { readonly type: string; readonly [detail: string]: unknown }[]
}

const names = ['streamCreated', 'streamPropertyChanged', 'archiveStarted', 'archiveStopped', 'captionReceived']

/** The application is in its session; `prepare` is done before. */
async function call(prepare: (simulator: Simulator) => void = () => {}): Promise<Call> {
  const simulator = createSimulator({ epoch: 0 })
  prepare(simulator)
  const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator' })
  const session = simulator.OT.initSession(apiKey, sessionId)
  const heard: Call['heard'] = []
  for (const type of names) session.on(type, (event: object) => heard.push({ ...event, type }))
  session.connect(token)
  await simulator.settled()
  return { simulator, session, heard }
}

async function published(given: Call, options: object = {}): Promise<Publisher> {
  const publisher = given.simulator.OT.initPublisher(undefined, options)
  given.session.publish(publisher)
  await given.simulator.settled()
  return publisher
}

async function subscribed({ simulator, session }: Call, name = 'Alice'): Promise<Subscriber> {
  const stream = session.streams.find((one) => one.name === name)
  if (stream === undefined) throw new Error(`There is no stream of ${name}.`)
  const subscriber = session.subscribe(stream, undefined, {})
  await simulator.settled()
  return subscriber
}

function alicePublishes(simulator: Simulator, options: Parameters<Participant['publish']>[0] = {}): Participant {
  const alice = simulator.room().join({ name: 'Alice' })
  alice.publish(options)
  return alice
}

const mutedEvent = { type: 'streamPropertyChanged', changedProperty: 'hasAudio', oldValue: true, newValue: false }

describe('a participant who is muted', () => {
  test('by the application turns the sound off, and everybody hears of it', async () => {
    const given = await call()
    const alice = alicePublishes(given.simulator)
    await given.simulator.settled()
    const stream = given.session.streams.find(() => true)
    if (stream !== undefined) given.session.forceMuteStream(stream)
    await given.simulator.settled()
    expect(given.heard).toContainEqual(expect.objectContaining(mutedEvent))
    expect(given.session.streams.find(() => true)).toMatchObject({ hasAudio: false, hasVideo: true })
    expect(alice.streams[0]?.channels[0]).toMatchObject({ type: 'audio', active: false })
  })

  test('with everybody else turns the sound off, but for the streams that are excepted', async () => {
    const given = await call()
    const { simulator, session } = given
    const alice = alicePublishes(simulator)
    const bob = simulator.room().join({ name: 'Bob' })
    const spared = bob.publish()
    await simulator.settled()
    session.forceMuteAll([...(session.streams.all?.() ?? [])].filter(({ streamId }) => streamId === spared))
    await simulator.settled()
    const audible = [alice, bob].map(({ streams }) => streams[0]?.channels[0]?.active)
    expect(audible).toEqual([false, true])
  })

  test('by the service turns the sound off, and can turn it on again', async () => {
    const given = await call()
    const alice = alicePublishes(given.simulator)
    given.simulator.room().forceMuteAll()
    await given.simulator.settled()
    alice.change('audio', { active: true })
    await given.simulator.settled()
    const changes = given.heard.filter(({ changedProperty }) => changedProperty === 'hasAudio')
    expect(changes.map(({ newValue }) => newValue)).toEqual([false, true])
  })

  test('already is not muted twice', async () => {
    const given = await call()
    const alice = alicePublishes(given.simulator)
    for (const { id } of alice.streams) {
      given.simulator.room().forceMuteStream(id)
      given.simulator.room().forceMuteStream(id)
    }
    await given.simulator.settled()
    expect(given.heard.filter(({ changedProperty }) => changedProperty === 'hasAudio')).toHaveLength(1)
  })

  test.each<[string, (simulator: Simulator) => void]>([
    ['the rules of the session say so', (simulator) => simulator.room().setRules({ muteOnEntry: true })],
    ['the session was muted before', (simulator) => simulator.room().forceMuteAll()],
  ])('on entry comes without sound: %s', async (_why, mute) => {
    const given = await call()
    mute(given.simulator)
    alicePublishes(given.simulator)
    await given.simulator.settled()
    expect(given.session.streams.find(() => true)).toMatchObject({ hasAudio: false, hasVideo: true })
    given.simulator.room().setRules({ muteOnEntry: false })
    given.simulator.room().disableForceMute()
    const bob = given.simulator.room().join({ name: 'Bob' })
    bob.publish()
    expect(bob.streams[0]?.channels[0]).toMatchObject({ active: true })
  })
})

test('the initials of a participant are those of the stream', async () => {
  const given = await call()
  alicePublishes(given.simulator, { initials: 'AB' })
  await given.simulator.settled()
  expect(given.session.streams.find(() => true)).toMatchObject({ name: 'Alice', initials: 'AB' })
})

async function loudestOf({ simulator }: Call, of: Publisher | Subscriber): Promise<number> {
  let loudest = 0
  const listen = ({ audioLevel }: { audioLevel: number }): void => {
    loudest = Math.max(loudest, audioLevel)
  }
  of.on({ audioLevelUpdated: listen })
  await simulator.clock.advance('5s')
  of.off({ audioLevelUpdated: listen })
  return loudest
}

describe('who speaks', () => {
  test('is measured by those who subscribe, until silent again; a sound that is on is not loud by itself', async () => {
    const given = await call()
    const alice = alicePublishes(given.simulator)
    await given.simulator.settled()
    const subscriber = await subscribed(given)
    expect(await loudestOf(given, subscriber)).toBe(0)
    alice.speak({ loudness: 0.5 })
    await given.simulator.settled()
    const loudest = await loudestOf(given, subscriber)
    expect(loudest).toBeGreaterThan(0.2)
    expect(loudest).toBeLessThanOrEqual(0.5)
    alice.change('audio', { active: false })
    await given.simulator.settled()
    expect(await loudestOf(given, subscriber)).toBe(0)
    alice.change('audio', { active: true })
    alice.silence()
    await given.simulator.settled()
    expect(await loudestOf(given, subscriber)).toBe(0)
  })

  test('is heard from one client to another, a publisher that comes later too', async () => {
    const given = await call()
    const { simulator } = given
    const other = simulator.createClient()
    other.media.speak()
    const { apiKey, sessionId, token } = simulator.credentials()
    const session = other.OT.initSession(apiKey, sessionId)
    session.connect(token)
    await simulator.settled()
    session.publish(other.OT.initPublisher(undefined, { name: 'Other' }))
    await simulator.settled()
    const subscriber = await subscribed(given, 'Other')
    expect(await loudestOf(given, subscriber)).toBeGreaterThan(0.2)
    other.media.silence()
    await simulator.settled()
    expect(await loudestOf(given, subscriber)).toBe(0)
  })

  test('is in the statistics', async () => {
    const given = await call()
    const alice = alicePublishes(given.simulator)
    await given.simulator.settled()
    const subscriber = await subscribed(given)
    alice.speak({ loudness: 0.5 })
    await given.simulator.clock.advance('10s')
    const report = await subscriber.getRtcStatsReport()
    const sound = { type: 'inbound-rtp', kind: 'audio', audioLevel: 0.5, totalAudioEnergy: expect.closeTo(2.5, 1) }
    expect([...report.values()]).toContainEqual(expect.objectContaining(sound))
  })

  test('has to publish sound, and is told so', async () => {
    const { simulator } = await call()
    const alice = simulator.room().join({ name: 'Alice' })
    expect(() => alice.speak()).toThrow('Alice cannot speak: they publish nothing at this time.')
    alice.publish({ audio: false })
    expect(() => alice.speak()).toThrow('Alice cannot speak: they publish no audio at this time.')
    alice.publish()
    expect(() => alice.silence()).toThrow('Alice is silent already.')
    expect(() => alice.speak({ loudness: 2 })).toThrow('participant.speak(options.loudness): 2 is impossible.')
    expect(() => simulator.media.silence()).toThrow('nobody speaks at this microphone')
  })
})

describe('a caption of the own stream', () => {
  test('is heard on the session', async () => {
    const given = await call()
    const publisher = await published(given)
    const streamId = publisher.stream?.streamId ?? ''
    given.simulator.room().caption(streamId, 'Good morning')
    await given.simulator.settled()
    const captions = given.heard.filter(({ type }) => type === 'captionReceived')
    expect(captions).toMatchObject([{ streamId, caption: 'Good morning', isFinal: true }])
  })

  test('of a stream that is not there is refused', async () => {
    const { simulator } = await call()
    expect(() => simulator.room().caption('s', 'x')).toThrow('There is no stream "s" in this room.')
  })
})

/** A publisher's sign of a recording: its classes, and what it says. */
function signOf({ element }: Publisher): string {
  const sign = element?.querySelector('.OT_archiving')
  const shown = sign?.classList.contains('OT_mode-on') === true
  const state = sign?.classList.contains('OT_archiving-on') === true ? 'on' : 'off'
  return shown ? `${state}, shown: ${sign?.textContent}` : `${state}, hidden`
}

function layOutPage(): void {
  const window = new Window()
  vi.stubGlobal('window', window)
  vi.stubGlobal('document', window.document)
}

describe('a recording', () => {
  test('is shown in the publisher when it starts, and for five seconds after it has stopped', async () => {
    layOutPage()
    const given = await call()
    const publisher = await published(given)
    const room = given.simulator.room()
    expect(signOf(publisher)).toBe('off, hidden')
    const id = room.startArchive({ id: 'my-archive' })
    await given.simulator.settled()
    expect(given.heard.at(-1)).toMatchObject({ type: 'archiveStarted', id: 'my-archive' })
    expect(signOf(publisher)).toBe('on, shown: Being recorded')
    await given.simulator.clock.advance('1h')
    expect(signOf(publisher)).toBe('on, shown: Being recorded')
    room.stopArchive(id)
    await given.simulator.settled()
    expect(signOf(publisher)).toBe('off, shown: No longer recorded')
    await given.simulator.clock.advance('4s')
    expect(signOf(publisher)).toBe('off, shown: No longer recorded')
    await given.simulator.clock.advance('1s')
    expect(signOf(publisher)).toBe('off, hidden')
  })

  test('is shown in a publisher that comes later, as long as one of several runs', async () => {
    layOutPage()
    const given = await call()
    const room = given.simulator.room()
    const [first, second] = [room.startArchive(), room.startArchive()]
    const publisher = await published(given)
    expect(signOf(publisher)).toBe('on, shown: Being recorded')
    room.stopArchive(first)
    await given.simulator.settled()
    expect(signOf(publisher)).toBe('on, shown: Being recorded')
    room.setArchiveStatus(second, 'paused')
    await given.simulator.settled()
    expect(signOf(publisher)).toBe('off, shown: No longer recorded')
  })

  test('is told as a property of the own stream', async () => {
    const given = await call()
    const publisher = await published(given)
    const id = given.simulator.room().startArchive()
    given.simulator.room().stopArchive(id)
    await given.simulator.settled()
    const changes = given.heard.filter(({ changedProperty }) => changedProperty === 'archiving')
    expect(changes).toMatchObject([
      { stream: publisher.stream, oldValue: undefined, newValue: true },
      { stream: publisher.stream, oldValue: true, newValue: false },
    ])
  })
})

test('a token that cannot be read is told before a session id that cannot', async () => {
  const { OT, ...simulator } = createSimulator({ dialect: 'sdk' })
  const session = OT.initSession('47000001', 'not-a-session-id')
  const error = await new Promise((resolve) => session.connect('not-a-token', resolve))
  expect(error).toMatchObject({ name: 'OT_AUTHENTICATION_ERROR', code: 1004 })
  expect(simulator).toBeDefined()
})

describe('room() without an argument', () => {
  const connect = async (simulator: Simulator, name: string, OT = simulator.OT): Promise<Session> => {
    const { apiKey, sessionId, token } = simulator.credentials({ session: name })
    const session = OT.initSession(apiKey, sessionId)
    session.connect(token)
    await simulator.settled()
    return session
  }

  test('is the session that the application is in, and still when it has been sent away', async () => {
    const simulator = createSimulator()
    const session = await connect(simulator, 'lobby')
    const { sessionId } = simulator.room()
    expect(sessionId).toBe(session.sessionId)
    session.disconnect()
    await simulator.settled()
    expect(simulator.room().sessionId).toBe(sessionId)
  })

  test('is the session that the application has asked for, before it connects', () => {
    const simulator = createSimulator()
    const { apiKey, sessionId } = simulator.credentials({ session: 'lobby' })
    simulator.OT.initSession(apiKey, sessionId)
    expect(simulator.room().sessionId).toBe(sessionId)
  })

  test('is that of the credentials before anything was asked for, and that of another client where the first has none', async () => {
    const simulator = createSimulator()
    expect(simulator.room().sessionId).toBe(simulator.credentials().sessionId)
    const session = await connect(simulator, 'lobby', simulator.createClient().OT)
    expect(simulator.room().sessionId).toBe(session.sessionId)
  })

  test('is refused where the application is in several sessions', async () => {
    const simulator = createSimulator()
    const sessions = [await connect(simulator, 'one'), await connect(simulator, 'two')]
    const ids = sessions.map(({ sessionId }) => sessionId).join(', ')
    expect(() => simulator.room()).toThrow(`room() could mean several sessions: ${ids}. Say which, by room(sessionId).`)
  })

  test('warns when people wait in another session than the one that the application enters', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const simulator = createSimulator()
    simulator.room().join({ name: 'Alice' })
    await connect(simulator, 'lobby')
    expect(warned).toHaveBeenCalledOnce()
    expect(String(warned.mock.lastCall)).toContain('it does not see them')
    expect(simulator.journal.find({ what: 'warning' })).toHaveLength(1)
  })
})
