import type { WatchedWorld } from '../../author/watchers.ts'
import { lastLines } from '../journal-lines.ts'
import { toHaveDispatched, toHaveDispatchedInOrder } from './dispatched.ts'
import { toBeOTError } from './errors.ts'
import { toFailWith } from './failing.ts'
import { toHaveHeard } from './heard.ts'
import type { MatcherResult } from './result.ts'

/** The matchers in the shape that `expect.extend` of every runner takes. */
export interface SuiteMatchers {
  readonly toBeOTError: (received: unknown, claim: unknown) => MatcherResult
  readonly toFailWith: (received: unknown, failureId: unknown) => Promise<MatcherResult>
  readonly toHaveDispatched: (this: unknown, received: unknown, type: unknown, details?: unknown) => MatcherResult
  readonly toHaveDispatchedInOrder: (this: unknown, received: unknown, events: unknown) => MatcherResult
  readonly toHaveHeard: (received: unknown, failureId: unknown, channel?: unknown) => MatcherResult
}

/** Whether the expectation says `not`: each runner tells a matcher so by its `this`. */
const saysNot = (context: unknown): boolean =>
  typeof context === 'object' && context !== null && Reflect.get(context, 'isNot') === true

/** The matchers over the worlds that `worlds` gives: those whose journals a failed expectation shows. */
export function createMatchers(worlds: () => readonly WatchedWorld[]): SuiteMatchers {
  const story = (): string =>
    worlds()
      .map(({ journal }) => lastLines(journal.entries))
      .join('\n\n')
  return {
    toBeOTError: (received, claim) => toBeOTError(story, received, claim),
    toFailWith: (received, failureId) => toFailWith({ story, worlds }, received, failureId),
    toHaveDispatched(received, type, details) {
      return toHaveDispatched({ worlds, isNot: saysNot(this) }, received, type, details)
    },
    toHaveDispatchedInOrder(received, events) {
      return toHaveDispatchedInOrder({ worlds, isNot: saysNot(this) }, received, events)
    },
    toHaveHeard: (received, failureId, channel) => toHaveHeard(story, received, failureId, channel),
  }
}
