import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearest } from './nearest.ts'

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
