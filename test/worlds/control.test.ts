import { describe, expect, test, vi } from 'vitest'
import { createSimulator, type FailureId, type Simulator } from '../../src/simulator.ts'

interface Told {
  readonly name?: string
  readonly code?: number
}

/** A connected session, and what a handler is told. */
async function connected(simulator: Simulator) {
  const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator' })
  const session = simulator.OT.initSession(apiKey, sessionId)
  session.connect(token)
  await simulator.settled()
  return session
}

const asFailure = (text: string): FailureId => text as FailureId

describe('arming a failure', () => {
  test('strikes once, and the next call succeeds', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    simulator.fail('Session.signal/rate-limit-exceeded')
    const told: (Told | undefined)[] = []
    session.signal({ data: 'a' }, (error?: Told) => told.push(error))
    session.signal({ data: 'b' }, (error?: Told) => told.push(error))
    await simulator.settled()
    expect(told.map((error) => error?.name)).toEqual(['OT_RATE_LIMIT_EXCEEDED', undefined])
  })

  test('strikes the call that it is meant for', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    simulator.fail('Session.signal/recipient-not-found', { call: 2 })
    const told: (number | undefined)[] = []
    for (const data of ['a', 'b', 'c']) session.signal({ data }, (error?: Told) => told.push(error?.code))
    await simulator.settled()
    expect(told).toEqual([undefined, 404, undefined])
  })

  test('a failure that the SDK would meet with another request outlasts its attempts', async () => {
    const simulator = createSimulator()
    const { apiKey, sessionId, token } = simulator.credentials()
    simulator.fail('Session.connect/http-error')
    const told: (Told | undefined)[] = []
    const session = simulator.OT.initSession(apiKey, sessionId)
    session.connect(token, (error?: Told) => told.push(error))
    await simulator.settled()
    session.connect(token, (error?: Told) => told.push(error))
    await simulator.settled()
    expect(told.map((error) => error?.code)).toEqual([2001, undefined])
  })

  test('an unknown id is refused with the nearest one, and nothing changes', () => {
    const simulator = createSimulator()
    const before = simulator.journal.entries.length
    expect(() => simulator.fail(asFailure('Session.conect/expired-token'))).toThrow(
      /Did you mean "Session.connect\/expired-token"/,
    )
    expect(simulator.journal.entries.length).toBe(before)
  })

  test('what SDK 2.35 never produces is refused in its dialect, and given in the documented one', async () => {
    const strict = createSimulator({ dialect: 'sdk' })
    expect(() => strict.fail('Session.subscribe/webrtc-error')).toThrow(/dialect "sdk".*SDK 2\.35 never produces it/)
    const simulator = createSimulator()
    const session = await connected(simulator)
    simulator.room().join({ name: 'alice' }).publish()
    await simulator.settled()
    simulator.fail('Session.subscribe/webrtc-error')
    const told: (Told | undefined)[] = []
    session.subscribe(session.streams.at(0), undefined, {}, (error?: Told) => told.push(error))
    await simulator.settled()
    expect(told.map((error) => error?.code)).toEqual([1600])
  })

  test('impossible figures are refused', () => {
    const simulator = createSimulator()
    expect(() => simulator.fail('Session.signal/not-connected', { times: 0 })).toThrow(
      /simulator\.fail\(options\.times\): 0 is impossible/,
    )
    expect(() => simulator.fail('Session.signal/not-connected', { call: 1.5 })).toThrow(
      /options\.call\): 1\.5 is impossible/,
    )
    expect(() => simulator.fail('Session.signal/not-connected', { after: 'soon' })).toThrow(
      /"soon" is no possible time/,
    )
  })
})

