import { expect, test } from 'vitest'
import { KeptReport } from './kept-report.ts'

test('a report is given to another reader within a second, and not to the same one again', () => {
  const kept = new KeptReport()
  expect(kept.isKeptFor('getStats', 0)).toBe(false)
  expect(kept.isKeptFor('getRtcStatsReport', 999)).toBe(true)
  expect(kept.isKeptFor('getRtcStatsReport', 999)).toBe(false)
  expect(kept.isKeptFor('getStats', 1998)).toBe(true)
  expect(kept.isKeptFor('getRtcStatsReport', 1999)).toBe(false)
})

test('a look of the SDK leaves a report behind, and takes none where it finds one', () => {
  const kept = new KeptReport()
  kept.look('quality', 1000, 30_000)
  kept.look('score', 1900, 2000)
  expect(kept.isKeptFor('getStats', 1950)).toBe(true)
  expect(kept.isKeptFor('getRtcStatsReport', 2000)).toBe(false)
  expect(kept.isKeptFor('getStats', 4000)).toBe(true)
})

test('after a long time the last looks count alone', () => {
  const kept = new KeptReport()
  kept.look('score', 2000, 2000)
  expect(kept.isKeptFor('getStats', 86_400_500)).toBe(true)
  expect(kept.isKeptFor('getStats', 86_401_500)).toBe(false)
})
