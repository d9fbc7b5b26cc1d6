import { findFailure, isFailureId } from '../contract/failures.ts'
import { faultPoints, kindOf } from '../contract/fault-points.ts'
import { missWords } from '../faults/nearest-miss.ts'
import type { NeverStruck } from '../faults/plan.ts'

/** Something that a test asked for and that has not come about. */
export interface Unmet {
  /** `fault`: `fail()` never struck. `hold`: an answer is still held. `timeline`: an entry of a scenario never came. */
  readonly kind: 'fault' | 'hold' | 'timeline'
  /** The id of the failure, the operation whose answer is held, or the entry, such as `timeline[0]`. */
  readonly what: string
  /** Why, and what to do about it, in whole sentences; for a failure the closest call and the condition that did not agree. */
  readonly why: string
}

/** Why an answer is still held. */
export const heldWords = (operation: string, isAwaited: boolean): string =>
  isAwaited
    ? `A call of ${operation} waits for its answer. Call release() or fail() of the object that simulator.hold() returned.`
    : `No call of ${operation} waits for its answer. Let the application make the call, or leave the hold out.`

/** How a call comes to the place where a failure strikes. */
function wayTo({ failure, point }: NeverStruck): string {
  if (!isFailureId(failure)) return 'No request came to the service that it is an answer to.'
  const row = findFailure(failure)
  if (!row.operation.includes('.')) return `No ${row.operation.toLowerCase()} ran that it could befall.`
  if (point === row.operation) return `${row.operation}() was not called.`
  const place = kindOf(row.point) === 'client' ? '' : ` It strikes here: ${faultPoints[row.point]}`
  return `No call of ${row.operation}() came as far as the place where it strikes.${place}`
}

/** Why a failure that was asked for has not struck. */
export const whyOf = (fault: NeverStruck): string =>
  fault.nearestMiss === null ? wayTo(fault) : missWords(fault.nearestMiss)
