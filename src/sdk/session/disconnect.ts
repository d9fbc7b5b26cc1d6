/** `session.disconnect()` and the end of a session: when it may be left, and the reason with which a lost line ends it. */

import { closeOutcome } from '../../contract/close-codes.ts'
import { deferred, type SilentPromise } from '../../kernel/thenable.ts'
import { refusedStep } from '../base/fail.ts'
import { ask } from '../base/gate.ts'
import { unheard } from '../base/promises.ts'
import type { SessionModel } from './model.ts'
import type { LineEnd } from './service-line.ts'

/** The reason of `sessionDisconnected` for the end of a line. A line that was closed for good is not sought again. */
function reasonOf(end: LineEnd): string {
  if (end.kind === 'silent') return 'clientDisconnected'
  return end.kind === 'closed' ? closeOutcome(end.code, false) : 'networkDisconnected'
}

/** The line is gone for good: the session ends, for a reason that says how. */
export const whenEnded = (model: SessionModel, end: LineEnd): void =>
  model.end(model.state === 'disconnecting' ? 'clientDisconnected' : reasonOf(end), 'lost')

/** The step that a line which is being sought cannot make, in the words of the SDK (observed with 2.35.2 in Chromium). */
const refused = { transition: 'close', from: 'reconnecting', to: 'closing', current: 'reconnecting' }

/**
 * `session.disconnect()`: a promise that resolves with the `sessionDisconnected` event, because it waits for it as any
 * listener would; at once where there is nothing to end (recorded: `session.disconnect/not-connected`). Called while the service is
 * asked to let the client
 * in, it makes `connect()` fail a turn later, and its promise is never settled: no session has ended (observed with
 * 2.35.2 in Chromium, the messaging connection open and `connection.create` unanswered). Called while that connection is
 * being opened, neither `connect()` nor the promise is ever answered (observed: `live/connect/socket/hang-then-disconnect`).
 * In a listener of
 * `sessionReconnecting` it is refused, and the session never ends by itself (recorded:
 * `ends/within/reconnecting/handler-disconnects-*`).
 */
export function disconnect(model: SessionModel): SilentPromise<unknown> {
  const { promise, resolve, reject } = deferred<unknown>(unheard(model.client))
  const armed = ask(model.client, 'Session.disconnect', model.whereabouts)
  if (armed !== null || model.messaging?.isTellingOfLoss === true) {
    if (model.state === 'connected') model.setState('disconnecting')
    reject(refusedStep(model.client, 'Session.disconnect/reconnection-begins', refused))
    return promise
  }
  if (model.messaging === null && model.state !== 'disconnecting') {
    model.reset()
    model.facade.token = null
    resolve(undefined)
    return promise
  }
  model.facade.once('sessionDisconnected', resolve)
  if (model.state === 'disconnecting') return promise
  if (model.state === 'connecting') stopJoining(model)
  else leave(model)
  return promise
}

// While the line is being opened, nobody ever says that the session has ended (observed in Chromium: for 34 s at least).
function stopJoining(model: SessionModel): void {
  if (model.messaging?.isOpen === true) return model.interruptJoining()
  model.setState('disconnecting')
  model.messaging?.close()
}

function leave(model: SessionModel): void {
  model.setState('disconnecting')
  model.end('clientDisconnected', 'left')
}

/**
 * `session.destroy()`: nobody is known any more, so nothing tells that the own connection ended, and the session stays on
 * its way out for good (recorded: `session.destroy/connected`).
 */
export function destroySession(model: SessionModel): void {
  // A session that is being joined fails instead (recorded: `ends/connect/asking-to-join/session-destroy`).
  if (model.state === 'connecting' && model.messaging?.isOpen === true) return model.interruptJoining()
  // The end that was on its way does not come any more (recorded: `ends/within/disconnect/destroy-behind-it`).
  model.generation++
  model.streams.clear()
  model.connections.clear()
  if (model.messaging === null) return model.reset()
  model.setState('disconnecting')
  model.end('clientDisconnected', 'destroyed')
}
