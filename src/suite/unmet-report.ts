/** The words in which a test is told of failures, answers and entries that never came about. */

import { isRestName } from '../author/rest/names.ts'
import type { Unmet } from '../author/unmet.ts'
import { type FailureId, failures, isFailureId } from '../contract/failures.ts'
import type { Operation } from '../contract/operations.ts'
import type { RestFailureId } from '../contract/rest/failures.ts'
import type { RestOperation } from '../contract/rest/operations.ts'
import { nearest } from '../kernel/nearest.ts'

/** How much something that never came about matters: it fails the test, it is told, or it is left out. */
export const severities = ['error', 'warn', 'off'] as const

export type Severity = (typeof severities)[number]

/** How much each kind of unmet request matters. */
export type Severities = Readonly<Record<Unmet['kind'], Severity>>

export const usualSeverities: Severities = { fault: 'error', hold: 'warn', timeline: 'warn' }

const heads: Readonly<Record<Unmet['kind'], (what: string) => string>> = {
  fault: (what) => `simulator.fail('${what}') never struck.`,
  hold: (what) => `simulator.hold('${what}') is still held.`,
  timeline: (what) => `${what} of a scenario never came about.`,
}

/** A sentence for each failure, hold or entry that was asked for and never came about. */
export const unmetWords = (unmet: readonly Unmet[]): string =>
  unmet.map(({ kind, what, why }) => `${heads[kind](what)} ${why}`).join('\n')

const remedy = 'Remove it from the test, let the application go that far, or call allowUnmet() if it may stay away.'

/** The text of the error of a test in which something that was asked for never came about. */
export const unmetError = (unmet: readonly Unmet[]): string => `${unmetWords(unmet)}\n${remedy}`

/** The name of something that may stay unmet: a failure, an operation whose answer is held, or an entry of a timeline. */
export type UnmetName = FailureId | RestFailureId | Operation | `rest/${RestOperation}` | `timeline[${number}]`

/** Whether a test may name this as unmet: a failure by its id, a held operation, or an entry such as `timeline[0]`. */
const isAllowable = (what: string): boolean =>
  isFailureId(what) ||
  isRestName(what) ||
  /^timeline\[\d+\]$/.test(what) ||
  failures.some(({ operation }) => operation === what)

/** @throws RangeError for a text that names nothing that can be unmet; the message names the nearest failure. */
export function demandAllowable(what: string): void {
  if (isAllowable(what)) return
  const near = nearest(
    String(what),
    failures.map(({ id }) => id),
  )
  throw new RangeError(
    `allowUnmet(${JSON.stringify(what)}) names no failure, operation or entry. Give the id of a failure, such as ${JSON.stringify(near)}, an operation whose answer is held, or an entry such as "timeline[0]".`,
  )
}
