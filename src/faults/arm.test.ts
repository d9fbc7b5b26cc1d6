import { describe, expect, test } from 'vitest'
import { isProducible } from '../contract/dialect.ts'
import { type Failure, failures } from '../contract/failures.ts'
import { faultPoints, mediaPoint } from '../contract/fault-points.ts'
import { type Arming, armingOf, demandArmable, demandFailure, faultFrom, requestsPerCall } from './arm.ts'

const armingFor = (id: string): Arming => armingOf(demandFailure(id))

const known: readonly string[] = Object.keys(faultPoints)

/** The problem of arming a row; null: none. */
function flaw(row: Failure): string | null {
  const { action, point } = armingOf(row)
  if (action.kind === 'incident') return null
  if (action.kind === 'reply') return known.includes(`service:${point}`) ? null : `nobody asks at ${point}`
  const places = [row.operation, mediaPoint(row.operation, row.point)]
  return action.failure === row.id && places.includes(point) ? null : 'strikes elsewhere'
}

describe('the failure of an id', () => {
  test('is the row of the catalogue', () => {
    expect(demandFailure('Session.connect/expired-token').operation).toBe('Session.connect')
  })

  test('that is the word of one failure alone is refused with that failure, and asks nobody to choose', () => {
    const words = (id: string): string => {
      try {
        return demandFailure(id).id
      } catch (error) {
        return error instanceof Error ? error.message : String(error)
      }
    }
    const alone = words('expired-token')
    expect(alone).toContain('Did you mean "Session.connect/expired-token"?')
    expect(alone).not.toContain('Say which')
    expect(words('OT_TIMEOUT')).toMatch(/Say which: [^,]+, [^,]+/)
  })

  test('that is none is refused with the nearest, scenarios among them', () => {
    expect(() => demandFailure('Session.conect/expired-token')).toThrow(
      /There is no failure "Session.conect\/expired-token". Did you mean "Session.connect\/expired-token"\?/,
    )
    expect(() => demandFailure('my-scenari', ['my-scenario'])).toThrow(/Did you mean "my-scenario"\?/)
  })

  test.each(['1004', 'OT_AUTHENTICATION_ERROR'])('%s is a code or a name, and is answered with the ids', (text) => {
    expect(() => demandFailure(text)).toThrow(
      /is what a failure says, and no failure's id. Say which: .*Session.connect\/expired-token/,
    )
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
    expect(armingFor('Session.signal/recipient-not-found')).toMatchObject({
      point: 'signal.signal',
      action: { kind: 'reply', reply: { status: '404', reason: 'connectionNotFound' } },
    })
  })

  test('is the failure itself where the client looks', () => {
    expect(armingFor('Session.signal/not-connected')).toMatchObject({
      point: 'Session.signal',
      action: { kind: 'client', failure: 'Session.signal/not-connected' },
      countedBy: 'request',
    })
  })

  test('is an answer that never comes, where one is withheld', () => {
    const withheld = failures.filter(({ reply }) => reply !== undefined && 'withheld' in reply)
    expect(withheld.length).toBeGreaterThan(0)
    for (const { id } of withheld) {
      expect(armingFor(id).action).toEqual({ kind: 'reply', reply: { status: 'none' } })
    }
  })

  test('takes all attempts of one connect() for one call', () => {
    const unitOf = (slug: string): string => armingFor(`Session.connect/${slug}`).countedBy
    expect(['http-error', 'socket-refused', 'connection-limit-exceeded'].map(unitOf)).toEqual([
      'connect',
      'connect',
      'connect',
    ])
    expect(armingFor('Session.signal/rate-limit-exceeded').countedBy).toBe('request')
  })

  test('is something that the network, or somebody in the room, does to what runs', () => {
    expect(armingFor('Session/server-silent').action).toEqual({ kind: 'incident', incident: { kind: 'silence' } })
    expect(armingFor('Session/network-lost').action).toEqual({ kind: 'incident', incident: { kind: 'outage' } })
    expect(armingFor('Session/socket-closed').action).toMatchObject({ incident: { kind: 'drop', code: 1011 } })
    expect(armingFor('Session/force-disconnected')).toMatchObject({
      point: 'Session',
      action: { incident: { kind: 'notice', notice: 'connection.deleted' } },
      countedBy: 'object',
      strikesRunning: true,
    })
  })

  test('tells requests apart that two operations make', () => {
    expect(armingFor('Session.forceUnpublish/permission-denied-by-server').only).toEqual({ reason: 'forceUnpublished' })
    expect(armingFor('Session.forceMuteAll/permission-denied-by-server').only).toEqual({ muted: true })
  })
})

describe('the requests of one call that an answer given by hand has to refuse', () => {
  test('are as many as the SDK makes before it gives up', () => {
    expect(requestsPerCall('sessionInfo', { status: '500' })).toBe(3)
    expect(requestsPerCall('sessionInfo', { status: '200', body: '[{"error":{"code":"403"}}]' })).toBe(1)
    expect(requestsPerCall('socket', { status: 'refuse' })).toBe(3)
    expect(requestsPerCall('signal.signal', { status: '500' })).toBe(1)
  })
})

describe('a fault for the plan', () => {
  const row = demandFailure('Session.connect/http-error')

  test('strikes the next call, once, unless it is told otherwise', () => {
    expect(faultFrom(row, {}, 5000)).toMatchObject({ failure: row.id, match: {}, notBefore: 5000, call: 1, times: 1 })
  })

  test('counts calls from one, and time from now', () => {
    const options = { times: 2, call: 3, after: '30s', match: { client: 'client-1' } }
    const expected = { match: { client: 'client-1' }, notBefore: 35_000, call: 3, times: 2 }
    expect(faultFrom(row, options, 5000)).toMatchObject(expected)
    expect(faultFrom(row, { times: Infinity }, 0).times).toBe(Infinity)
  })
})

describe('what a fault is matched on', () => {
  const matching = (id: string, match: Record<string, string>) => () => faultFrom(demandFailure(id), { match }, 0)

  test('is what is known where it strikes', () => {
    expect(matching('Session.signal/not-connected', { type: 'chat', sessionId: 's' })).not.toThrow()
    expect(matching('OT.initPublisher/access-denied', { name: 'Alice' })).not.toThrow()
    expect(matching('Publisher/force-muted', { streamId: 'x' })).not.toThrow()
  })

  test('is refused with the nearest word where it is a slip of the pen', () => {
    expect(matching('Session.signal/not-connected', { tipe: 'chat' })).toThrow(
      /Session.signal\/not-connected cannot be matched on "tipe". Did you mean "type"\?/,
    )
  })

  test('is refused where nobody knows it, with what is known', () => {
    expect(matching('Session.connect/http-error', { streamId: 'x' })).toThrow(
      /cannot be matched on "streamId". Where it strikes, this is known: client, sessionId, apiKey/,
    )
    expect(matching('Publisher.cycleVideo/access-denied', { name: 'x' })).toThrow(/this is known: client\./)
  })
})
