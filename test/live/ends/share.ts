import { groupedBy } from '../../../src/kernel/grouped.ts'
import { type KnownGap, reasonOfGap } from '../../conformance/known-gaps.ts'
import type { CreateRig } from '../../conformance/rig.ts'
import { runCase } from '../../conformance/run-case.ts'
import type { LiveCase } from '../live-case.ts'

/** How a cell of the matrix stands with ours. */
export interface CellResult {
  readonly id: string
  /** `missing`: the real SDK was not recorded in it. */
  readonly standing: 'met' | 'not met' | 'missing'
  /** Why it is not met, as the list of known gaps has it. */
  readonly reason: string | undefined
}

/** Replays the recorded cells on ours, without a browser. */
export async function standings(
  cells: readonly LiveCase[],
  createRig: CreateRig,
  gaps: readonly KnownGap[],
): Promise<readonly CellResult[]> {
  const results: CellResult[] = []
  for (const { recorded, known } of cells) {
    const { id } = recorded
    const standing = !known ? 'missing' : (await runCase(recorded, createRig)).passed ? 'met' : 'not met'
    results.push({ id, standing, reason: standing === 'not met' ? reasonOfGap(gaps, id) : undefined })
  }
  return results
}

const promisedPercent = 97

/** `ends/publish/sent/kick`: the stage `publish/sent`, and the end `kick`. */
function partsOf(id: string): readonly [stage: string, end: string] {
  const [, operation = '', stage = '', ...end] = id.split('/')
  return [`${operation}/${stage}`, end.join('/')]
}

const marks: Readonly<Record<CellResult['standing'], string>> = {
  met: '',
  'not met': ' (NOT MET)',
  missing: ' (missing)',
}

/**
 * The matrix as a table: a line for each stage of each operation, with its ends; then the cells that are not met, and why; last the
 * share.
 *
 * @example shareText([{ id: 'ends/signal/sent/kick', standing: 'met', reason: undefined }])
 */
export function shareText(results: readonly CellResult[]): string {
  const stages = groupedBy(results, ({ id }) => partsOf(id)[0])
  const lines = [...stages].map(([stage, cells]) => {
    const ends = cells.map(({ id, standing }) => `${partsOf(id)[1]}${marks[standing]}`)
    return `| ${stage} | ${scoreOf(cells)} | ${ends.join(', ')} |`
  })
  const unmet = results.filter(({ standing }) => standing === 'not met')
  const missing = results.filter(({ standing }) => standing === 'missing')
  return [
    '| operation under way | met | by its ends |',
    '| --- | --- | --- |',
    ...lines,
    '',
    ...unmet.map(
      ({ id, reason }) => `not met: ${id}\n  ${reason ?? 'WITHOUT A REASON in test/conformance/known-gaps.json'}`,
    ),
    `${scoreOf(results)} recorded cells met (${percentOf(results).toFixed(1)} %), ${missing.length} not recorded`,
  ].join('\n')
}

/** Whether ours meets what is promised, and there is a reason for each cell that it does not meet. */
export const isPromiseKept = (results: readonly CellResult[]): boolean =>
  percentOf(results) >= promisedPercent &&
  results.every(({ standing, reason }) => standing !== 'not met' || reason !== undefined)

const recordedOf = (results: readonly CellResult[]): number =>
  results.filter(({ standing }) => standing !== 'missing').length
const metOf = (results: readonly CellResult[]): number => results.filter(({ standing }) => standing === 'met').length
const scoreOf = (results: readonly CellResult[]): string => `${metOf(results)} of ${recordedOf(results)}`
const percentOf = (results: readonly CellResult[]): number => (100 * metOf(results)) / recordedOf(results)
