/** The SDK as a play reaches it: through it, a play can drive ours or the real one. */

import type { Anchor, EventTarget } from '../../kernel/journal/anchor.ts'
import type { PendingWait } from '../../kernel/time/clock.ts'
import type { CallStep, ExactPlace, RequestStep } from '../scenario.ts'
import type { Stage } from '../stage.ts'

/** An error as an application sees it. */
export interface HeardError {
  readonly name: string | null
  readonly code: number | string | null
}

/** Something that an application would hear, in the order in which it would. `step` counts from 1. */
export type Heard = { readonly at: number } & (
  | { readonly kind: 'completion' | 'promise'; readonly step: number; readonly error: HeardError | null }
  | { readonly kind: 'thrown'; readonly step: number; readonly error: HeardError }
  | {
      readonly kind: 'exception'
      readonly on: EventTarget
      readonly code: number | string | null
      readonly error: HeardError | null
    }
  | { readonly kind: 'event'; readonly on: EventTarget; readonly type: string; readonly reason: string | null }
  | { readonly kind: 'window-error'; readonly message: string }
  /** A request was answered; a status of null: the network failed. */
  | {
      readonly kind: 'response'
      readonly step: number
      readonly status: number | null
      readonly body: string
      /** Whether all of the body came. */
      readonly whole: boolean
      readonly error: HeardError | null
    }
  /** A call that answers through nothing else has come back. */
  | { readonly kind: 'returned'; readonly step: number; readonly error: null }
)

/** A call that was made. */
export interface MadeCall {
  /** Whether everything that it answers through has answered. */
  readonly isAnswered: () => boolean
  /** The place in the journal at which it began. */
  readonly from: number
}

/** How the player reaches the SDK and its world: a room that may not import either is handed this. */
export interface PlayDriver {
  readonly stage: Stage
  /** Milliseconds since the beginning. */
  now(): number
  /** How long it takes until the first wait that is wanted comes due, in milliseconds; null where none is. */
  untilNext(wanted: (wait: PendingWait) => boolean): number | null
  advance(ms: number): Promise<void>
  /** Resolves as soon as the journal has what an anchor names, counted from a place in it. */
  whenNoted(anchor: Anchor, from: number): Promise<void>
  /** Lets a listener make a call of the SDK when its event comes next. */
  callInListener(step: CallStep, number: number): void
  /** Runs something in a certain dispatch of an event, or where the answer of a step is heard. */
  runIn(place: ExactPlace, run: () => void): void
  /** The call that a listener was to make; undefined where its event has not come. */
  madeInListener(number: number): MadeCall | undefined
  /**
   * Makes a call of the SDK.
   *
   * @throws Error for an argument that is not there, or a method that nothing simulates.
   */
  call(step: CallStep, number: number): MadeCall
  /**
   * Makes a request, as the application's server would.
   *
   * @throws Error for what stands in it and is not there.
   */
  request(step: RequestStep, number: number): MadeCall
  /** Everything that was heard so far. */
  heard(): readonly Heard[]
  /** The failures that the SDK's objects have raised, by id, in order. */
  raised(): readonly string[]
}
