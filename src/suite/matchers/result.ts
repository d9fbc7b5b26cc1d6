import { kindOf as kindInWords } from '../../vocabulary/sentences.ts'

/** The result of a matcher, as its runner reads it. */
export interface MatcherResult {
  readonly pass: boolean
  /** Makes the text that the runner prints when the expectation is not met; with `.not`, when `pass` is true. */
  readonly message: () => string
}

/** Makes the text that a failed expectation shows: the journal of the worlds that the test drove. */
export type Story = () => string

/** A result whose text ends with the journal as it happened. */
export const resultOf = (pass: boolean, story: Story, words: string): MatcherResult => ({
  pass,
  message: () => [words, story()].filter((part) => part !== '').join('\n\n'),
})

/** The kind of a value, in a few words; an error says what it is, and a value that is missing is called undefined, as tests write it. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'undefined'
  if (value instanceof Error) return `an Error (${value.name}: ${value.message})`
  const isNamed = ['object', 'function', 'string'].includes(typeof value)
  return isNamed ? kindInWords(value) : `the ${kindInWords(value)}`
}

/** A value in a line of a text: JSON, and the runner's own words for its matchers, such as `ObjectContaining({"name":"Bob"})`. */
export function shownValue(value: unknown): string {
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? JSON.stringify(value) : String(value)
  if (typeof Reflect.get(value, 'asymmetricMatch') !== 'function') return asJson(value)
  const sample: unknown = Reflect.get(value, 'sample')
  return `${String(value)}${sample === undefined || typeof sample === 'function' ? '' : `(${asJson(sample)})`}`
}

function asJson(value: unknown): string {
  try {
    const said = JSON.stringify(value)
    return said.length > 200 ? kindOf(value) : said
  } catch {
    return kindOf(value)
  }
}
