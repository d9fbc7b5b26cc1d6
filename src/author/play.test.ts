import { describe, expect, test } from 'vitest'
import { readScenario } from '../scenario/read.ts'
import { playScenario } from './play.ts'

const connect = { call: 'Session.connect' }
const publish = { call: 'Session.publish' }
const alice = { name: 'alice', publishes: [{ name: 'Alice' }] }

const played = (parts: object, dialect: 'documented' | 'sdk' = 'documented'): ReturnType<typeof playScenario> =>
  playScenario(readScenario({ title: 'A scenario', ...parts }), { dialect })

describe('playing', () => {
  test('a call is heard in the dialect that is played', async () => {
    const scenario = {
      steps: [{ call: 'Session.signal' }],
      expect: [{ step: 1, fails: 'Session.signal/not-connected' }],
    }
    expect((await played(scenario)).steps[0]?.error).toEqual({ name: 'OT_NOT_CONNECTED', code: 1510 })
    expect((await played(scenario, 'sdk')).steps[0]?.error).toEqual({ name: 'OT_NOT_CONNECTED', code: 500 })
  })

  test('a step that publishes a publisher again whose media has failed says so', async () => {
    const given = { devices: { camera: 'denied' } }
    const { problems } = await played({
      given,
      steps: [connect, publish, publish],
      expect: [{ step: 1, succeeds: true }],
    })
    expect(problems.map(({ path }) => path)).toEqual(['steps[1]', 'steps[2]'])
    expect(problems[1]?.message).toContain(
      'it was never answered. It publishes the publisher of step 2 again, whose media has failed, and the SDK never answers that.',
    )
    const allow = { device: 'camera', does: 'allow' }
    const another = await played({ given, steps: [connect, publish, allow, { call: 'OT.initPublisher' }, publish] })
    expect(another.problems.map(({ message }) => message).join()).not.toContain('again, whose media has failed')
  })

  test('a listener makes a call when its event comes, and a call whose event never comes is a problem of the file', async () => {
    const greet = { call: 'Session.signal', in: 'connectionCreated', args: [{ data: 'hello' }] }
    const twice = { ...greet, in: { event: 'connectionCreated', same: true } }
    const { problems, heard } = await played({
      given: { room: [alice] },
      steps: [connect, greet, twice],
      expect: [{ event: 'signal', times: 2 }],
    })
    expect(problems).toEqual([])
    expect(heard.findIndex((one) => 'step' in one && one.step === 2)).toBeGreaterThan(0)
    await expect(played({ steps: [connect, { ...greet, in: 'streamCreated' }] })).rejects.toThrow(
      'There was no "streamCreated" after the step before',
    )
  })

  test('listeners of one event make their calls one dispatch after the other, also where the event has nothing to tell', async () => {
    const watch = { call: 'Session.signal', in: { event: 'audioBlocked', on: 'subscriber' } }
    const blocked = { media: { blockSound: true } }
    const { heard, problems } = await played({
      given: { room: [alice] },
      steps: [
        connect,
        { call: 'Session.subscribe', args: [{ $stream: 'Alice' }, null, {}] },
        { ...blocked },
        { ...watch, args: [{ data: 'first' }] },
        { call: 'OT.unblockAudio' },
        { ...blocked },
        { ...watch, args: [{ data: 'second' }] },
      ],
      expect: [{ event: 'audioBlocked', on: 'subscriber', times: 2 }],
    })
    expect(problems).toEqual([])
    expect(heard.filter((one) => one.kind === 'event' && one.type === 'signal')).toHaveLength(2)
  })

  test('each of two calls is met by its own failure, where both raise the same exception', async () => {
    const publishToo = { ...publish, args: [null, {}], await: false }
    const { problems } = await played({
      faults: [{ failure: 'Session.publish/create-never-answered', times: 2 }],
      steps: [connect, publishToo, publishToo, { wait: '2min' }],
      expect: [
        { step: 2, fails: 'Session.publish/create-never-answered' },
        { step: 3, fails: 'Session.publish/create-never-answered' },
        { event: 'exception', times: 2 },
      ],
    })
    expect(problems).toEqual([])
  })

  test('the same scenario gives the same report', async () => {
    const scenario = { given: { network: { latency: [20, 60] }, room: [alice] }, steps: [connect, publish] }
    expect(await played(scenario)).toEqual(await played(scenario))
  })

  test('a step waits for its answer, unless it says that it does not', async () => {
    const given = { network: { latency: 50 } }
    const waiting = await played({ given, steps: [connect, publish] })
    expect(waiting.steps.map(({ outcome }) => outcome)).toEqual(['succeeded', 'succeeded'])
    const hasty = { given, steps: [{ ...connect, await: false }, publish] }
    const { steps } = await played({ ...hasty, expect: [{ step: 2, fails: 'Session.publish/not-connected' }] })
    expect(steps.map(({ outcome }) => outcome)).toEqual(['succeeded', 'failed'])
  })

  test('the promise form is heard through its promise', async () => {
    const step = { ...publish, promise: true }
    const { passed, steps } = await played({
      steps: [step],
      expect: [{ step: 1, fails: 'Session.publish/not-connected' }],
    })
    expect([passed, steps[0]?.channels]).toEqual([true, ['exception', 'promise']])
  })

  test('time passes in the world alone', async () => {
    const { elapsedMs } = await played({ steps: [connect, { wait: '2h' }] })
    expect(elapsedMs).toBe(7_200_000)
  })
})

