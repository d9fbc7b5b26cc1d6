import { describe, expect, test } from 'vitest'
import { faultPoints } from '../contract/fault-points.ts'
import { heldPoint } from './hold.ts'

const operations = [
  'Session.connect',
  'Session.publish',
  'Session.subscribe',
  'Session.signal',
  'Session.forceDisconnect',
  'Session.forceUnpublish',
  'Session.forceMuteStream',
  'Session.forceMuteAll',
  'Session.disableForceMute',
]

describe('withholding the answer to an operation', () => {
  test.each(operations)('%s is withheld where the service is asked', (operation) => {
    expect(Object.keys(faultPoints)).toContain(`service:${heldPoint(operation)}`)
  })

  test.each(['Session.conect', 'session.connect', 'OT.initSession', 'toString', ''])('%j is refused', (operation) => {
    expect(() => heldPoint(operation)).toThrow(RangeError)
  })

  test('a refusal names the nearest operation and all that can be withheld', () => {
    expect(() => heldPoint('Session.conect')).toThrow(/Did you mean "Session.connect"\?/)
    for (const operation of operations) expect(() => heldPoint('x')).toThrow(operation)
  })
})
