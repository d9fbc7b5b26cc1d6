import { read } from './probe.ts'
import type { CallStep, JsonObject } from './recorded-case.ts'
import type { World } from './world.ts'

/** What a handler does after it was noted: nothing, throw, or make a call. */
export type CompletionDeed = 'nothing' | 'throw' | CallStep

/** The completion handler of one call: how often it was called, and with what. */
export interface Completion {
  /** Whether the call was given it. */
  given: boolean
  /** The handler to pass. */
  handler(deed: CompletionDeed): (...args: readonly unknown[]) => void
  calls(): number
  /** Whether a call of it brought an error. */
  failed(): boolean
  /** `then.completion`: null when the call was given no handler. */
  facts(): JsonObject | null
}

/** How a completion handler is made. */
export interface CompletionOptions {
  /** Of a call that sets up a case, which leaves no mark. */
  readonly quiet?: boolean
  /** Makes the call of a handler that makes one. */
  readonly call?: (step: CallStep) => void
}

/** Makes the completion handler of a call. */
export function createCompletion(world: World, { quiet = false, call = () => {} }: CompletionOptions = {}): Completion {
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
    handler: (deed) => {
      completion.given = true
      return (...args) => {
        note(args)
        if (deed === 'throw') throw new Error('This completion handler throws: the case asks for it.')
        if (deed !== 'nothing') call(deed)
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
