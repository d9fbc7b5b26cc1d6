import { describe, expect, test } from 'vitest'
import { readScenario } from './faults/scenario-read.ts'
import { createSimulator } from './simulator.ts'
import { applyScenario, simulatorFor } from './simulator-scenario.ts'

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
    const given = { room: [{ name: 'alice' }] }
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
