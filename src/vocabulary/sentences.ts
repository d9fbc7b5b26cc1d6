import { nearest } from '../kernel/nearest.ts'

const maximalListing = 12

const cut = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}...` : text)

/** A value as it is shown in a sentence: texts in quotes, and nothing endless. */
export function quoted(value: unknown): string {
  if (typeof value === 'string') return cut(JSON.stringify(value.length > 100 ? value.slice(0, 100) : value))
  try {
    return cut(JSON.stringify(value) ?? String(value))
  } catch {
    return `a value of the type ${typeof value}`
  }
}

export const listing = (known: readonly string[]): string =>
  known.length > 0 && known.length <= maximalListing ? ` There are: ${known.join(', ')}.` : ''

/** The sentence for a text that is none of those which are known, with the nearest of them. */
export function noneOf(what: string, value: unknown, known: readonly string[]): string {
  if (typeof value !== 'string') return `${what} must be a text, and this is ${kindOf(value)}.${listing(known)}`
  return `${strange(what, value, known)}${listing(known)}`
}

export function strange(what: string, value: string, known: readonly string[]): string {
  const near = nearest(value, known)
  return `There is no ${what} ${quoted(value)}.${near === undefined ? '' : ` Did you mean ${quoted(near)}?`}`
}

/** A name with its article: `a session`, `an operation`. */
export const article = (name: string): string => `${/^[AEIOU]/i.test(name) ? 'an' : 'a'} ${name}`

function kindOfObject(value: object): string {
  try {
    if (Array.isArray(value)) return 'a list'
    const name: unknown = Object.getPrototypeOf(value)?.constructor?.name
    return typeof name === 'string' && name !== '' && name !== 'Object' ? article(name) : 'an object'
  } catch {
    return 'an object'
  }
}

/** The kind of a value, in words. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (value === undefined) return 'missing'
  if (typeof value === 'object') return kindOfObject(value)
  if (typeof value === 'function') return 'a function'
  return typeof value === 'string' ? `the text ${quoted(value)}` : `${typeof value} ${String(value)}`
}
