import { readFileSync } from 'node:fs'
import type { CaseResult } from './run-case.ts'

/** Cases that are known to fail, and why. An id may end in `*`: then it stands for every id that begins so. */
export interface KnownGap {
  readonly ids: readonly string[]
  readonly reason: string
  /** Two things race in the case: in a live run it may agree as well. */
  readonly isRace?: true
}

/** How results stand to the list of known gaps. */
export interface GapReport {
  /** Failures that the list does not name. */
  readonly unexpected: readonly string[]
  /** Cases that the list names and that pass: the list is out of date. */
  readonly closed: readonly string[]
}

/**
 * Reads a list of known gaps.
 *
 * @throws Error when the file is no such list, or when an id stands in it twice
 * @example readKnownGaps('test/conformance/known-gaps.json')
 */
export function readKnownGaps(file: string): readonly KnownGap[] {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!Array.isArray(content))
    throw new Error(`${file} is no list of known gaps: write [{ "ids": [...], "reason": "..." }].`)
  const gaps: readonly KnownGap[] = content
  for (const gap of gaps) checkGap(gap, file)
  const ids = gaps.flatMap((gap) => gap.ids)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new Error(`${file} names "${twice}" twice: leave one.`)
  return gaps
}

function checkGap(gap: KnownGap, file: string): void {
  const isList = Array.isArray(gap.ids) && gap.ids.every((id) => typeof id === 'string')
  if (!isList || typeof gap.reason !== 'string' || gap.reason === '') {
    throw new Error(`${file} has an entry without ids or without a reason: ${JSON.stringify(gap)}. Give both.`)
  }
}

/** Whether a list of known gaps names a case. */
export const isKnownGap = (gaps: readonly KnownGap[], id: string): boolean => reasonOfGap(gaps, id) !== undefined

/** The reason that a list of known gaps has for a case; undefined where it does not name it. */
export const reasonOfGap = (gaps: readonly KnownGap[], id: string): string | undefined =>
  gaps.find(({ ids }) => ids.some((named) => (named.endsWith('*') ? id.startsWith(named.slice(0, -1)) : named === id)))
    ?.reason

/** Holds results against the list; a run is in order when both parts of the answer are empty. */
export const holdAgainstGaps = (results: readonly CaseResult[], gaps: readonly KnownGap[]): GapReport => ({
  unexpected: results.filter(({ id, passed }) => !passed && !isKnownGap(gaps, id)).map(({ id }) => id),
  closed: results.filter(({ id, passed }) => passed && isKnownGap(gaps, id)).map(({ id }) => id),
})
