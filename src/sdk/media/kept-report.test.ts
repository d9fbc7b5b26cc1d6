import { expect, test } from 'vitest'
import { KeptReport, type StatsReader } from './kept-report.ts'

/** A report, and a browser that gives what it is asked for when it is told to. */
function reading() {
  const kept = new KeptReport()
  const asked: (() => void)[] = []
  const read = (reader: StatsReader, now: number): string => {
    let how = 'coming'
    kept.read(
      reader,
      now,
      () => {},
      (isKept, told) => {
        how = isKept ? 'kept' : 'new'
        if (!isKept) asked.push(() => told(null))
      },
    )
    return how
  }
  const give = (): void => {
    for (const one of asked.splice(0)) one()
  }
  const at = (reader: StatsReader, now: number): string => {
    const how = read(reader, now)
    give()
    return how
  }
  return { kept, read, give, at }
}

test('a report is given to another reader within a second, and not to the same one again', () => {
  const { at } = reading()
  expect(at('getStats', 0)).toBe('new')
  expect(at('getRtcStatsReport', 999)).toBe('kept')
  expect(at('getRtcStatsReport', 999)).toBe('new')
  expect(at('getStats', 1998)).toBe('kept')
  expect(at('getRtcStatsReport', 2010)).toBe('new')
})

test('a report that is coming is given to all who ask meanwhile, each once', () => {
  const { read, give } = reading()
  expect(read('getStats', 0)).toBe('new')
  expect(read('getRtcStatsReport', 0)).toBe('coming')
  expect(read('getRtcStatsReport', 0)).toBe('new')
  give()
  expect(read('getStats', 1)).toBe('kept')
})

test('a report that the browser refuses is not kept', () => {
  const kept = new KeptReport()
  const told: unknown[] = []
  const problem = { name: 'OperationError', message: '' }
  const refusing = (isKept: boolean, tell: (refusal: typeof problem | null) => void): void =>
    tell(isKept ? null : problem)
  kept.read('getStats', 0, (one) => told.push(one), refusing)
  kept.read('getRtcStatsReport', 1, (one) => told.push(one), refusing)
  expect(told).toEqual([problem, problem])
})

test('a look of the SDK leaves a report behind, and takes none where it finds one', () => {
  const { kept, at } = reading()
  kept.look('quality', 0, 0)
  kept.look('score', -100, 0)
  expect(at('getStats', 1950)).toBe('kept')
  expect(at('getRtcStatsReport', 2010)).toBe('new')
  expect(at('getStats', 4000)).toBe('kept')
})

test('a look that has ended leaves no report behind any more, but the one of before', () => {
  const { kept, at } = reading()
  kept.look('picture', 0, 0)
  kept.look('picture', null, 5100)
  expect(at('getStats', 5900)).toBe('kept')
  expect(at('getStats', 10_100)).toBe('new')
})
