import { deferred, type SilentPromise } from '../../kernel/thenable.ts'
import type { SessionCore } from './core.ts'
import type { MessagingEnd } from './messaging.ts'

/** Close codes that the SDK takes for a wish of the client (recorded: `socket/closed-1001-no-reconnection`). */
const friendlyCodes: readonly number[] = [1000, 1001]

function reasonOf(end: MessagingEnd): string {
  if (end.kind === 'silent') return 'clientDisconnected'
  return end.kind === 'closed' && friendlyCodes.includes(end.code) ? 'clientDisconnected' : 'networkDisconnected'
}

/** The line is gone for good: the session ends, for a reason that says how. */
export const whenEnded = (core: SessionCore, end: MessagingEnd): void => core.end(reasonOf(end))

/**
 * `session.disconnect()`: a promise that resolves with the `sessionDisconnected` event, because it waits for it as any
 * listener would; at once where there is nothing to end (recorded). Called while the service is asked to let the client
 * in, it makes `connect()` fail a turn later, and its promise is never settled: no session has ended (observed with
 * 2.35.2 in Chromium, the messaging connection open and `connection.create` unanswered). Called while that connection is
 * being opened, neither `connect()` nor the promise is ever answered (observed: `live/connect/socket/hang-then-disconnect`).
 */
export function disconnect(core: SessionCore): SilentPromise<unknown> {
  const { promise, resolve } = deferred<unknown>()
  if (core.messaging === null && core.state !== 'disconnecting') {
    core.reset()
    resolve(undefined)
    return promise
  }
  core.facade.once('sessionDisconnected', resolve)
  if (core.state === 'disconnecting') return promise
  if (core.state === 'connecting') giveUpJoining(core)
  else leave(core)
  return promise
}

// While the line is being opened, nobody ever says that the session has ended (observed in Chromium: for 34 s at least).
function giveUpJoining(core: SessionCore): void {
  if (core.messaging?.isOpen === true) return core.interruptJoining()
  core.setState('disconnecting')
  core.messaging?.close()
}

function leave(core: SessionCore): void {
  core.setState('disconnecting')
  core.messaging?.close()
  const { generation } = core
  core.client.clock.after(0, () => core.generation === generation && core.end('clientDisconnected'), {
    what: 'the end of the session',
    kind: 'work',
  })
}

/**
 * `session.destroy()`: nobody is known any more, so nothing tells that the own connection ended, and the session stays on
 * its way out for good (recorded: `session.destroy/connected`).
 */
export function destroySession(core: SessionCore): void {
  core.streams.clear()
  core.connections.clear()
  if (core.messaging === null) return core.reset()
  core.setState('disconnecting')
  core.messaging.close()
}
