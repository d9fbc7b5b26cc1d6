import recorded from '../../fixtures/facts/own-keys.json' with { type: 'json' }
import type { JsonObject } from './recorded-case.ts'

const events: Readonly<Record<string, readonly string[]>> = recorded.events

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((key, at) => key === other[at])

/**
 * The own enumerable properties of an event, in their order, where they are not those that were recorded of its kind: a
 * difference in every case, since no recording has them.
 *
 * @param kind What dispatched it, such as `session`.
 */
export function unusualKeysOfEvent(kind: string, type: string, event: object): JsonObject {
  const usual = events[`${kind}.${type}`]
  const own = Object.keys(event)
  return usual === undefined || isSame(usual, own) ? {} : { keys: own }
}

/**
 * The own enumerable properties of an error, where they are not those that were recorded of its class: of the SDK's own, all that it
 * has; of any other, all but `message` and `stack`.
 */
export function unusualKeysOfError(error: object, isSdkError: boolean): JsonObject {
  const { hiddenElsewhere } = recorded.errors
  const own = Object.getOwnPropertyNames(error)
  const usual = isSdkError ? own : own.filter((key) => !hiddenElsewhere.includes(key))
  const missing = isSdkError ? recorded.errors['OT.Error'].filter((key) => !own.includes(key)) : []
  const enumerable = Object.keys(error)
  return missing.length === 0 && isSame([...usual].sort(), [...enumerable].sort())
    ? {}
    : { enumerable: enumerable.sort() }
}