describe('the timeline', () => {
  test('runs on the clock of the world', async () => {
    const timeline = [
      { at: '2s', network: 'offline' },
      { at: '5s', network: 'online' },
    ]
    const { heard } = await played({ steps: [connect], timeline })
    const events = heard.flatMap((one) => (one.kind === 'event' ? [`${one.at} ${one.type}`] : []))
    expect(events).toContain('2000 sessionReconnecting')
    expect(events.find((event) => event.endsWith('sessionReconnected'))).toMatch(/^[5-7]\d{3} /)
  })

  test('waits for an event, and then for a while', async () => {
    const timeline = [{ after: 'sessionConnected', wait: '1s', participant: 'alice', does: 'leave' }]
    const { heard } = await played({ given: { room: [alice] }, steps: [connect], timeline })
    const left = heard.find((one) => one.kind === 'event' && one.type === 'connectionDestroyed')
    expect(left?.at).toBe(1000)
  })

  test('lets people come, publish, speak and be sent away', async () => {
    const timeline = [
      { at: '1s', participant: 'bob', does: 'join', role: 'moderator' },
      { at: '2s', participant: 'bob', does: 'publish', publishes: { name: 'Bob' } },
      { at: '3s', participant: 'bob', does: 'signal', signal: { type: 'chat', data: 'hello', to: 'me' } },
      { at: '4s', participant: 'bob', does: 'mute' },
      { at: '5s', participant: 'bob', does: 'forceDisconnect' },
    ]
    const { heard } = await played({ steps: [connect], timeline })
    const events = heard.flatMap((one) => (one.kind === 'event' && one.at > 0 ? [`${one.at} ${one.type}`] : []))
    expect(events).toEqual([
      '1000 connectionCreated',
      '2000 streamCreated',
      '3000 signal',
      '3000 signal:chat',
      '4000 muteForced',
      '5000 sessionDisconnected',
    ])
  })

  test('what a participant may not do is told with its place', async () => {
    const given = { session: { maxStreams: 0 }, room: [{ name: 'alice' }] }
    const timeline = [{ at: '1s', participant: 'alice', does: 'publish' }]
    await expect(played({ given, timeline, steps: [connect] })).rejects.toThrow(/timeline\[0\]: alice cannot publish/)
  })
})

describe('what cannot be played', () => {
  test('a step that names a stream that is not there names those that are', async () => {
    const steps = [connect, { call: 'Session.subscribe', args: [{ $stream: 'Alise' }] }]
    expect(() => played({ given: { room: [alice] }, steps })).toThrow(
      /steps\[1\]\.args\[0\]\.\$stream: There is no stream "Alise"\. Did you mean "Alice"\? There are: Alice\./,
    )
  })

  test('a step on an object that no step has made', async () => {
    expect(() => played({ steps: [connect, { call: 'Session.unpublish' }] })).toThrow(/There is no publisher yet/)
    expect(() => played({ steps: [{ ...connect, on: 'first' }] })).toThrow(/There is no session "first"/)
  })

  test('a scenario of the other dialect', async () => {
    await expect(played({ dialect: 'documented' }, 'sdk')).rejects.toThrow(
      /dialect: The scenario is for "documented" alone/,
    )
  })
})

describe('what is not as expected', () => {
  const problemsOf = async (parts: object): Promise<readonly string[]> =>
    (await played(parts)).problems.map(({ path, message }) => `${path}: ${message}`)

  test('a call that succeeds', async () => {
    expect(
      await problemsOf({ steps: [connect], expect: [{ step: 1, fails: 'Session.connect/expired-token' }] }),
    ).toEqual([
      'expect[0]: Step 1, Session.connect, should fail with OT_AUTHENTICATION_ERROR 1004 (Session.connect/expired-token); it succeeded.',
    ])
  })

  test('a call that fails with something else', async () => {
    const given = { token: { expiresIn: '-1h' } }
    const problems = await problemsOf({
      given,
      steps: [connect],
      expect: [{ step: 1, fails: 'Session.connect/invalid-session-id' }],
    })
    expect(problems[0]).toBe(
      'expect[0]: Session.connect/invalid-session-id should give OT_INVALID_SESSION_ID 1005 (completion); it gave OT_AUTHENTICATION_ERROR 1004.',
    )
  })

  test('a call that fails although nothing says so', async () => {
    expect(await problemsOf({ steps: [publish] })).toEqual([
      'steps[0]: Session.publish should succeed, as nothing else is expected; it failed with OT_NOT_CONNECTED 1010.',
    ])
  })

  test('an event that is not heard, or too often', async () => {
    const steps = [connect, { call: 'Session.disconnect' }]
    const event = { event: 'sessionDisconnected', on: 'session' }
    expect(await problemsOf({ steps, expect: [{ ...event, reason: 'networkDisconnected' }] })).toEqual([
      'expect[0]: sessionDisconnected on session with the reason "networkDisconnected" should be heard at least once, and was heard 0 times. There was sessionDisconnected on session (clientDisconnected).',
    ])
    expect(await problemsOf({ steps, expect: [{ ...event, times: 0 }] })).toEqual([
      'expect[0]: sessionDisconnected on session should be heard 0 times, and was heard 1 times.',
    ])
  })

  test('an answer that never comes, and one that comes', async () => {
    const never = { given: { devices: { camera: 'unanswered' } }, steps: [{ call: 'OT.initPublisher' }] }
    expect(await problemsOf({ ...never, expect: [{ step: 1, unanswered: true }] })).toEqual([])
    expect(await problemsOf({ steps: [connect], expect: [{ step: 1, unanswered: true }] })).toEqual([
      'expect[0]: Step 1, Session.connect, should never be answered; it succeeded.',
    ])
  })
})
