import { deferred, type SilentPromise } from '../../kernel/thenable.ts'
import type { Client } from './client.ts'
import { unheard } from './unheard.ts'

/**
 * Does asynchronous work and gives the SDK's own kind of promise for it: not the page's, and silent when nobody listens
 * (recorded: `native: false`). A rejection that nobody hears is noted, unless a handler is told as well.
 */
export function silently<T>(
  client: Pick<Client, 'journal' | 'id'>,
  work: () => Promise<T>,
  handler?: unknown,
): SilentPromise<T> {
  const { promise, resolve, reject } = deferred<T>(typeof handler === 'function' ? undefined : unheard(client))
  work().then(resolve, reject)
  return promise
}
