/** The acts on failures and answers: a failure is armed (`fail`), an answer is held (`hold`) and released (`release`). */

import { type FailureId, isOfRest } from '../../contract/failures.ts'
import type { RestFailureId } from '../../contract/rest/failures.ts'
import { demandFailure } from '../../faults/arm.ts'
import type { FaultOptions } from '../../faults/fault.ts'
import { type Hold, holdable } from '../../faults/hold.ts'
import { messageOf } from '../../kernel/values.ts'
import { anyFailure, restRequests } from '../../vocabulary/rest-words.ts'
import { bag, either, optional, words } from '../../vocabulary/shape.ts'
import { howOften, whichCall } from '../../vocabulary/words.ts'
import { kept } from '../cast.ts'
import { bagOf } from '../schema/schema-of.ts'
import type { Noun } from './noun.ts'
import { any, network } from './story.ts'

/** A failure of the catalogue, or of HTTP. */
export type AnyFailureId = FailureId | RestFailureId

/** The id of a failure; another text is told which failures it could mean. */
export const failure: typeof anyFailure = {
  ...anyFailure,
  help: (text) => {
    try {
      return isOfRest(text) ? null : demandFailure(text).id
    } catch (error) {
      return messageOf(error)
    }
  },
}

type Fails = AnyFailureId | { readonly failure: AnyFailureId; readonly times?: number; readonly call?: number }

/** A failure of the catalogue that is asked for at its time. */
export interface FailAction {
  readonly fail: Fails
}

/** An answer that is withheld from this time on. */
export interface HoldAction {
  readonly hold: string
}

/** A withheld answer that is given, or that fails. */
export interface ReleaseAction {
  readonly release: string
  readonly fails?: AnyFailureId
}

/** The part of the world that a scenario uses for faults. */
export interface FaultStage {
  fail(failure: AnyFailureId, options: FaultOptions): void
  /** @throws RangeError for an operation whose answer nobody gives. */
  hold(operation: string): Hold
}

const held = words('operation whose answer can be withheld', [
  ...holdable,
  ...restRequests.map((request) => `rest/${request}`),
])
const holds = kept(() => new Map<string, Hold>())

export const fail: Noun<FailAction, FaultStage> = {
  schema: (more) =>
    bagOf({
      fail: either(failure, bag({ failure, times: optional(howOften), call: optional(whichCall) })),
      ...more,
    }),
  act: (stage, { fail: asked }) => {
    if (typeof asked === 'string') return stage.fail(asked, {})
    const { failure: id, ...options } = asked
    return stage.fail(id, options)
  },
  // A failure may be one of the network.
  consequences: () => [{ subject: network, blurs: true }],
  mentions: ({ fail: asked }) => ({ failures: [typeof asked === 'string' ? asked : asked.failure] }),
  verbs: ['fail'],
}

export const hold: Noun<HoldAction, FaultStage> = {
  schema: (more) => bagOf({ hold: held, ...more }),
  act: (stage, { hold: operation }, cast) => {
    const all = holds(cast)
    if (all.has(operation)) throw new Error(`The answer to ${operation} is withheld already. Release it first.`)
    all.set(operation, stage.hold(operation))
  },
  consequences: ({ hold: operation }) => [
    {
      subject: `answer ${operation}`,
      refuses: 'held',
      message: `The answer to ${operation} is withheld already at that time. Release it before.`,
      adds: ['held'],
    },
  ],
  mentions: () => ({}),
  verbs: ['hold'],
}

export const release: Noun<ReleaseAction, FaultStage> = {
  schema: (more) => bagOf({ release: held, fails: optional(failure), ...more }),
  act: (_stage, { release: operation, fails }, cast) => {
    const all = holds(cast)
    const one = all.get(operation)
    if (one === undefined) throw new Error(`The answer to ${operation} is not withheld at this time. Hold it first.`)
    all.delete(operation)
    if (fails === undefined) one.release()
    else one.fail(fails)
  },
  consequences: ({ release: operation }) => [
    {
      subject: `answer ${operation}`,
      wants: 'held',
      message: `The answer to ${operation} is not withheld at that time. Hold it before, with "hold".`,
      removes: any,
    },
  ],
  mentions: ({ fails }) => ({ failures: fails === undefined ? [] : [fails] }),
  verbs: ['release'],
}
