import { describe, expect, test } from 'vitest'
import { readScenario } from '../scenario/read.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { createSimulator } from '../simulator.ts'
import { simulatorFor } from './for-scenario.ts'
import { applyScenario } from './scenario.ts'

const scenario = (parts: object): ReturnType<typeof readScenario> => readScenario({ title: 'A scenario', ...parts })

const connectWith = (simulator: ReturnType<typeof createSimulator>): Promise<string> => {
  const { apiKey, sessionId, token } = simulator.credentials()
  return new Promise((resolve) => {
    simulator.OT.initSession(apiKey, sessionId).connect(token, (error?: Error) => resolve(error?.name ?? 'connected'))
  })
}

describe('bringing a world into a scenario', () => {
  test('its token is what credentials() gives from then on', async () => {
    const simulator = createSimulator()
    applyScenario(simulator, scenario({ given: { token: { expiresIn: '-1h' } } }))
    expect(await connectWith(simulator)).toBe('OT_AUTHENTICATION_ERROR')
  })

  test('its faults are armed', async () => {
    const simulator = createSimulator()
    applyScenario(simulator, scenario({ faults: [{ failure: 'Session.connect/terms-of-service-failure' }] }))
    expect(await connectWith(simulator)).toBe('OT_TERMS_OF_SERVICE_FAILURE')
  })

  test('its room is there, and its timeline passes by advance()', async () => {
    const simulator = createSimulator({ clock: 'manual' })
    const timeline = [{ at: '2s', participant: 'alice', does: 'leave' }]
    applyScenario(simulator, scenario({ given: { room: [{ name: 'alice' }] }, timeline }))
    const people = (): number => simulator.room().connections.length
    expect(people()).toBe(1)
    await simulator.clock.advance('1999ms')
    expect(people()).toBe(1)
    await simulator.clock.advance('1ms')
    expect(people()).toBe(0)
  })

  test('under the instant clock, its timeline waits for advance() as the calendar does', async () => {
    const simulator = createSimulator()
    const timeline = [{ after: 'sessionConnected', wait: '2s', participant: 'alice', does: 'leave' }]
    applyScenario(simulator, scenario({ given: { room: [{ name: 'alice' }] }, timeline }))
    expect(await connectWith(simulator)).toBe('connected')
    await simulator.settled()
    expect(simulator.room().connections.length).toBe(2)
    await simulator.clock.advance('2s')
    expect(simulator.room().connections.length).toBe(1)
  })

  test('its steps and expectations are left to the application', async () => {
    const simulator = createSimulator()
    applyScenario(simulator, scenario({ steps: [{ call: 'Session.connect' }], expect: [{ step: 1, succeeds: true }] }))
    await simulator.settled()
    expect(simulator.journal.find({ kind: 'request' })).toEqual([])
  })

  test('reset() leaves nothing of it', async () => {
    const simulator = createSimulator()
    const timeline = [{ after: 'sessionConnected', network: 'offline' }]
    applyScenario(simulator, scenario({ given: { token: { expiresIn: '-1h' }, room: [{ name: 'alice' }] }, timeline }))
    simulator.reset()
    expect(await connectWith(simulator)).toBe('connected')
    await simulator.settled()
    expect([simulator.network.isHeld, simulator.room().connections.length]).toEqual([false, 1])
  })

  test('a mistake that shows itself later is told where time is let pass', async () => {
    const simulator = createSimulator({ clock: 'manual' })
    const given = { room: [{ name: 'alice', role: 'moderator' }] }
    applyScenario(
      simulator,
      scenario({ given, timeline: [{ at: '1s', participant: 'alice', does: 'forceDisconnect' }] }),
    )
    await expect(simulator.clock.advance('1s')).rejects.toThrow(/timeline\[0\]: "me" is not in the session/)
  })
})

describe('a world that cannot be brought into a scenario', () => {
  test('is left as it was', () => {
    const simulator = createSimulator({ dialect: 'sdk' })
    const parts = {
      dialect: 'documented',
      given: { room: [{ name: 'alice' }] },
      faults: [{ failure: 'Session.subscribe/webrtc-error' }],
    }
    const apply = (): void => applyScenario(simulator, scenario(parts))
    expect(apply).toThrow(/dialect: The scenario is for "documented" alone/)
    expect(apply).toThrow(/faults\[0\]\.failure: Session\.subscribe\/webrtc-error cannot be armed in the dialect "sdk"/)
    expect([simulator.room().connections, simulator.journal.entries]).toEqual([[], []])
  })

  test('says what has to be chosen when it is made', () => {
    const verified = scenario({ given: { credentials: 'verified', secret: 'a secret' } })
    expect(() => applyScenario(createSimulator(), verified)).toThrow(
      /given\.credentials: is chosen when a world is made/,
    )
    expect(simulatorFor(verified).circumstances.policy).toBe('verified')
  })

  test('is refused after dispose()', () => {
    const simulator = createSimulator()
    simulator.dispose()
    expect(() => applyScenario(simulator, scenario({}))).toThrow(/after dispose\(\)/)
  })
})

