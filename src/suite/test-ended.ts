import type { TestWatch } from './test-watch.ts'

/** A test that has just run, as its runner knows it. */
export interface EndedTest {
  /** Its name, where the runner does not head what a test prints with it. */
  readonly name?: string
  readonly failed: boolean
  /** The texts of its errors, as far as the runner tells them. */
  readonly messages: readonly string[]
}

/** An error that is all message: a stack would point into this package, where there is nothing to see. */
function errorOf(message: string): Error {
  const error = new Error(message)
  error.name = 'UnmetRequest'
  error.stack = `${error.name}: ${message}`
  return error
}

/**
 * Ends a test: prints what happened in one that failed, tells what was left unmet, and throws where that fails the test.
 *
 * @throws Error with a sentence for each failure, hold or entry that was asked for and never came about.
 */
export function endTest(watch: TestWatch, { name, failed, messages }: EndedTest): void {
  const { error, warning } = watch.end()
  const headed = (text: string): string => (name === undefined ? text : `The test "${name}":\n${text}`)
  const isShown = messages.some((message) => message.includes('The journal'))
  if (failed && watch.story !== '' && !isShown) console.error(headed(watch.story))
  if (warning !== null) console.warn(headed(warning))
  if (error !== null) throw errorOf(error)
}
