import { describe, expect, test } from 'vitest'
import type { JournalEntry } from '../../kernel/journal/entry.ts'
import { readScenario } from '../../scenario/read.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { createSimulator, type Simulator } from '../../simulator.ts'
import { playScenario } from '../play.ts'

const world = (): Simulator => createSimulator({ clock: 'manual', epoch: 0 })

/** The parts of a run that can be compared with another: ids differ, so may the millisecond, and the player listens where an application need not. */
const storyOf = (entries: readonly JournalEntry[]): readonly string[] =>
  entries
    .filter(({ kind, what }) => kind !== 'heard' && what !== 'circumstances.credentials')
    .map(({ kind, who, what }) => `${kind} ${who} ${what}`)

async function playAgain(scenario: Scenario): Promise<{ story: readonly string[]; problems: readonly unknown[] }> {
  let story: readonly string[] = []
  const inspect = ({ journal }: Simulator): void => {
    story = storyOf(journal.entries)
  }
  const { problems } = await playScenario(readScenario(JSON.parse(JSON.stringify(scenario))), { inspect })
  return { story, problems }
}

/** An application that joins, watches everybody and publishes. */
async function joinCall(simulator: Simulator): Promise<ReturnType<Simulator['OT']['initSession']>> {
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = simulator.OT.initSession(apiKey, sessionId)
  session.on('streamCreated', ({ stream }) => void session.subscribe(stream, undefined, { insertMode: 'append' }))
  session.connect(token)
  await simulator.clock.advance('1s')
  session.publish(simulator.OT.initPublisher(undefined, { name: 'me' }))
  await simulator.clock.advance('2s')
  return session
}

