import { expect, test } from 'vitest'
import { holdAgainst } from './explained.ts'
import { differenceText, reportOf, reportText } from './report.ts'
import type { LiveResult } from './run-live.ts'

const result = (id: string, differences: readonly string[] = []): LiveResult => ({
  id,
  area: 'live-area',
  real: {},
  troubles: [],
  isLate: false,
  differences,
  drift: [],
})

test('a difference shows both sides below each other, and why it is there', () => {
  const differing = result('a', [
    'returns.kind: recorded "null", got "undefined"',
    'events[0] OT.exception: not recorded, but happened',
  ])
  expect(differenceText(differing, 'a reason').split('\n')).toEqual([
    'explained a',
    '    returns.kind',
    '      real   "null"',
    '      ours   "undefined"',
    '    events[0] OT.exception',
    '      real   does not happen',
    '      ours   happens',
    '    because  a reason',
  ])
})

test('agreement is counted by area', () => {
  const report = reportOf('2.35.2', [result('a'), result('b', ['x']), result('c')], [])
  expect(reportText(report)).toMatch(/live-area +2 agree +1 differ +66\.7 %\nall +2 agree +1 differ +66\.7 %/)
})

test('a run is in order when exactly the explained cases differ', () => {
  const explained = [{ ids: ['b', 'c'], reason: 'a reason' }]
  expect(holdAgainst([result('a'), result('b', ['x']), result('c', ['x'])], explained)).toEqual({
    unexplained: [],
    agreeing: [],
  })
  expect(holdAgainst([result('a', ['x']), result('b')], explained)).toEqual({ unexplained: ['a'], agreeing: ['b'] })
})

test('a case in which two things race may differ or agree', () => {
  const races = [{ ids: ['a'], reason: 'two things race', isRace: true }] as const
  for (const differences of [['x'], []]) {
    expect(holdAgainst([result('a', differences)], races)).toEqual({ unexplained: [], agreeing: [] })
  }
})
