/** The closest call that a fault did not strike, and the condition that did not agree. */

import type { Subject } from '../kernel/hazard.ts'

/** The condition of a fault that did not agree with a call. */
export type Condition =
  /** A fact of the call was another than the fault's `match` asks for. */
  | { readonly kind: 'match'; readonly key: string; readonly wanted: unknown; readonly got: unknown }
  /** The call came before the fault's `after` had passed; `missingMs`: how much too early, in milliseconds. */
  | { readonly kind: 'after'; readonly missingMs: number }
  /** The `connect()` had begun before the fault was armed. */
  | { readonly kind: 'begun' }
  /** The call was the `got`-th, and the fault waits for the `wanted`-th. */
  | { readonly kind: 'call'; readonly wanted: number; readonly got: number }

/** A call that an armed fault did not strike: what was known of the call, and which condition did not agree. */
export interface Miss {
  readonly where: Subject
  readonly condition: Condition
  /** How many facts of `match` agreed. */
  readonly agreed: number
}

/** Conditions in the order in which a fault asks them: the later one fails, the closer the call was. */
const order: readonly Condition['kind'][] = ['after', 'match', 'begun', 'call']

const rank = ({ condition, agreed }: Miss): readonly number[] => [
  order.indexOf(condition.kind),
  agreed,
  condition.kind === 'call' ? condition.got : 0,
]

/** The closer one of two misses; of two that are equally close, the later one. */
export function nearer(before: Miss | null, now: Miss): Miss {
  if (before === null) return now
  const old = rank(before)
  const steps = rank(now).map((part, index) => part - (old[index] ?? 0))
  return (steps.find((step) => step !== 0) ?? 0) < 0 ? before : now
}

/** Which fact of a call does not agree with what a fault is matched on; null: all do. */
export function mismatchOf(match: Subject, where: Subject): Miss | null {
  const keys = Object.keys(match)
  const key = keys.find((one) => where[one] !== match[one])
  if (key === undefined) return null
  const agreed = keys.filter((one) => where[one] === match[one]).length
  return { where, agreed, condition: { kind: 'match', key, wanted: match[key], got: where[key] } }
}

const quoted = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))

function conditionWords(condition: Condition): string {
  switch (condition.kind) {
    case 'match':
      return `its ${condition.key} was ${quoted(condition.got)}, and match asks for ${quoted(condition.wanted)}`
    case 'after':
      return `it came ${condition.missingMs} ms before the time that "after" asks for`
    case 'begun':
      return 'that connect() had begun before the failure was armed'
    case 'call':
      return `it was call ${condition.got}, and the failure waits for call ${condition.wanted}`
  }
}

/**
 * A miss in a sentence.
 *
 * @example
 * missWords(miss) // 'The closest call: its name was "screen", and match asks for "camera".'
 */
export const missWords = ({ condition }: Miss): string => `The closest call: ${conditionWords(condition)}.`
