import { titleOf } from './exception-titles.ts'
import type { ErrorClass, FailureRow } from './failure-row.ts'

/** Which truth the name and code of an error follow: the published documentation, or SDK 2.35 as it was observed. */
export const dialects = ['documented', 'sdk'] as const

export type Dialect = (typeof dialects)[number]

/** The name, code and class of an error in a dialect. */
export interface ResolvedError {
  /** Null where neither the documentation nor the SDK gives one: the error keeps the name of its class. */
  readonly name: string | null
  /** Null: the error has no code. */
  readonly code: number | string | null
  /** Title of the `exception` event; undefined where the code has none. */
  readonly title: string | undefined
  readonly class: ErrorClass
}

type Resolvable = Pick<FailureRow, 'documented' | 'sdk'>

const nativeClasses: readonly ErrorClass[] = ['Error', 'TypeError', 'DOMException', 'object']

// A name of the SDK's own makes an error of the SDK's own, whatever class this version uses.
function classOf(name: string | null, row: Resolvable): ErrorClass {
  const recorded = row.sdk?.class ?? 'OT.Error'
  if (name === null || name === row.sdk?.name || !nativeClasses.includes(recorded)) return recorded
  return 'OT.Error'
}

/** Whether a failure can happen in a dialect: `sdk` has none that SDK 2.35 never produces. */
export const isProducible = (row: Resolvable, dialect: Dialect): boolean => dialect === 'documented' || row.sdk !== null

/**
 * The name and code of a failure in a dialect, each found separately.
 *
 * `documented`: the guide's, else the API reference's, else the SDK's. `sdk`: the SDK's; for a failure that it never
 * produces (see {@link isProducible}) the documented ones.
 *
 * @example
 * resolve(findFailure('Session.signal/not-connected'), 'documented') // { name: 'OT_NOT_CONNECTED', code: 1510, ... }
 */
export function resolve(row: Resolvable, dialect: Dialect): ResolvedError {
  const [first, second] = dialect === 'documented' || row.sdk === null ? [row.documented, row.sdk] : [row.sdk, null]
  const name = first?.name ?? second?.name ?? null
  const code = first?.code ?? second?.code ?? null
  return { name, code, title: titleOf(code), class: classOf(name, row) }
}
