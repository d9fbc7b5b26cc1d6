import { isRunning } from '../../backend/productions.ts'
import { type Call, type Handle, isId, type OpWith, projectFields, sessionOf } from '../call.ts'
import { isUrl, oneOf } from '../checks.ts'
import { admit, publish, verdictOn } from '../guests.ts'
import { answered, done, isJson, type Json } from '../message.ts'
import { isPeopled, ownerOf } from '../world.ts'

type Invited = OpWith<'relayed-session'> & OpWith<'not-authorized'> & OpWith<'invalid-request'>

/** The verdict on the token in the body; a token that does not let anybody in refuses the request. */
function admitted(call: Call<Invited>, sessionId: string) {
  const verdict = verdictOn({ key: call.key, sessionId, token: call.body['token'] }, call.world)
  if (!verdict.ok) throw call.refusal('not-authorized', `The token for the session is refused: ${verdict.problem}.`)
  return verdict
}

const partOf = (body: Json, name: string): Json => {
  const part: unknown = body[name]
  return isJson(part) ? part : {}
}

/** Calls a phone: it joins the session as a connection that publishes. */
export const dial: Handle<'dial'> = (call) => {
  const sessionId = sessionOf(call)
  const { world, key } = call
  const sip = partOf(call.body, 'sip')
  const { uri } = sip
  if (!isUrl(uri, ['sip:', 'sips:']) || /^sips?:$/i.test(uri))
    throw call.refusal('invalid-request', 'sip.uri is no SIP URI.')
  const verdict = admitted(call, sessionId)
  if (!isPeopled(world, sessionId)) throw call.refusal('session-not-found')
  if (world.backend.rulesOf(sessionId).relayed) throw call.refusal('relayed-session')
  const member = admit(sessionId, verdict, world)
  const connectionId = member.connection.id
  const streamId = publish(sessionId, member, { name: String(sip['from'] ?? uri), video: sip['video'] === true }, world)
  const id = world.random.uuid()
  const details = { uri, streamId }
  const { created, updated } = world.backend.productions.start({ kind: 'call', id, sessionId, connectionId, details })
  return answered(200, {
    ...{ id, connectionId, streamId, sessionId },
    ...projectFields(key),
    createdAt: created,
    updatedAt: updated,
  })
}

const digitsIn = (body: Json): string | null => {
  const { digits } = body
  return typeof digits === 'string' && /^[\d*#p]+$/i.test(digits) ? digits : null
}

function play(call: Call<'playDtmf' | 'playDtmfToConnection'>, connectionId: string | null) {
  const digits = digitsIn(call.body)
  if (digits === null) throw call.refusal('invalid-request', 'The digits are missing, or others than 0-9, *, # and p.')
  call.world.note('rest.dtmf', { digits, ...(connectionId === null ? {} : { connectionId }) })
  return done(200)
}

/** Plays tones to every phone in the session. */
export const playDtmf: Handle<'playDtmf'> = (call) => {
  const sessionId = sessionOf(call)
  if (!isPeopled(call.world, sessionId)) throw call.refusal('session-not-found')
  return play(call, null)
}

export const playDtmfToConnection: Handle<'playDtmfToConnection'> = (call) => {
  const session = call.world.backend.session(sessionOf(call))
  const connectionId = call.params['connection'] ?? ''
  if (!isId(connectionId)) throw call.refusal('invalid-request', 'The connection id is malformed.')
  if (session?.members.has(connectionId) !== true) throw call.refusal('connection-not-found')
  return play(call, connectionId)
}

/** Connects a WebSocket to the session's sound: it joins as a connection, which publishes where it talks back. */
export const connectAudio: Handle<'connectAudio'> = (call) => {
  const sessionId = sessionOf(call)
  const { world } = call
  const socket = partOf(call.body, 'websocket')
  if (!isUrl(socket['uri'], ['ws:', 'wss:']))
    throw call.refusal('invalid-request', 'websocket.uri is no WebSocket URI.')
  const problem = oneOf('websocket.audioRate', socket['audioRate'], [8000, 16_000, 24_000])
  if (problem !== null) throw call.refusal('invalid-request', problem)
  const verdict = admitted(call, sessionId)
  if (world.backend.rulesOf(sessionId).relayed) throw call.refusal('relayed-session')
  const member = admit(sessionId, verdict, world)
  const connectionId = member.connection.id
  if (socket['bidirectional'] === true) publish(sessionId, member, { name: 'Audio connector', video: false }, world)
  const id = world.random.uuid()
  world.backend.productions.start({ kind: 'connector', id, sessionId, connectionId, details: { ...socket } })
  return answered(200, { id, captionsId: null, connectionId })
}

/** Ends an audio line. */
export const stopConnector: Handle<'stopConnector'> = ({ world, params, key, refusal }) => {
  const connector = world.backend.productions.find(params['connector'] ?? '')
  if (connector?.kind !== 'connector' || !isRunning(connector)) throw refusal('connector-not-found')
  const { sessionId, connectionId } = connector
  if ((ownerOf(sessionId) ?? key) !== key) throw refusal('connector-not-found')
  world.backend.productions.update(connector.id, { status: 'stopped' })
  if (connectionId !== null) world.backend.depart(sessionId, connectionId, 'clientDisconnected')
  return done(200)
}
