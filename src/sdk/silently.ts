import { deferred, type SilentPromise } from '../kernel/thenable.ts'

/**
 * Does asynchronous work and gives the SDK's own kind of promise for it: not the page's, and silent when nobody listens
 * (recorded: `native: false`).
 */
export function silently<T>(work: () => Promise<T>): SilentPromise<T> {
  const { promise, resolve, reject } = deferred<T>()
  work().then(resolve, reject)
  return promise
}
