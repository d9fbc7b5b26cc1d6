import { describe, expect, test } from 'vitest'
import { createSimulator, type FailureId } from '../../src/simulator.ts'

const asFailure = (text: string): FailureId => text as FailureId

describe('slips of the pen', () => {
  test('an unknown option is refused with the nearest one', () => {
    const simulator = createSimulator()
    const slip = (options: object): object => options
    expect(() => createSimulator(slip({ dialct: 'sdk' }))).toThrow(/no option "dialct". Did you mean "dialect"/)
    expect(() => simulator.credentials(slip({ expires: '1h' }))).toThrow(/Did you mean "expiresIn"/)
    expect(() => simulator.fail('Session.signal/not-connected', slip({ time: 2 }))).toThrow(/Did you mean "times"/)
  })

  test('a code or a name in place of an id is answered with the ids that have it', () => {
    expect(() => createSimulator().fail(asFailure('1004'))).toThrow(/Say which: .*Session\.connect\/expired-token/)
    expect(() => createSimulator().fail(asFailure('OT_STREAM_LIMIT_EXCEEDED'))).toThrow(
      /Session\.subscribe\/stream-limit-exceeded/,
    )
  })

  test('placeholders fail as they do in reality, and say where real credentials come from', async () => {
    const simulator = createSimulator()
    const told: { code?: number; message?: string }[] = []
    simulator.OT.initSession('key', 'session').connect('token', (error?: object) => told.push(error ?? {}))
    await simulator.settled()
    expect(told[0]?.code).toBe(1004)
    expect(told[0]?.message).toMatch(/simulator\.credentials\(\).*credentials: 'any'/)
  })

  test('a room is found by the name under which credentials were asked for', () => {
    const simulator = createSimulator()
    const { sessionId } = simulator.credentials({ session: 'lobby' })
    expect(simulator.room({ session: 'lobby' }).sessionId).toBe(sessionId)
  })

  test('after reset() a world draws the same ids again', () => {
    const simulator = createSimulator({ epoch: 0 })
    const before = simulator.credentials()
    simulator.reset()
    expect(simulator.credentials()).toEqual(before)
  })
})
