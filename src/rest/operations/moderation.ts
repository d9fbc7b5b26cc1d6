/** Requests of a moderator: a connection is ended, streams are muted. */

import { readSessionId } from '../../backend/tokens/session-id.ts'
import { type Call, type Handle, isId, projectFields, sessionOf } from '../call.ts'
import { answered, done, type RestResponse } from '../message.ts'
import { projectOf } from '../world.ts'

/** Ends a connection. */
export const forceDisconnect: Handle<'forceDisconnect'> = (call) => {
  const sessionId = sessionOf(call)
  const connectionId = call.params['connection'] ?? ''
  if (!isId(connectionId)) throw call.refusal('invalid-request', 'The connection id is malformed.')
  const { status } = call.world.backend.serve(sessionId, { act: 'forceDisconnect', connectionId })
  if (status !== '200') throw call.refusal('connection-not-found')
  return done(204)
}

/** The project, as the answer to a mute holds it. */
function project({ key, world }: Pick<Call<'muteSession'>, 'key' | 'world'>, sessionId: string): RestResponse {
  const createdAt = readSessionId(sessionId)?.createdAt ?? world.clock.now()
  const name = projectOf(world, key)?.name ?? ''
  return answered(200, { ...projectFields(key), status: 'ACTIVE', name, environment: 'standard', createdAt })
}

/** Mutes a stream. */
export const muteStream: Handle<'muteStream'> = (call) => {
  const sessionId = sessionOf(call)
  const { params, world } = call
  const streamId = params['stream'] ?? ''
  if (!isId(streamId)) throw call.refusal('invalid-request', 'The stream id is malformed.')
  const { status } = world.backend.serve(sessionId, { act: 'muteStream', streamId })
  if (status === '200') return project(call, sessionId)
  throw call.refusal('stream-not-found')
}

const isList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

/** Mutes everybody but some streams, or lifts that; the OpenTok SDK leaves the streams out where it lifts. */
export const muteSession: Handle<'muteSession'> = (call) => {
  const sessionId = sessionOf(call)
  const { active, excludedStreamIds: except = [] } = call.body
  if (typeof active !== 'boolean') throw call.refusal('invalid-request', '"active" is neither true nor false.')
  if (!isList(except)) throw call.refusal('invalid-request', 'excludedStreamIds is no list of texts.')
  const { status } = call.world.backend.serve(sessionId, { act: 'muteAll', active, except })
  if (status === '200') return project(call, sessionId)
  throw call.refusal('session-not-found')
}