describe('withholding an answer', () => {
  test('never released, never answered; no time-out passes by itself meanwhile', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    simulator.hold('Session.publish')
    let told = 0
    session.publish(simulator.OT.initPublisher(), () => told++)
    await simulator.settled()
    expect(told).toBe(0)
    await simulator.clock.advance('16s')
    expect(told).toBe(1)
  })

  test('released, it comes as it would have come', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    const held = simulator.hold('Session.signal')
    const told: unknown[] = []
    session.signal({ data: 'x' }, (error: unknown) => told.push(error))
    await simulator.settled()
    expect(told).toEqual([])
    held.release()
    await simulator.settled()
    expect(told).toEqual([undefined])
  })

  test('made to fail, it brings that failure', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    const held = simulator.hold('Session.publish')
    const told: (Told | undefined)[] = []
    session.publish(simulator.OT.initPublisher(), (error?: Told) => told.push(error))
    await simulator.settled()
    held.fail('Session.publish/stream-limit-exceeded')
    await simulator.settled()
    expect(told[0]?.name).toBe('OT_STREAM_CREATE_FAILED')
  })

  test('a failure of another operation is no answer to it', () => {
    const simulator = createSimulator()
    const held = simulator.hold('Session.publish')
    expect(() => held.fail('Session.signal/recipient-not-found')).toThrow(/Session.publish waits for stream.create/)
    expect(() => simulator.hold('Session.published')).toThrow(/Did you mean "Session.publish"/)
  })
})

describe('a withheld answer that refuses a call which the SDK repeats', () => {
  test('refuses every attempt, and the next call succeeds', async () => {
    const simulator = createSimulator()
    const { apiKey, sessionId, token } = simulator.credentials()
    const held = simulator.hold('Session.connect')
    const told: (Told | undefined)[] = []
    const session = simulator.OT.initSession(apiKey, sessionId)
    session.connect(token, (error?: Told) => told.push(error))
    await simulator.settled()
    held.fail('Session.connect/http-error')
    await simulator.settled()
    session.connect(token, (error?: Told) => told.push(error))
    await simulator.settled()
    expect(told.map((error) => error?.code)).toEqual([2001, undefined])
  })

  test('a handler that throws on success is noted, and disturbs nobody', async () => {
    const simulator = createSimulator({ uncaught: 'journal' })
    const session = await connected(simulator)
    session.signal({ data: 'hello' }, () => {
      throw new Error('the application slipped')
    })
    await simulator.settled()
    expect(simulator.journal.find({ kind: 'uncaught' }).map(({ what, detail }) => ({ what, ...detail }))).toEqual([
      { what: 'Session.signal', message: 'the application slipped', by: 'completion' },
      { what: 'error', message: 'the application slipped' },
    ])
  })
})

describe('the clocks', () => {
  test('a manual clock says what waits', async () => {
    const simulator = createSimulator({ clock: 'manual' })
    const { apiKey, sessionId, token } = simulator.credentials()
    let connects = 0
    simulator.OT.initSession(apiKey, sessionId).connect(token, () => connects++)
    await expect(simulator.settled()).rejects.toThrow(/config request/)
    await simulator.clock.advance(0)
    await simulator.clock.advance(0)
    expect(connects).toBe(1)
  })

  test('lost for good, a session ends after thirty seconds of calendar time', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    const heard: string[] = []
    session.on('sessionReconnecting sessionReconnected', (event: { type: string }) => heard.push(event.type))
    session.on('sessionDisconnected', (event: { reason: string }) => heard.push(event.reason))
    simulator.network.goOffline()
    await simulator.settled()
    expect(heard).toEqual(['sessionReconnecting'])
    await simulator.clock.advance('31s')
    expect(heard).toEqual(['sessionReconnecting', 'networkDisconnected'])
  })

  test('back in time, it goes on, and what was said meanwhile is sent', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    simulator.network.goOffline()
    const told: unknown[] = []
    session.signal({ data: 'x' }, (error: unknown) => told.push(error))
    await simulator.settled()
    expect(told).toEqual([])
    simulator.network.comeBack()
    await simulator.settled()
    expect(told).toEqual([undefined])
  })
})

