import type { EndedTest } from '../../suite/test-ended.ts'

const read = (value: unknown, key: string | symbol): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

// Jest does not say in a hook whether the test failed; jest-circus keeps it in the realm, under a symbol of this name.
function stateOfCircus(): unknown {
  const symbols = Object.getOwnPropertySymbols(globalThis)
  const slot = symbols.find(({ description }) => description === 'JEST_STATE_SYMBOL')
  return slot === undefined ? undefined : Reflect.get(globalThis, slot)
}

function messageOf(error: unknown): string {
  // An error of circus is the error, or a pair of the error and where it was asked for.
  const own = Array.isArray(error) ? error[0] : error
  const message = read(own, 'message')
  return typeof message === 'string' ? message : ''
}

/** The test that has just run. Without jest-circus nothing is known of it, and it does not count as failed. */
export function endedTest(): EndedTest {
  const errors = read(read(stateOfCircus(), 'currentlyRunningTest'), 'errors')
  const messages = Array.isArray(errors) ? errors.map(messageOf) : []
  return { failed: messages.length > 0, messages }
}
