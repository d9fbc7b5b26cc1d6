import { describe, expect, test } from 'vitest'
import { isProducible } from '../contract/dialect.ts'
import { type Failure, failures } from '../contract/failures.ts'
import { faultPoints, mediaPoint } from '../contract/fault-points.ts'
import { type Arming, armingOf, demandArmable, demandFailure, faultFrom } from './arm.ts'

const armingFor = (id: string): Arming => armingOf(demandFailure(id))

function faultFor(id: string): Extract<Arming, { kind: 'fault' }> {
  const arming = armingFor(id)
  if (arming.kind !== 'fault') throw new Error(`${id} is armed by ${arming.kind}.`)
  return arming
}

const known: readonly string[] = Object.keys(faultPoints)

/** What is wrong with the arming of a row; null where nothing is. */
function flaw(row: Failure): string | null {
  const arming = armingOf(row)
  if (arming.kind !== 'fault') return null
  if (arming.action.kind === 'client') {
    const places = [row.operation, mediaPoint(row.operation, row.point)]
    return arming.action.failure === row.id && places.includes(arming.point) ? null : 'strikes elsewhere'
  }
  if (!known.includes(`service:${arming.point}`)) return `strikes at ${arming.point}, which nobody asks`
  return arming.strikesPerCall >= 1 ? null : 'never strikes'
}

describe('the failure of an id', () => {
  test('is the row of the catalogue', () => {
    expect(demandFailure('Session.connect/expired-token').operation).toBe('Session.connect')
  })

  test('that is none is refused with the nearest, scenarios among them', () => {
    expect(() => demandFailure('Session.conect/expired-token')).toThrow(
      /There is no failure "Session.conect\/expired-token". Did you mean "Session.connect\/expired-token"\?/,
    )
    expect(() => demandFailure('my-scenari', ['my-scenario'])).toThrow(/Did you mean "my-scenario"\?/)
  })

  test.each(['1004', 'OT_AUTHENTICATION_ERROR'])('%s is a code or a name, and is answered with the ids', (text) => {
    expect(() => demandFailure(text)).toThrow(/several failures share. Say which: .*Session.connect\/expired-token/)
  })
})

describe('what can be armed', () => {
  test('is everything that the dialect produces and something simulates', () => {
    for (const row of failures) {
      if (row.status === 'data') expect(() => demandArmable(row, 'documented'), row.id).toThrow(/cannot be armed yet/)
      else if (isProducible(row, 'documented')) expect(() => demandArmable(row, 'documented'), row.id).not.toThrow()
    }
  })

  test('is not what SDK 2.35 never produces, in its own dialect; the refusal names the way out', () => {
    const row = demandFailure('Session.subscribe/webrtc-error')
    expect(() => demandArmable(row, 'sdk')).toThrow(/dialect "sdk".*createSimulator\({ dialect: 'documented' }\)/)
  })
})

describe('what a failure is armed by', () => {
  test('is at a point that somebody asks, for every failure of the catalogue', () => {
    const flaws = failures.map((row) => [row.id, flaw(row)]).filter(([, what]) => what !== null)
    expect(flaws).toEqual([])
  })

  test('is the answer that the service gives, raw', () => {
    expect(faultFor('Session.signal/recipient-not-found')).toMatchObject({
      point: 'signal.signal',
      action: { kind: 'reply', reply: { status: '404', reason: 'connectionNotFound' } },
    })
  })

  test('is the failure itself where the client looks', () => {
    expect(faultFor('Session.signal/not-connected')).toMatchObject({
      point: 'Session.signal',
      action: { kind: 'client', failure: 'Session.signal/not-connected' },
      strikesPerCall: 1,
    })
  })

  test('is an answer that never comes, where one is withheld', () => {
    const withheld = failures.filter(({ reply }) => reply !== undefined && 'withheld' in reply)
    expect(withheld.length).toBeGreaterThan(0)
    for (const { id } of withheld) {
      expect(faultFor(id).action).toEqual({ kind: 'reply', reply: { status: 'none' } })
    }
  })

  test('strikes each attempt, where the SDK tries again before it gives up', () => {
    expect(faultFor('Session.connect/http-error').strikesPerCall).toBe(3)
    expect(faultFor('Session.connect/socket-refused').strikesPerCall).toBe(3)
    expect(faultFor('Session.connect/expired-token').strikesPerCall).toBe(1)
    expect(faultFor('Session.signal/rate-limit-exceeded').strikesPerCall).toBe(1)
  })

  test('is something that devices, the network or somebody in the room do, where it is no answer', () => {
    expect(armingFor('OT.initPublisher/hardware-unavailable')).toMatchObject({ kind: 'capture', of: 'camera' })
    expect(armingFor('Session/server-silent')).toEqual({ kind: 'silent' })
    expect(armingFor('Session/force-disconnected')).toMatchObject({ kind: 'notice', notice: 'connection.deleted' })
    expect(armingFor('Session/socket-closed')).toMatchObject({ kind: 'dropped' })
  })
})

describe('a fault for the plan', () => {
  const arming = faultFor('Session.connect/http-error')

  test('strikes the next call, once, unless it is told otherwise', () => {
    expect(faultFrom(arming, {}, 5000)).toMatchObject({ match: {}, notBefore: 5000, skip: 0, left: 3 })
  })

  test('counts calls from one, times by call, and time from now', () => {
    const options = { times: 2, call: 3, after: '30s', match: { client: 'client-1' } }
    expect(faultFrom(arming, options, 5000)).toMatchObject({
      match: { client: 'client-1' },
      notBefore: 35_000,
      skip: 2,
      left: 6,
    })
    expect(faultFrom(arming, { times: Infinity }, 0).left).toBe(Infinity)
  })

  test.each([
    [{ times: 0 }, /times: 0 is impossible/],
    [{ times: -1 }, /times: -1 is impossible/],
    [{ times: 1.5 }, /times: 1.5 is impossible/],
    [{ times: Number.NaN }, /times: NaN is impossible/],
    [{ call: 0 }, /call: 0 is impossible/],
    [{ call: 2.5 }, /call: 2.5 is impossible/],
    [{ after: 'soon' }, /not a duration/],
    [{ after: -1 }, /not a duration/],
  ])('%j is refused', (options, message) => {
    expect(() => faultFrom(arming, options, 0)).toThrow(RangeError)
    expect(() => faultFrom(arming, options, 0)).toThrow(message)
  })

  test('a slip of the pen is refused with the option that was meant', () => {
    const slip: object = { time: 2 }
    expect(() => faultFrom(arming, slip, 0)).toThrow(/fail\(\) has no option "time". Did you mean "times"\?/)
  })
})