describe('a timeline', () => {
  const flow = (timeline: readonly object[]): ReturnType<typeof createSimulator> => {
    const simulator = createSimulator({ clock: 'manual', epoch: 0 })
    applyScenario(simulator, scenario({ given: { room: [{ name: 'alice', publishes: [{}] }] }, timeline }))
    return simulator
  }
  const timesOf = (simulator: ReturnType<typeof createSimulator>, what: string): readonly number[] =>
    simulator.journal.find({ kind: 'control', what }).map(({ at }) => at)

  test.each([
    ['every so often, from the end of the first while', { every: '10s', times: 3 }, [10_000, 20_000, 30_000]],
    ['from a time on', { at: '5s', every: '10s', times: 2 }, [5000, 15_000]],
    ['until a time', { at: '5s', every: '10s', until: '25s' }, [5000, 15_000, 25_000]],
    ['as often, and until then at the latest', { every: '10s', times: 9, until: '20s' }, [10_000, 20_000]],
  ])('goes on %s', async (_what, moment, times) => {
    const simulator = flow([{ ...moment, participant: 'alice', does: 'signal' }])
    await simulator.clock.advance('5min')
    expect(timesOf(simulator, 'participant.signal')).toEqual(times)
    expect(simulator.clock.pending()).toEqual([])
  })

  test('goes on from an event', async () => {
    const moment = { after: 'sessionConnected', wait: '1s', every: '2s', times: 2 }
    const simulator = flow([{ ...moment, participant: 'alice', does: 'signal' }])
    await simulator.clock.advance('1min')
    const { apiKey, sessionId, token } = simulator.credentials()
    simulator.OT.initSession(apiKey, sessionId).connect(token)
    await simulator.clock.advance('1min')
    expect(timesOf(simulator, 'participant.signal')).toEqual([61_000, 63_000])
  })

  test('listens to the client of the application alone, and to nobody once it has heard', async () => {
    const simulator = createSimulator({ clock: 'manual', epoch: 0 })
    let listening = 0
    const { journal } = simulator
    const watch = journal.watch.bind(journal)
    journal.watch = (watcher) => {
      const stop = watch(watcher)
      listening++
      return () => {
        listening--
        stop()
      }
    }
    const given = { room: [{ name: 'alice' }] }
    const timeline = [{ after: 'sessionConnected', participant: 'alice', does: 'leave' }]
    applyScenario(simulator, scenario({ given, timeline }))
    const { apiKey, sessionId, token } = simulator.credentials()
    simulator.createClient().OT.initSession(apiKey, sessionId).connect(token)
    await simulator.clock.advance('1s')
    expect([listening, timesOf(simulator, 'participant.leave')]).toEqual([1, []])
    simulator.OT.initSession(apiKey, sessionId).connect(token)
    await simulator.clock.advance('1s')
    expect([listening, timesOf(simulator, 'participant.leave').length]).toEqual([0, 1])
  })

  test('knows "me" among other clients and other people', async () => {
    const simulator = createSimulator({ clock: 'manual' })
    simulator.room().crowd({ people: 3 })
    const given = { room: [{ name: 'bob', role: 'moderator' }] }
    const timeline = [{ at: '2s', participant: 'bob', does: 'forceDisconnect', whom: 'me' }]
    applyScenario(simulator, scenario({ given, timeline }))
    const { apiKey, sessionId, token } = simulator.credentials()
    const ends: string[] = []
    for (const [name, { OT }] of Object.entries({ other: simulator.createClient(), own: simulator })) {
      const session = OT.initSession(apiKey, sessionId)
      session.on('sessionDisconnected', () => ends.push(name))
      session.connect(token)
    }
    await simulator.clock.advance('3s')
    expect(ends).toEqual(['own'])
  })
})

describe('a scenario about another client', () => {
  test('is about their network, their devices and what is done to them', async () => {
    const simulator = createSimulator({ clock: 'manual' })
    const guest = simulator.createClient()
    const parts = {
      given: { devices: { camera: 'denied' }, room: [{ name: 'bob', role: 'moderator' }] },
      timeline: [
        { at: '2s', network: 'offline' },
        { at: '4s', network: 'online' },
        { at: '20s', participant: 'bob', does: 'forceDisconnect' },
      ],
    }
    applyScenario(simulator, scenario(parts), { client: guest })
    const { apiKey, sessionId, token } = simulator.credentials()
    for (const { OT } of [simulator, guest]) {
      OT.initSession(apiKey, sessionId).connect(token)
      OT.initPublisher()
    }
    await simulator.clock.advance('1min')
    const who = (what: string): readonly string[] =>
      simulator.journal.find({ kind: 'event', what }).map((entry) => entry.who)
    expect(who('accessDenied')).toEqual(['client-2 publisher'])
    expect(who('sessionReconnecting')).toEqual(['client-2 session'])
    expect(who('sessionDisconnected')).toEqual(['client-2 session'])
  })
})

describe('a scenario that was written in code', () => {
  test('is read like a file, before anything is changed', () => {
    const simulator = createSimulator()
    const impossible: Scenario = {
      title: 'Written by hand',
      given: { room: [{ name: 'alice' }], network: { latency: [60, 20] } },
      timeline: [{ at: '1s', participant: 'alise', does: 'leave' }],
    }
    expect(() => applyScenario(simulator, impossible)).toThrow(
      /^The scenario "Written by hand" cannot be used\.\n {2}timeline\[0\]\.participant: .*\n {2}given\.network\.latency: /,
    )
    expect([simulator.room().connections, simulator.journal.entries]).toEqual([[], []])
  })

  test('is refused where a failure could not be armed like this', () => {
    const simulator = createSimulator()
    const faults = [{ failure: 'Session.connect/expired-token', match: { streamId: 'x' } }] as const
    expect(() => applyScenario(simulator, { title: 'x', given: { room: [{ name: 'alice' }] }, faults })).toThrow(
      /faults\[0\]\.match: Session\.connect\/expired-token cannot be matched/,
    )
    expect(simulator.journal.entries).toEqual([])
  })
})
