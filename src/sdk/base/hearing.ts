/** Notes which function of the application heard of a failure. */

import type { Channel } from '../../contract/failure-row.ts'
import type { FailureId } from '../../contract/failures.ts'
import { messageOf } from '../../kernel/values.ts'
import { callAnsweredBy } from './call-now.ts'
import type { Client } from './client.ts'

type Witness = Pick<Client, 'journal' | 'id'>

/** The failures of the errors that the SDK's objects have made. */
const failuresOf: WeakMap<object, FailureId> = new WeakMap()

/** Keeps of which failure an error is; gives the error. */
export function ofFailure<E extends object>(error: E, id: FailureId): E {
  failuresOf.set(error, id)
  return error
}

/** The failure of an error; undefined for one that the SDK's objects have not made. */
export const failureIn = (error: unknown): FailureId | undefined =>
  typeof error === 'object' && error !== null ? failuresOf.get(error) : undefined

/**
 * Notes that a function of the application is given the error of a failure.
 *
 * @param call The call that it answers, by its index in the journal, where that is known.
 */
export function noteHeard({ journal, id }: Witness, error: unknown, over: Channel, call?: number): void {
  const failure = failureIn(error)
  if (failure !== undefined) journal.add('heard', id, failure, { over, ...(call === undefined ? {} : { call }) })
}

/** Handlers of our own, by which a promise hears what a handler would. */
const bridges: WeakSet<object> = new WeakSet()

/** Marks a handler as one of ours: what it is given is heard over the promise that it settles. */
export function bridge<H extends object>(handler: H): H {
  bridges.add(handler)
  return handler
}

/**
 * Runs a completion handler that is given the answer of a call, and notes that it is given the error of a failure, unless the handler
 * is one of ours.
 */
export function hearBy(client: Witness, completion: object, error: unknown, run: () => void): void {
  if (bridges.has(completion)) return run()
  const call = callAnsweredBy(completion)
  noteHeard(client, error, 'completion', call)
  if (call === undefined) run()
  else client.journal.places.answer(client.id, call, run)
}

/** Notes that a function of the application threw: the handler of a call, or the listener of an event. */
export function noteThrew(
  { journal }: Pick<Witness, 'journal'>,
  place: { readonly who: string; readonly what: string; readonly by: 'completion' | 'listener' },
  thrown: unknown,
): void {
  const { who, what, by } = place
  journal.add('uncaught', who, what, { message: messageOf(thrown), by })
}
