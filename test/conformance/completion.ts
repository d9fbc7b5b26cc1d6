import { read } from './probe.ts'
import type { JsonObject } from './recorded-case.ts'
import type { World } from './world.ts'

/** The completion handler of one call: how often it was called, and with what. */
export interface Completion {
  /** Whether the call was given it. */
  given: boolean
  /** The handler to pass; `throws` makes it throw after it was noted. */
  handler(throws: boolean): (...args: readonly unknown[]) => void
  calls(): number
  /** Whether a call of it brought an error. */
  failed(): boolean
  /** `then.completion`: null when the call was given no handler. */
  facts(): JsonObject | null
}

/** Makes the completion handler of a call; `quiet`: of a call that sets up a case, which leaves no mark. */
export function createCompletion(world: World, quiet = false): Completion {
  const invocations: JsonObject[] = []
  let failed = false
  const note = (args: readonly unknown[]): void => {
    world.ownIds.collect()
    failed ||= args[0] !== null && args[0] !== undefined
    invocations.push(invocationFacts(world, args))
    if (!quiet) world.log.add({ mark: 'completion', n: invocations.length })
  }
  const completion: Completion = {
    given: false,
    handler: (throws) => {
      completion.given = true
      return (...args) => {
        note(args)
        if (throws) throw new Error('This completion handler throws: the case asks for it.')
      }
    },
    calls: () => invocations.length,
    failed: () => failed,
    facts: () => (completion.given ? { calls: invocations.length, invocations: [...invocations] } : null),
  }
  return completion
}

function invocationFacts(world: World, args: readonly unknown[]): JsonObject {
  const sessionState = read(world.names.get('session'), 'currentState')
  return {
    timing: world.log.phase(),
    argc: args.length,
    args: args.map((arg) => world.describer.value(arg, 1)),
    ...(typeof sessionState === 'string' ? { sessionState } : {}),
  }
}
