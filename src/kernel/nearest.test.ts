import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demandKnownKeys, nearest } from './nearest.ts'

describe('the nearest text', () => {
  test.each([
    ['Session.conect', ['Session.publish', 'Session.connect', 'OT.initSession'], 'Session.connect'],
    ['SESSION.CONNECT', ['session.connect', 'session.connected'], 'session.connect'],
    ['time', ['times', 'call', 'match', 'after'], 'times'],
    ['', ['abc', 'a', 'ab'], 'a'],
  ])('to %j among %j is %j', (text, known, expected) => {
    expect(nearest(text, known)).toBe(expected)
  })

  test('is the first of those that are equally near', () => {
    expect(nearest('bat', ['cat', 'rat'])).toBe('cat')
  })

  test('is none where there is none', () => {
    expect(nearest('anything', [])).toBeUndefined()
  })

  test('to one of them is that one', () => {
    const words = fc.uniqueArray(fc.stringMatching(/^[a-z./-]{1,12}$/), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(words, fc.nat(), (known, which) => {
        const word = known[which % known.length] ?? ''
        expect(nearest(word, known)).toBe(word)
      }),
      { seed: 11 },
    )
  })
})

describe('the keys of options', () => {
  test('options that are known pass, and none at all', () => {
    expect(() => demandKnownKeys({ role: 'publisher' }, ['role', 'data'], 'join')).not.toThrow()
    expect(() => demandKnownKeys({}, ['role'], 'join')).not.toThrow()
  })

  test('a slip of the pen is refused with the option that was meant, and all that there are', () => {
    const slip = (): void => demandKnownKeys({ role: 'publisher', dat: 'x' }, ['role', 'data'], 'join')
    expect(slip).toThrow(RangeError)
    expect(slip).toThrow(/join\(\) has no option "dat". Did you mean "data"\? It knows: role, data/)
  })

  test('a name that every object has is no option for that', () => {
    expect(() => demandKnownKeys({ constructor: 1 }, ['role'], 'join')).toThrow(RangeError)
  })
})
