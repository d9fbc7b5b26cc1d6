import { events } from '../../contract/events.ts'
import { didYouMean, nearest } from '../../kernel/nearest.ts'
import { isBag } from '../../kernel/values.ts'
import { kindOf, shownValue } from './result.ts'

/** An event by its type, and what its details have to be, where they matter. */
export type EventClaim = string | readonly [type: string, details: Readonly<Record<string, unknown>>]

/** A claim that was checked. */
export interface Claim {
  readonly type: string
  readonly details: Readonly<Record<string, unknown>>
}

const rows = Object.values(events).flatMap((ofObject) => Object.entries(ofObject))
const types: readonly string[] = rows.map(([type]) => type)

const isSignal = (type: string): boolean => type.startsWith('signal:')

/** The keys that every event has. */
const usualKeys = ['type', 'target', 'cancelable']

const keysOf = (type: string): readonly string[] => [
  ...usualKeys,
  ...rows.filter(([name]) => name === (isSignal(type) ? 'signal' : type)).flatMap(([, { payload }]) => payload),
]

const isKnown = (type: string): boolean => isSignal(type) || types.includes(type)

/** @throws TypeError for a claim that is no event. */
export function demandEvent(type: unknown, details: unknown, example: string): Claim {
  if (typeof type !== 'string' || type === '') {
    throw new TypeError(`${example} takes the type of an event, and this is ${kindOf(type)}.`)
  }
  if (details === undefined) return { type, details: {} }
  if (isBag(details)) return { type, details }
  throw new TypeError(`${example} takes the details of an event as an object, and this is ${kindOf(details)}.`)
}

/**
 * Refuses a claim that holds for every application because the SDK has no such event or detail, where an expectation says `not`. An
 * application may dispatch events of its own: a type that is like none of the SDK's is taken.
 *
 * @throws TypeError for a type or a key that is a slip of the pen.
 */
export function demandMeant({ type, details }: Claim, matcher: string): void {
  if (!isKnown(type)) {
    if (nearest(type, types) === undefined) return
    throw new TypeError(
      `not.${matcher}() can never fail: the SDK has no event of the type ${JSON.stringify(type)}.${didYouMean(type, types)}`,
    )
  }
  const keys = keysOf(type)
  const strange = Object.keys(details).find((key) => !keys.includes(key))
  if (strange === undefined) return
  throw new TypeError(
    `not.${matcher}() can never fail: an event ${type} has no ${strange}.${didYouMean(strange, keys)} It has: ${keys.join(', ')}.`,
  )
}

/** A claim in words: `sessionDisconnected { reason: "networkDisconnected" }`. */
export function claimWords({ type, details }: Claim): string {
  const keys = Object.entries(details)
  return keys.length === 0
    ? type
    : `${type} { ${keys.map(([key, value]) => `${key}: ${shownValue(value)}`).join(', ')} }`
}

/** A sentence for a type that the SDK does not have, with the nearest that it has; else empty. */
export const hintFor = ({ type }: Claim): string =>
  isKnown(type) ? '' : ` The SDK has no event of this type.${didYouMean(type, types)}`

/** A sentence for a key that no event of the type has, with the nearest; else empty. */
export function keyHint({ type }: Claim, key: string): string {
  return isKnown(type) && !keysOf(type).includes(key)
    ? ` An event ${type} has no ${key}.${didYouMean(key, keysOf(type))}`
    : ''
}
