import { deferred, type SilentPromise } from '../../kernel/thenable.ts'
import type { Client } from './client.ts'
import type { Failure } from './ot-error.ts'
import { unheard } from './unheard.ts'

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
  start((error, value) => {
    if (error === null || error === undefined) resolve(value)
    else reject(error)
  })
  return promise
}
