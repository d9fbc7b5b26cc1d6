/** The promises of the SDK's methods: when they settle, and how a handler and a promise are told of the same answer. */

import { deferred, type Ear, SilentPromise } from '../../kernel/thenable.ts'
import { nextTurn } from '../../kernel/time/wall-clock.ts'
import type { Client } from './client.ts'
import { failureIn, noteHeard } from './hearing.ts'
import type { Failure } from './ot-error.ts'

/** A handler that a call tells how it ended. */
export type Completion = (...args: readonly unknown[]) => unknown

export const isCompletion = (value: unknown): value is Completion => typeof value === 'function'

type Witness = Pick<Client, 'journal' | 'id'>

/** Notes where a promise's rejection is heard, for a call that tells a handler as well. */
export function heardBeside(client: Witness): Ear {
  const { journal, id } = client
  const { call } = journal.places
  return {
    heard: (error) => noteHeard(client, error, 'promise', call),
    ...(call === undefined ? {} : { within: (run) => journal.places.answer(id, call, run) }),
  }
}

/**
 * Notes where a promise's rejection is heard, and a rejection that nobody listens to when the turn is over, as a browser would
 * report one of the page's own promises: the real SDK's promises are silent, and a test may want to know. The entry names the call
 * by its index in the journal, and the failure.
 */
export function unheard(client: Witness): Ear {
  const { journal, id } = client
  const { call } = journal.places
  return {
    ...heardBeside(client),
    unheard: (error, isHeard) => {
      const { name, message } = error instanceof Error ? error : { name: 'unknown', message: String(error) }
      const { life } = journal
      nextTurn(() => {
        if (isHeard() || journal.life !== life) return
        const failure = failureIn(error)
        const known = { ...(call === undefined ? {} : { call }), ...(failure === undefined ? {} : { failure }) }
        journal.add('uncaught', id, 'unheard rejection', { name, message, by: 'promise', ...known })
      })
    },
  }
}

/** Notes where the rejection of a call's promise is heard; where it is not, only if the call told no handler. */
export const rejectionEar = (client: Witness, handler?: unknown): Ear =>
  typeof handler === 'function' ? heardBeside(client) : unheard(client)

/** Does work at once; what comes of it, a refusal included, is told a turn of the SDK's promises later. */
export const inTurn = <T>(work: () => T | PromiseLike<T>): SilentPromise<T> =>
  new SilentPromise((resolve) => resolve(work()))

/** A method that has a twin with a promise: `session.connect()` and `session.connect.promise()`. */
export type Callable<Args extends readonly unknown[], Result, Value> = ((...args: Args) => Result) & {
  promise: (...args: Args) => Promise<Value>
}

export const withPromise = <Args extends readonly unknown[], Result, Value>(
  call: (...args: Args) => Result,
  promise: (...args: Args) => Promise<Value>,
): Callable<Args, Result, Value> => Object.assign(call, { promise })

/** A promise that is settled as a completion handler would be called. */
export function promised<Value>(
  client: Pick<Client, 'journal' | 'id'>,
  start: (done: (error: Failure | null | undefined, value: Value) => void) => void,
): SilentPromise<Value> {
  const { promise, resolve, reject } = deferred<Value>(unheard(client))
  try {
    start((error, value) => {
      if (error === null || error === undefined) resolve(value)
      else reject(error)
    })
  } catch (thrown) {
    // An exception that the plain form throws rejects here (recorded:
    // `ends/subscriber-restrictFrameRate-promise/same-turn/unsubscribe`).
    reject(thrown)
  }
  return promise
}
