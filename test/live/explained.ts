import type { KnownGap } from '../conformance/known-gaps.ts'
import { isKnownGap, readKnownGaps } from '../conformance/known-gaps.ts'
import type { LiveResult } from './run-live.ts'

/** How the results of a run stand to the list of explained differences. */
export interface Verdict {
  /** Cases that differ, and nobody has said why. */
  readonly unexplained: readonly string[]
  /** Cases that are said to differ, and agree. */
  readonly agreeing: readonly string[]
}

/** Reads the list of explained differences: cases that differ between the real SDK and ours, each with the reason. */
export const readExplained = (file: string): readonly KnownGap[] => readKnownGaps(file)

const withoutRaces = (list: readonly KnownGap[]): readonly KnownGap[] => list.filter(({ isRace }) => isRace !== true)

/** Holds results against the list; a run is in order when both parts of the answer are empty. */
export const holdAgainst = (results: readonly LiveResult[], list: readonly KnownGap[]): Verdict => ({
  unexplained: results.filter((one) => differs(one) && !isKnownGap(list, one.id)).map(({ id }) => id),
  agreeing: results.filter((one) => !differs(one) && isKnownGap(withoutRaces(list), one.id)).map(({ id }) => id),
})

/** The reason that the list has for a case. */
export const reasonFor = (list: readonly KnownGap[], id: string): string | undefined =>
  list.find((gap) => isKnownGap([gap], id))?.reason

/** Whether ours did something else than the real SDK. */
export const differs = ({ differences }: LiveResult): boolean => differences.length > 0
