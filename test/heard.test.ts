import { describe, expect, test } from 'vitest'
import { reached } from '../src/author/hearing.ts'
import { createSimulator, type Simulator } from '../src/author/simulator.ts'

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
