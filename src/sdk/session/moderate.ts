/** The methods of a moderator: `forceDisconnect`, `forceUnpublish`, `forceMuteStream`, `forceMuteAll`, `disableForceMute`. */

import { type FailureId, findFailure } from '../../contract/failures.ts'
import type { CapabilityFlags } from '../../contract/roles.ts'
import type { SilentPromise } from '../../kernel/thenable.ts'
import { ask } from '../base/gate.ts'
import { Stream } from '../base/stream.ts'
import { SessionCall } from './call.ts'
import type { SessionModel } from './model.ts'

interface Check {
  readonly when: boolean
  readonly id: FailureId
}

/** The first failure that there is: a refusal, or a check that holds. */
const firstOf = (checks: readonly (Check | FailureId | null)[]): FailureId | null =>
  checks
    .map((check) => (check === null || typeof check === 'string' ? check : check.when ? check.id : null))
    .find((id) => id !== null) ?? null

const lacks = (model: SessionModel, capability: keyof CapabilityFlags): boolean => model.capabilities[capability] === 0

const idIn = (value: unknown, key: string): string => {
  const id: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : value
  return typeof id === 'string' ? id : ''
}

/** `session.forceDisconnect(connection | id, handler?)`. */
export function forceDisconnect(
  model: SessionModel,
  connection: unknown,
  completion: unknown,
): SilentPromise<undefined> {
  const armed = ask(model.client, 'Session.forceDisconnect', model.whereabouts)
  const endsInNull = armed !== null && findFailure(armed).effect === 'handler-is-null'
  const call = new SessionCall(model, 'Session.forceDisconnect', endsInNull ? null : completion)
  const problem =
    (endsInNull ? null : armed) ??
    firstOf([
      model.refusal('Session.forceDisconnect'),
      {
        when: connection === null || connection === undefined,
        id: 'Session.forceDisconnect/missing-connection',
      },
      // A value that is no connection is found before the role is asked (observed: `live/programs/force-disconnect-order`).
      { when: idIn(connection, 'id') === '', id: 'Session.forceDisconnect/invalid-connection' },
      { when: lacks(model, 'forceDisconnect'), id: 'Session.forceDisconnect/permission-denied' },
    ])
  if (problem !== null) return call.failLocally(problem)
  const connectionId = idIn(connection, 'id')
  return call.send({ method: 'connection.delete', connectionId })
}

/** `session.forceUnpublish(stream | id, handler?)`; a missing stream is found before a missing connection (recorded: `session.forceUnpublish/not-connected*`). */
export function forceUnpublish(model: SessionModel, stream: unknown, completion: unknown): SilentPromise<undefined> {
  const armed = ask(model.client, 'Session.forceUnpublish', model.whereabouts)
  const endsInNull = armed !== null && findFailure(armed).effect === 'handler-is-null'
  const call = new SessionCall(model, 'Session.forceUnpublish', endsInNull ? null : completion)
  const problem =
    (endsInNull ? null : armed) ??
    firstOf([
      { when: !stream, id: 'Session.forceUnpublish/missing-stream' },
      model.refusal('Session.forceUnpublish'),
      { when: lacks(model, 'forceUnpublish'), id: 'Session.forceUnpublish/permission-denied' },
    ])
  if (problem !== null) return call.failLocally(problem)
  return call.send({ method: 'stream.delete', streamId: idIn(stream, 'id'), reason: 'forceUnpublished' })
}

/** Any object with an id will do, of whatever session (observed: `live/programs/force-mute-unknown-stream`). */
const hasId = (value: unknown): boolean => Boolean(Object(value).id)

/** `session.forceMuteStream(stream)`: a promise only. */
export function forceMuteStream(model: SessionModel, stream: unknown): SilentPromise<undefined> {
  const call = new SessionCall(model, 'Session.forceMuteStream')
  const problem =
    ask(model.client, 'Session.forceMuteStream', model.whereabouts) ??
    firstOf([
      model.refusal('Session.forceMuteStream'),
      { when: lacks(model, 'forceMute'), id: 'Session.forceMuteStream/permission-denied' },
      { when: !hasId(stream), id: 'Session.forceMuteStream/invalid-stream' },
    ])
  if (problem !== null) return call.failLocally(problem)
  return call.send({ method: 'stream.update', streamId: idIn(stream, 'id'), muted: true })
}

const areStreams = (value: unknown): boolean =>
  Array.isArray(value) && value.every((stream) => stream instanceof Stream)

/** `session.forceMuteAll(excluded?)`: what is not truthy counts as nothing, anything else but a list of streams is wrong (recorded: `session.forceMuteAll/*`). */
export function forceMuteAll(model: SessionModel, excluded: unknown): SilentPromise<undefined> {
  const call = new SessionCall(model, 'Session.forceMuteAll')
  const problem =
    ask(model.client, 'Session.forceMuteAll', model.whereabouts) ??
    firstOf([
      model.refusal('Session.forceMuteAll'),
      { when: lacks(model, 'forceMute'), id: 'Session.forceMuteAll/permission-denied' },
      { when: Boolean(excluded) && !areStreams(excluded), id: 'Session.forceMuteAll/invalid-excluded-streams' },
    ])
  if (problem !== null) return call.failLocally(problem)
  const except = Array.isArray(excluded) ? excluded.map((stream) => idIn(stream, 'id')) : []
  return call.send({ method: 'session.update', muted: true, except })
}

/** `session.disableForceMute()`: lifts a mute of all. */
export function disableForceMute(model: SessionModel): SilentPromise<undefined> {
  const call = new SessionCall(model, 'Session.disableForceMute')
  const problem =
    ask(model.client, 'Session.disableForceMute', model.whereabouts) ??
    firstOf([
      model.refusal('Session.disableForceMute'),
      { when: lacks(model, 'forceMute'), id: 'Session.disableForceMute/permission-denied' },
    ])
  if (problem !== null) return call.failLocally(problem)
  return call.send({ method: 'session.update', muted: false, except: [] })
}