describe('a world as a scenario', () => {
  test('plays to the same journal: calls, people, networks, devices, quality and failures', async () => {
    const simulator = world()
    const alice = simulator.room().join({ name: 'alice', role: 'moderator' })
    alice.publish({ name: 'Alice' })
    const session = await joinCall(simulator)
    alice.signal({ type: 'chat', data: 'hi' })
    alice.change('audio', { active: false })
    simulator.network.goOffline()
    await simulator.clock.advance('3s')
    simulator.network.comeBack()
    await simulator.clock.advance('10s')
    simulator.fail('Session.signal/recipient-not-found')
    await simulator.clock.advance(10)
    session.signal({ type: 'x', data: 'y' }, () => {})
    await simulator.clock.advance('1s')
    alice.mute(simulator.room().streams.find(({ name }) => name === 'me')?.id)
    simulator.media.quality.network('critical', { of: 'subscriber' })
    simulator.room().startArchive('minutes')
    simulator.devices.forgetPermission('camera')
    await simulator.clock.advance('5s')
    alice.vanish()
    await simulator.clock.advance(10)

    const { story, problems } = await playAgain(simulator.toScenario())
    expect(problems).toEqual([])
    expect(story).toEqual(storyOf(simulator.journal.entries))
  })

  test('keeps people of one name apart, and leaves out what changed nothing', async () => {
    const simulator = world()
    const room = simulator.room()
    room.join({ name: 'alice' }).publish()
    room.join({ name: 'alice' }).publish()
    simulator.network.comeBack()
    await joinCall(simulator)
    const scenario = simulator.toScenario({ title: 'Two of them' })
    expect(scenario.title).toBe('Two of them')
    expect(scenario.timeline).toMatchObject([
      { participant: 'alice', does: 'join' },
      { participant: 'alice', does: 'publish' },
      { participant: 'alice 2', does: 'join' },
      { participant: 'alice 2', does: 'publish' },
    ])
  })

  test('says which of two people of one name acts, after both have joined', async () => {
    const simulator = world()
    await joinCall(simulator)
    const [first, second] = [simulator.room().join({ name: 'Bob' }), simulator.room().join({ name: 'Bob' })]
    first.publish()
    second.publish()
    await simulator.clock.advance('1s')
    second.change('audio', { active: false })
    second.leave()
    await simulator.clock.advance('1s')
    simulator.room().forceMuteStream(first.streams[0]?.id ?? '')
    first.vanish()
    await simulator.clock.advance('1s')
    const scenario = simulator.toScenario()
    const leavers = scenario.timeline?.flatMap((one) =>
      'participant' in one && /leave|vanish/.test(one.does) ? [one] : [],
    )
    expect(leavers).toMatchObject([{ participant: 'Bob 2' }, { participant: 'Bob' }])
    const { story, problems } = await playAgain(scenario)
    expect(problems).toEqual([])
    expect(story).toEqual(storyOf(simulator.journal.entries))
  })

  test('asks for a failure as often as it struck before it was taken back', async () => {
    const simulator = world()
    const session = await joinCall(simulator)
    simulator.fail('Session.signal/rate-limit-exceeded', { times: Infinity })
    simulator.fail('Session.publish/ice-failed')
    await simulator.clock.advance(10)
    for (const data of ['a', 'b']) session.signal({ data })
    await simulator.clock.advance(10)
    simulator.disarm('Session.signal/rate-limit-exceeded')
    simulator.disarm('Session.publish/ice-failed')
    const { timeline, expect: expected } = simulator.toScenario()
    expect(timeline).toMatchObject([{ fail: { failure: 'Session.signal/rate-limit-exceeded', times: 2 } }])
    expect(expected?.filter((one) => 'fails' in one)).toHaveLength(2)
  })

  test('knows which of two calls failed, by the handler or the promise that heard of it', async () => {
    const simulator = world()
    const session = await joinCall(simulator)
    simulator.fail('Session.signal/rate-limit-exceeded', { call: 2 })
    const failed: string[] = []
    await simulator.clock.advance(10)
    for (const data of ['a', 'b', 'c']) session.signal({ data }).catch(() => failed.push(data))
    await simulator.clock.advance(10)
    expect(failed).toEqual(['b'])
    const { steps = [], expect: expected } = simulator.toScenario()
    const [meant] = expected?.flatMap((one) => ('fails' in one && one.step !== undefined ? [one.step] : [])) ?? []
    expect(steps[(meant ?? 0) - 1]).toMatchObject({ call: 'Session.signal', args: [{ data: 'b' }] })
  })

  test('knows which of two calls failed where nobody listened, and the copy plays', async () => {
    const simulator = world()
    const session = await joinCall(simulator)
    session.signal({ data: 'a' })
    await simulator.clock.advance(10)
    simulator.fail('Session.signal/rate-limit-exceeded')
    for (const data of ['b', 'c']) session.signal({ data })
    await simulator.clock.advance(10)
    const scenario = simulator.toScenario()
    const failed = scenario.expect?.flatMap((one) => ('fails' in one ? [one.step] : []))
    expect(failed?.map((step) => scenario.steps?.[(step ?? 0) - 1])).toMatchObject([{ args: [{ data: 'b' }] }])
    await expect(playScenario(scenario)).resolves.toMatchObject({ passed: true })
  })

  test('lets a listener make the calls that a listener made', async () => {
    const simulator = world()
    await joinCall(simulator)
    simulator.room().join({ name: 'bob' }).publish({ name: 'Bob' })
    await simulator.clock.advance('1s')
    const scenario = simulator.toScenario()
    expect(scenario.steps).toContainEqual(
      expect.objectContaining({ call: 'Session.subscribe', in: { event: 'streamCreated', on: 'session', nth: 1 } }),
    )
    expect((await playAgain(scenario)).problems).toEqual([])
  })

  test('says what the token was, and which acts no file can say', async () => {
    const simulator = world()
    simulator.room().join({ name: 'alice' })
    simulator.devices.shareSound(false)
    const { apiKey, sessionId, token } = simulator.credentials({ role: 'subscriber', expiresIn: '-1h' })
    simulator.OT.initSession(apiKey, sessionId).connect(token, () => {})
    await simulator.clock.advance('1s')
    const scenario = simulator.toScenario()
    expect(scenario.given).toEqual({ token: { role: 'subscriber', expiresIn: '-1h' } })
    expect(scenario.description).toContain('A file cannot say these, which happened too: devices.shareSound.')
    expect((await playAgain(scenario)).problems).toEqual([])
  })
})

/** A test as it is written most: time passes by itself, and what comes next is done when a promise resolves. */
async function played(run: (simulator: Simulator, session: Session) => Promise<void>): Promise<void> {
  const simulator = createSimulator({ epoch: 0 })
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = simulator.OT.initSession(apiKey, sessionId)
  await session.connect.promise(token)
  await run(simulator, session)
  await simulator.clock.advance('1s')
  const { story, problems } = await playAgain(simulator.toScenario())
  expect(problems).toEqual([])
  expect(story).toEqual(storyOf(simulator.journal.entries))
}

type Session = ReturnType<Simulator['OT']['initSession']>

const inTheInstantOfPublishing: Readonly<Record<string, (simulator: Simulator) => void>> = {
  'somebody mutes the stream': (simulator) => simulator.room().forceMuteStream('own'),
  'a moderator takes the stream away': (simulator) =>
    simulator.room().join({ name: 'bob', role: 'moderator' }).forceUnpublish('own'),
  'something is said': (simulator) => simulator.room().caption('own', 'Hi'),
  'the service crashes': (simulator) => simulator.room().crash(),
  'the server is changed': (simulator) => simulator.room().rotateServer(),
}

