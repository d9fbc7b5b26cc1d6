import { usesMediaStubs } from './media-stubs.ts'
import { isPlainSessionCase } from './plain-session.ts'
import type { RecordedCase } from './recorded-case.ts'
import type { CaseResult } from './run-case.ts'

/** How many cases there are, and how many pass. */
export interface Score {
  readonly total: number
  readonly passed: number
}

/** What `--json` prints: one object, its fields fixed. */
export interface Report {
  readonly total: number
  readonly passed: number
  readonly failed: number
  readonly areas: Readonly<Record<string, Score>>
  readonly failing: readonly string[]
}

/** A case with its result. */
export interface RunCase {
  readonly recorded: RecordedCase
  readonly result: CaseResult
}

/** Sums up results by area. */
export function reportOf(runs: readonly RunCase[]): Report {
  const areas = [...new Set(runs.map(({ recorded }) => recorded.area))].sort()
  const { total, passed } = scoreOf(runs)
  return {
    total,
    passed,
    failed: total - passed,
    areas: Object.fromEntries(
      areas.map((area) => [area, scoreOf(runs.filter(({ recorded }) => recorded.area === area))]),
    ),
    failing: runs.filter(({ result }) => !result.passed).map(({ result }) => result.id),
  }
}

/**
 * Writes results for people: a line for each area, for each kind of case, the total, and the failing ids.
 *
 * @param verbose also every difference of each failing case
 */
export function reportText(runs: readonly RunCase[], verbose: boolean): string {
  const { areas, total, passed, failing } = reportOf(runs)
  const lines = [
    ...Object.entries(areas).map(([area, score]) => line(area, score)),
    ...Object.entries(kindsOf(runs)).map(([kind, score]) => line(kind, score)),
    line('total', { total, passed }),
  ]
  const failures = runs.filter(({ result }) => !result.passed).flatMap(({ result }) => failureLines(result, verbose))
  return [...lines, ...(failing.length === 0 ? [] : ['', `failing (${failing.length}):`, ...failures])].join('\n')
}

/** The same cases by what they need. */
export function kindsOf(runs: readonly RunCase[]): Readonly<Record<string, Score>> {
  const those = (chosen: (recorded: RecordedCase) => boolean): Score =>
    scoreOf(runs.filter(({ recorded }) => chosen(recorded)))
  return {
    'plain session cases': those(isPlainSessionCase),
    'cases without media stubs': those((recorded) => !usesMediaStubs(recorded)),
    'cases with media stubs': those(usesMediaStubs),
  }
}

const scoreOf = (runs: readonly RunCase[]): Score => ({
  total: runs.length,
  passed: runs.filter(({ result }) => result.passed).length,
})

function line(name: string, { total, passed }: Score): string {
  const percent = total === 0 ? '-' : `${((100 * passed) / total).toFixed(1)} %`
  return `${name.padEnd(24)} ${`${passed} / ${total}`.padStart(12)} ${percent.padStart(9)}`
}

const failureLines = ({ id, differences }: CaseResult, verbose: boolean): readonly string[] => [
  `  ${id}`,
  ...(verbose ? differences.map((difference) => `      ${difference.replaceAll('\n', '\n      ')}`) : []),
]
