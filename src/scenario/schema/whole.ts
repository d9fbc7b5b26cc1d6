/** Rules of a scenario that several keys share, in the words of the published schema. */

import * as v from 'valibot'
import { placeOfTwin } from '../../vocabulary/check.ts'
import { clashIn } from '../../vocabulary/clash.ts'
import { quoted } from '../../vocabulary/sentences.ts'
import type { Clash } from '../../vocabulary/shape.ts'

/*
 * Checks of an object or of a list as a whole, once each part is right. Each carries the words of the published schema for the
 * same, which `scripts/schema.mjs` writes.
 */

/** A problem of a value as a whole, and the key at which it is told. */
interface Problem {
  readonly key: string | number | null
  readonly message: string
}

/** An action of a pipe that has words of the published schema. */
export interface Whole {
  readonly says: object
}

type WholeAction<Input> = v.RawCheckAction<Input> & Whole

function whole<Input extends object>(says: object, problemOf: (input: Input) => Problem | null): WholeAction<Input> {
  const action = v.rawCheck<Input>(({ dataset, addIssue }) => {
    const problem = dataset.typed ? problemOf(dataset.value) : null
    if (problem === null) return
    const { key, message } = problem
    if (key === null) return addIssue({ message })
    const input: unknown = dataset.value
    const value: unknown = Reflect.get(Object(input), key)
    addIssue({ message, path: [{ type: 'unknown', origin: 'value', input, key, value }] })
  })
  return { ...action, says }
}

const isOneOf = (values: readonly unknown[]): object => ({ enum: values })

/** The words of the published schema for a key that has no effect beside others. */
function clashSays({ key, values, beside, is }: Clash): object {
  const own = values === undefined ? {} : { properties: { [key]: isOneOf(values) } }
  const others = [beside].flat().map((name) => {
    if (is === undefined) return { required: [name] }
    const said = is.filter((one) => one !== undefined)
    const given = { required: [name], properties: { [name]: isOneOf(said) } }
    const ways = [
      ...(said.length > 0 ? [given] : []),
      ...(is.length > said.length ? [{ not: { required: [name] } }] : []),
    ]
    return ways.length === 1 ? ways[0] : { anyOf: ways }
  })
  return { not: { allOf: [{ required: [key], ...own }, ...others] } }
}

/** An object in which a key has no effect beside others. */
export const withoutClash = (clash: Clash): WholeAction<object> =>
  whole(clashSays(clash), (input) => {
    const found = clashIn([clash], input, (name) => Reflect.get(input, name))
    return found === undefined ? null : { key: found.key, message: found.sentence }
  })

/** An object that has one of some keys at least. */
export const withSome = (keys: readonly string[]): WholeAction<object> =>
  whole({ anyOf: keys.map((key) => ({ required: [key] })) }, (input) =>
    keys.some((key) => Reflect.get(input, key) !== undefined)
      ? null
      : { key: null, message: `says nothing. Give at least one of: ${keys.join(', ')}.` },
  )

/** A list in which no text stands twice. */
export const eachOnce = (): WholeAction<unknown[]> =>
  whole({ uniqueItems: true }, (items) => {
    const twin = placeOfTwin(true, items)
    return twin < 0
      ? null
      : { key: twin, message: `${quoted(items[twin])} is in this list already. Give each of them once.` }
  })
