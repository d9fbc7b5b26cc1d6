import type { KnownGap } from '../conformance/known-gaps.ts'
import { differs, reasonFor } from './explained.ts'
import type { LiveResult } from './run-live.ts'

/** How many cases agree and how many differ. */
export interface Score {
  readonly agree: number
  readonly differ: number
}

/** What `--json` prints. */
export interface LiveReport extends Score {
  readonly sdk: string
  readonly areas: Readonly<Record<string, Score>>
  readonly differing: readonly {
    readonly id: string
    readonly differences: readonly string[]
    readonly reason: string
  }[]
  readonly drifted: readonly { readonly id: string; readonly differences: readonly string[] }[]
}

const scoreOf = (results: readonly LiveResult[]): Score => {
  const differ = results.filter(differs).length
  return { agree: results.length - differ, differ }
}

/** Sums up results by area. */
export function reportOf(sdk: string, results: readonly LiveResult[], explained: readonly KnownGap[]): LiveReport {
  const areas = [...new Set(results.map(({ area }) => area))].sort()
  return {
    sdk,
    ...scoreOf(results),
    areas: Object.fromEntries(areas.map((area) => [area, scoreOf(results.filter((one) => one.area === area))])),
    differing: results
      .filter(differs)
      .map(({ id, differences }) => ({ id, differences, reason: reasonFor(explained, id) ?? '' })),
    drifted: results.filter(({ drift }) => drift.length > 0).map(({ id, drift }) => ({ id, differences: drift })),
  }
}

/** One case that differs, both sides below each other, difference by difference. */
export function differenceText(
  { id, differences }: Pick<LiveResult, 'id' | 'differences'>,
  reason?: string | undefined,
): string {
  return [
    `${reason === undefined ? 'DIFFERS  ' : 'explained'} ${id}`,
    ...differences.flatMap((one) => sidesOf(one, ['real', 'ours'])),
    ...(reason === undefined ? [] : [`    because  ${reason}`]),
  ].join('\n')
}

/** One case in which the real SDK does something else than was recorded of it. */
export const driftText = ({ id, differences }: Pick<LiveResult, 'id' | 'differences'>): string =>
  [`NOT AS RECORDED ${id}`, ...differences.flatMap((one) => sidesOf(one, ['then', 'now']))].join('\n')

/** A sentence of the comparison (`path: recorded X, got Y`) as lines, one for each side. */
function sidesOf(difference: string, [left, right]: readonly [string, string]): readonly string[] {
  const pair = (what: string, one: string, other: string): readonly string[] => [
    `    ${what}`,
    `      ${left.padEnd(6)} ${one}`,
    `      ${right.padEnd(6)} ${other}`,
  ]
  const [, path, recorded, got] = /^(.*?): recorded ([\s\S]*), got ([\s\S]*)$/.exec(difference) ?? []
  if (path !== undefined && recorded !== undefined && got !== undefined) return pair(path, recorded, got)
  const [, what, side] =
    /^(.*?): (recorded, but|not recorded, but happened|not recorded, but asked)/.exec(difference) ?? []
  if (what === undefined) return [`    ${difference}`]
  return side === 'recorded, but' ? pair(what, 'happens', 'does not happen') : pair(what, 'does not happen', 'happens')
}

/** The table of a run, and its last line. */
export function reportText({ areas, agree, differ }: LiveReport): string {
  const line = (name: string, score: Score): string =>
    `${name.padEnd(28)} ${`${score.agree} agree`.padStart(10)} ${`${score.differ} differ`.padStart(10)} ${percent(score)}`
  return [...Object.entries(areas).map(([area, score]) => line(area, score)), line('all', { agree, differ })].join('\n')
}

const percent = ({ agree, differ }: Score): string =>
  `${(agree + differ === 0 ? 0 : (100 * agree) / (agree + differ)).toFixed(1)} %`.padStart(8)
