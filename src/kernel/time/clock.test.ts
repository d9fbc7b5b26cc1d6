import { describe, expect, test } from 'vitest'
import { durationOf, kindOf, type WaitKind } from './clock.ts'

describe('a duration', () => {
  test.each([
    [0, 0],
    [1500, 1500],
    [0.5, 0.5],
    ['500ms', 500],
    ['30s', 30_000],
    ['1.5s', 1500],
    ['2m', 120_000],
    ['2min', 120_000],
    ['4h', 14_400_000],
    [' 7 s ', 7000],
  ])('%j is %d milliseconds', (given, ms) => {
    expect(durationOf(given)).toBe(ms)
  })

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '', '30', 's', '-1s', '1d', '1e3ms', '1 s 2 s'])(
    '%j is refused, with what could be given instead',
    (given) => {
      expect(() => durationOf(given)).toThrow(RangeError)
      expect(() => durationOf(given)).toThrow(/is not a duration. Give a number of milliseconds from 0 up, or a text/)
    },
  )
})

test('the kind of a wait is asked anew each time', () => {
  let kind: WaitKind = 'calendar'
  const wait = { what: 'the network', kind: (): WaitKind => kind }
  expect(kindOf(wait)).toBe('calendar')
  kind = 'work'
  expect(kindOf(wait)).toBe('work')
  expect(kindOf({ what: 'a reply', kind: 'work' })).toBe('work')
})
