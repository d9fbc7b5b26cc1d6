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

/** The kind of a value, in a word or two. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (value instanceof Error) return `an Error (${value.name}: ${value.message})`
  if (typeof value !== 'object') return typeof value === 'string' ? `the text ${JSON.stringify(value)}` : typeof value
  return Array.isArray(value) ? 'a list' : 'an object'
}