describe('the end of a world', () => {
  test('reset() leaves nothing behind', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    session.publish(simulator.OT.initPublisher())
    simulator.room().join({ name: 'alice' }).publish()
    simulator.fail('Session.signal/recipient-not-found')
    await simulator.settled()
    simulator.reset()
    expect(simulator.clock.pending()).toEqual([])
    expect(simulator.journal.entries).toEqual([])
    expect(simulator.room().connections).toEqual([])
    const again = await connected(simulator)
    expect(again).not.toBe(session)
    expect(await again.signal({ data: 'x' })).toBeUndefined()
  })

  test('after dispose() every control call says what to do', () => {
    const simulator = createSimulator()
    simulator.dispose()
    expect(() => simulator.fail('Session.signal/not-connected')).toThrow(/after dispose\(\).*createSimulator/)
    expect(() => simulator.room()).toThrow(/after dispose/)
    expect(() => simulator.network.goOffline()).toThrow(/after dispose/)
    expect(() => simulator.credentials()).toThrow(/after dispose/)
  })

  test('an option that is none is refused', () => {
    const options: object = { clock: 'fast' }
    expect(() => createSimulator(options)).toThrow(/There are: instant, wall, manual/)
  })
})

describe('a token that carries a scenario', () => {
  test('brings a failure through the application’s own server and back, in both formats', async () => {
    for (const format of ['jwt', 't1'] as const) {
      const simulator = createSimulator()
      const { apiKey, sessionId, token } = simulator.credentials({
        format,
        scenario: 'Session.publish/stream-limit-exceeded',
      })
      const session = simulator.OT.initSession(apiKey, sessionId)
      session.connect(token)
      await simulator.settled()
      const told: (Told | undefined)[] = []
      session.publish(simulator.OT.initPublisher(), (error?: Told) => told.push(error))
      await simulator.settled()
      expect(told[0]?.name, format).toBe('OT_STREAM_CREATE_FAILED')
    }
  })

  test('can make the very connect() fail that shows it', async () => {
    const simulator = createSimulator()
    const { apiKey, sessionId, token } = simulator.credentials({
      scenario: 'Session.connect/connection-limit-exceeded',
    })
    const told: (Told | undefined)[] = []
    simulator.OT.initSession(apiKey, sessionId).connect(token, (error?: Told) => told.push(error))
    await simulator.settled()
    expect(told[0]?.code).toBe(1027)
  })

  test('and names what this world does not know is told with the remedy', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const server = createSimulator()
    server.defineScenario('bad wifi', () => {})
    const simulator = createSimulator({ clock: 'manual' })
    for (const format of ['jwt', 't1'] as const) {
      const { apiKey, sessionId, token } = server.credentials({ scenario: 'bad wifi', format })
      const told: (Told | undefined)[] = []
      simulator
        .createClient()
        .OT.initSession(apiKey, sessionId)
        .connect(token, (error?: Told) => told.push(error))
      await simulator.clock.advance('1m')
      expect(told[0]).toBeDefined()
    }
    const said = simulator.journal.find({ what: 'scenario failed' }).map(({ detail }) => String(detail['message']))
    expect(said).toHaveLength(2)
    for (const sentence of said) {
      expect(sentence).toMatch(
        /^The token of client-\d carries the scenario "bad wifi", and this world knows none of that name\. Say what it is/,
      )
    }
    expect(warned).toHaveBeenCalledTimes(2)
    warned.mockRestore()
  })

  test('can carry circumstances that have a name', async () => {
    const simulator = createSimulator()
    simulator.defineScenario('bad wifi', () => simulator.network.flap({ times: 2, downMs: 1000, upMs: 4000 }))
    const { apiKey, sessionId, token } = simulator.credentials({ scenario: 'bad wifi' })
    const session = simulator.OT.initSession(apiKey, sessionId)
    session.connect(token)
    await simulator.clock.advance('30s')
    expect(session.currentState).toBe('connected')
    expect(simulator.journal.find({ what: 'network.comeBack' })).toHaveLength(2)
  })

  test('a name that nobody knows is refused when the token is asked for', () => {
    const simulator = createSimulator()
    expect(() => simulator.credentials({ scenario: 'bad wify' })).toThrow(/no scenario "bad wify".*defineScenario/)
  })
})