describe('what happens in the instant in which a promise resolves', () => {
  test.each(Object.entries(inTheInstantOfPublishing))('plays to the same journal: %s', (_name, act) =>
    played(async (simulator, session) => {
      await session.publish.promise(simulator.OT.initPublisher())
      act(simulator)
    }),
  )

  test('keeps its order: a person comes, then a listener is added and a publisher published', () =>
    played(async (simulator, session) => {
      simulator.room().join({ name: 'Bob' }).publish()
      session.on('streamCreated', ({ stream }) => void session.subscribe(stream))
      await session.publish.promise(simulator.OT.initPublisher())
    }))

  test('is anchored to what it followed, so that an application is met by it in the same instant', async () => {
    const simulator = createSimulator({ epoch: 0 })
    const { apiKey, sessionId, token } = simulator.credentials()
    const session = simulator.OT.initSession(apiKey, sessionId)
    await session.connect.promise(token)
    await session.publish.promise(simulator.OT.initPublisher())
    simulator.room().forceMuteStream('own')
    await simulator.clock.advance('1s')
    expect(simulator.toScenario().timeline).toEqual([
      { after: { answered: 'Session.publish' }, session: { forceMuteStream: 'own' } },
    ])
  })

  test('comes before the calls that came after it, at the very beginning too', async () => {
    const simulator = createSimulator({ epoch: 0 })
    const bob = simulator.room().join({ name: 'Bob' })
    bob.publish()
    const { apiKey, sessionId, token } = simulator.credentials()
    const session = simulator.OT.initSession(apiKey, sessionId)
    session.on('streamCreated', ({ stream }) => void session.subscribe(stream))
    await session.connect.promise(token)
    await simulator.settled()
    bob.leave()
    await simulator.clock.advance('2s')
    const { story, problems } = await playAgain(simulator.toScenario())
    expect(problems).toEqual([])
    expect(story).toEqual(storyOf(simulator.journal.entries))
  })
})

describe('what the application has several of is told apart', () => {
  test('sessions', async () => {
    const simulator = createSimulator({ epoch: 0 })
    const sessions: Session[] = []
    for (const name of ['a', 'b']) {
      const { apiKey, sessionId, token } = simulator.credentials({ session: name })
      const session = simulator.OT.initSession(apiKey, sessionId)
      await session.connect.promise(token)
      sessions.push(session)
    }
    await sessions[0]?.signal({ data: 'to the first' })
    sessions[1]?.disconnect()
    await simulator.clock.advance('1s')
    const scenario = simulator.toScenario()
    expect(scenario.description).not.toContain('cannot say')
    expect(scenario.steps).toContainEqual(expect.objectContaining({ call: 'Session.signal', on: 'session 1' }))
    const { story, problems } = await playAgain(scenario)
    expect(problems).toEqual([])
    expect(story).toEqual(storyOf(simulator.journal.entries))
  })

  test('publishers', () =>
    played(async (simulator, session) => {
      const first = simulator.OT.initPublisher(undefined, { name: 'first' })
      await session.publish.promise(first)
      await session.publish.promise(simulator.OT.initPublisher(undefined, { name: 'second' }))
      first.publishAudio(false)
      session.unpublish(first)
    }))
})

describe('what the file cannot say', () => {
  test('is named, and its events are not expected: a second client', async () => {
    const simulator = world()
    await joinCall(simulator)
    const other = simulator.createClient()
    const { apiKey, sessionId, token } = simulator.credentials()
    const session = other.OT.initSession(apiKey, sessionId)
    session.connect(token)
    await simulator.clock.advance('1s')
    session.publish(other.OT.initPublisher(undefined, { name: 'other' }))
    await simulator.clock.advance('2s')
    const scenario = simulator.toScenario()
    expect(scenario.description).toMatch(/A file cannot say these, which happened too: .*createClient\(\)/)
    const { order } = scenario.expect?.find((one) => 'order' in one) ?? { order: [] }
    expect(order).not.toContainEqual({ event: 'streamCreated', on: 'session' })
  })

  test('is named: the people of a second session', async () => {
    const simulator = createSimulator({ epoch: 0 })
    for (const name of ['a', 'b']) {
      const { apiKey, sessionId, token } = simulator.credentials({ session: name })
      await simulator.OT.initSession(apiKey, sessionId).connect.promise(token)
      simulator.room(sessionId).join({ name: 'Ann' })
    }
    const scenario = simulator.toScenario()
    expect(scenario.description).toContain('the people of a second session')
    expect(scenario.expect?.some((one) => 'order' in one) ?? false).toBe(false)
  })
})

test('a replay in which another failure is raised does not pass', async () => {
  const simulator = world()
  const session = await joinCall(simulator)
  session.signal({ type: 'chat', data: 'hi' })
  await simulator.clock.advance('1s')
  const scenario = simulator.toScenario()
  expect((await playAgain(scenario)).problems).toEqual([])
  const spoiled = { ...scenario, faults: [{ failure: 'Session.signal/rate-limit-exceeded' as const }] }
  expect((await playAgain(spoiled)).problems).not.toEqual([])
})
