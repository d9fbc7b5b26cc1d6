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

export const heldWords = 'Nothing released the answer. Call release() or fail() of what simulator.hold() gave.'

export const timelineWords =
  'Its event never came, or its time did not pass. Let the application go that far, or let the time pass with "await simulator.clock.advance(...)".'

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
