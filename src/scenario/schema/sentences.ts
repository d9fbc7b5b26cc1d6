import * as v from 'valibot'
import { kindOf, noneOf, quoted, strange } from '../../vocabulary/sentences.ts'
import { yearMs } from '../../vocabulary/shape.ts'

type Issue = v.BaseIssue<unknown>

const wants: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  strict_object: 'an object',
  record: 'an object',
  strict_tuple: 'a list of two numbers',
  literal: 'true',
}

/** The sentence for a value of the wrong kind. */
export const wrongKind = ({ type, input }: Issue): string =>
  `must be ${wants[type] ?? 'something else'}, and this is ${kindOf(input)}.`

function keySentence(issue: Issue, known: readonly string[]): string {
  const key = issue.path?.at(-1)?.key
  if (issue.expected !== 'never') return `is missing. Put it there; ${quoted(key)} is always needed here.`
  return otherTime(key, known) ?? noneOf('key', key, known)
}

/** The keys that say when an entry of a timeline comes about, and which of them go together. */
const timeKeys = ['at', 'after', 'wait']

/** The sentence for a key that says again, or otherwise, when an entry of a timeline comes about. */
function otherTime(key: unknown, known: readonly string[]): string | null {
  if (!known.includes('every') || !timeKeys.some((one) => one === key)) return null
  const there = known.find((one) => timeKeys.includes(one)) ?? 'every'
  return `${quoted(key)} does not go with ${quoted(there)}: an entry comes about at a time, by "at", or after an event, by "after" with "wait". Keep one of them.`
}

/** An object with these keys and no others. */
export function bag<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.GenericSchema<unknown, v.InferOutput<v.StrictObjectSchema<Entries, undefined>>> {
  const known = Object.keys(entries)
  const object = v.strictObject(entries, (issue) =>
    issue.expected === 'Object' ? wrongKind(issue) : keySentence(issue, known),
  )
  return noList(object) as v.GenericSchema<unknown, v.InferOutput<v.StrictObjectSchema<Entries, undefined>>>
}

/** The same schema, which takes no list: an empty one has every key that an object may leave out. */
export function noList<Schema extends v.GenericSchema>(schema: Schema): Schema {
  const run: Schema['~run'] = (dataset, config) => {
    if (!Array.isArray(dataset.value)) return schema['~run'](dataset, config)
    v._addIssue(schema, 'type', dataset, config)
    return { ...dataset, typed: false, issues: dataset.issues ?? [] } as never
  }
  return { ...schema, '~run': run }
}

/** One of some texts; `help`: more about a text that is none of them. */
export const oneOf = <const Options extends readonly string[]>(
  what: string,
  options: Options,
  help: (text: string) => string | null = () => null,
): v.PicklistSchema<Options, (issue: v.PicklistIssue) => string> =>
  v.picklist(options, ({ input }) => help(String(input)) ?? noneOf(what, input, options))

export const text = (): v.StringSchema<typeof wrongKind> => v.string(wrongKind)
export const flag = (): v.BooleanSchema<typeof wrongKind> => v.boolean(wrongKind)
export const list = <const Item extends v.GenericSchema>(item: Item): v.ArraySchema<Item, typeof wrongKind> =>
  v.array(item, wrongKind)

/** A number between two bounds. */
export function figure(what: string, least: number, most: number, whole = false): v.GenericSchema<number> {
  const sentence = ({ input }: Issue): string =>
    typeof input === 'number'
      ? `${input} is impossible: ${what} lies between ${least} and ${most}${whole ? ', without a fraction' : ''}.`
      : `must be a number, and this is ${kindOf(input)}.`
  const bounded = v.pipe(v.number(sentence), v.minValue(least, sentence), v.maxValue(most, sentence))
  return whole ? v.pipe(bounded, v.integer(sentence)) : bounded
}

function timeSchema(pattern: RegExp, least: number, wanted: string): v.GenericSchema<number | string> {
  const sentence = ({ input }: Issue): string =>
    `${typeof input === 'number' || typeof input === 'string' ? quoted(input) : kindOf(input)} is no possible time. ${wanted}`
  return v.union(
    [
      v.pipe(v.number(sentence), v.minValue(least, sentence), v.maxValue(yearMs, sentence)),
      v.pipe(v.string(sentence), v.regex(pattern, sentence)),
    ],
    sentence,
  )
}

