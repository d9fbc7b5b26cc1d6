import { signalLimits } from '../../contract/limits.ts'
import { encodeUtf8 } from '../../kernel/bytes/utf8.ts'
import { type Call, type Handle, type OpWith, sessionOf } from '../call.ts'
import { done, type RestResponse } from '../message.ts'
import { isPeopled } from '../world.ts'

const bytesOf = (text: string): number => encodeUtf8(text).length

function signal(call: Call<OpWith<'too-large'>>, to: string | null): RestResponse {
  const sessionId = sessionOf(call)
  const { type, data } = call.body
  if (typeof data !== 'string') throw call.refusal('invalid-request', 'The signal has no data, or its data is no text.')
  if (type !== undefined && (typeof type !== 'string' || !/^[\w.~-]*$/.test(type))) {
    throw call.refusal('invalid-request', 'The type has other characters than letters, digits and -._~, or is no text.')
  }
  if (bytesOf(type ?? '') > signalLimits.type) throw call.refusal('too-large', 'The type is longer than 128 bytes.')
  if (bytesOf(data) > signalLimits.data) throw call.refusal('too-large', 'The data is larger than 8 kB.')
  const { world } = call
  if (!isPeopled(world, sessionId)) throw call.refusal('connection-not-found', 'Nobody is connected to the session.')
  const contents = { type: type ?? null, data }
  const { status } = world.backend.serve(sessionId, { act: 'signal', signal: contents, to })
  if (status !== '200') throw call.refusal('connection-not-found', 'The connection is not in the session.')
  return done(204)
}

/** A signal to everybody: it comes from null. */
export const signalSession: Handle<'signalSession'> = (call) => signal(call, null)

/** A signal to one connection. */
export const signalConnection: Handle<'signalConnection'> = (call) => signal(call, call.params['connection'] ?? '')