const unit = String.raw`\d{1,9}(\.\d+)?\s*(ms|s|min|m|h)$`

/** A time from 0 up. */
export const duration = (): v.GenericSchema<number | string> =>
  timeSchema(new RegExp(`^${unit}`), 0, 'Give milliseconds from 0 up, or a text such as "500ms", "30s", "15m" or "4h".')

/** A time that may lie in the past. */
export const signedDuration = (): v.GenericSchema<number | string> =>
  timeSchema(
    new RegExp(`^-?${unit}`),
    -yearMs,
    'Give milliseconds, or a text such as "4h"; with a minus sign, such as "-1h", it lies in the past.',
  )

/** How a value shows which of several shapes it was meant to be: the key into the shapes, or nothing. */
type Tell = (input: unknown) => string | undefined

/** By the key that an object has. */
export const byOwnKey =
  (keys: readonly string[]): Tell =>
  (input) =>
    typeof input === 'object' && input !== null ? keys.find((key) => Object.hasOwn(input, key)) : undefined

/** By the one key of some that an object has; by nothing where it has several. */
export const byOnlyKey =
  (keys: readonly string[]): Tell =>
  (input) => {
    if (typeof input !== 'object' || input === null) return undefined
    const own = keys.filter((key) => Object.hasOwn(input, key))
    return own.length === 1 ? own[0] : undefined
  }

/** By the text that stands at a key of an object. */
export const byTextAt =
  (key: string): Tell =>
  (input) => {
    const value: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, key) : undefined
    return typeof value === 'string' ? value : undefined
  }

/**
 * One of several shapes; in the published schema, any of them.
 *
 * A wrong value is held against the one shape that it was meant to be, so that its error says what is wrong there.
 * `Output` is what the shapes come to together, which the compiler cannot see.
 */
export function shapes<Output>(
  choices: Readonly<Record<string, v.GenericSchema>>,
  tell: Tell,
  otherwise: v.GenericSchema,
): v.GenericSchema<unknown, Output> {
  const any = v.union(Object.values(choices))
  const choose = (input: unknown): v.GenericSchema => {
    if (input === undefined) return any
    const key = tell(input)
    return (key !== undefined && Object.hasOwn(choices, key) ? choices[key] : undefined) ?? otherwise
  }
  return v.lazy(choose) as v.GenericSchema<unknown, Output>
}

export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The schema that nothing fits: it is there for its sentence. */
const refusing = (sentence: (input: unknown) => string): v.GenericSchema =>
  v.custom<never, (issue: Issue) => string>(
    () => false,
    ({ input }) => sentence(input),
  )

/** The sentence about a value that has none of the keys which say its kind, or more than one of them. */
export const noneOfTheKeys = (what: string, keys: readonly string[]): v.GenericSchema =>
  refusing((input) => {
    if (!isObject(input)) return `must be an object (${what}), and this is ${kindOf(input)}.`
    const several = keys.filter((key) => Object.hasOwn(input, key))
    if (several.length > 1) return `says two things at once: ${several.join(', ')}. Make an entry of each.`
    return `is no ${what}: it has none of the keys ${keys.join(', ')}, one of which says what it is.`
  })

/** The sentence about a value that is none of some words, and no object with one of some keys. */
export const neitherWordNorKey = (what: string, words: readonly string[], keys: readonly string[]): v.GenericSchema =>
  refusing((input) => {
    const known = [...words, ...keys]
    if (typeof input === 'string' && keys.includes(input)) {
      return `needs to be told more: give an object, { ${quoted(input)}: ... }. ${saidAs(words, keys)}`
    }
    if (typeof input === 'string') return `${strange(what, input, known)} ${saidAs(words, keys)}`
    const key = isObject(input) ? Object.keys(input)[0] : undefined
    if (key !== undefined) return `${strange(what, key, known)} ${saidAs(words, keys)}`
    return `must be a ${what}, and this is ${kindOf(input)}. ${saidAs(words, keys)}`
  })

const saidAs = (words: readonly string[], keys: readonly string[]): string =>
  `Say ${words.length === 1 ? 'the text' : 'one of the texts'} ${words.join(', ')}, or give an object with one of the keys ${keys.join(', ')}.`
