/** Requests about captions of a session: they are started and stopped. */

import { isRunning, type Production } from '../../backend/productions.ts'
import { type Call, type Handle, type OpWith, sessionOf } from '../call.ts'
import { callbackAddress, firstOf, flag, within } from '../checks.ts'
import { verdictOn } from '../guests.ts'
import { answered, done, type Json } from '../message.ts'
import { ownerOf } from '../world.ts'
import { detail } from './streamed.ts'

/** Captions as the service tells a webhook of them. */
export function captionsJson(captions: Production): Json {
  const { id, sessionId, status, reason, created, updated } = captions
  return {
    captionId: id,
    captionsId: id,
    projectId: ownerOf(sessionId) ?? '',
    sessionId,
    status,
    ...(reason === '' ? {} : { reason }),
    createdAt: created,
    updatedAt: updated,
    duration: Math.floor((updated - created) / 1000),
    languageCode: detail(captions, 'languageCode', 'en-US'),
    provider: 'aws-transcribe',
    group: 'captions',
  }
}

function problemOf({ body }: Call<'startCaptions'>): string | null {
  const { languageCode, maxDuration, partialCaptions, statusCallbackUrl } = body
  const isLanguage = languageCode === undefined || /^[a-z]{2,3}-[a-z]{2}$/i.test(String(languageCode))
  return firstOf([
    () => (isLanguage ? null : 'languageCode is no language and country, such as en-US.'),
    () => within('maxDuration', maxDuration, 300, 14_400),
    () => flag('partialCaptions', partialCaptions),
    () => callbackAddress('statusCallbackUrl', statusCallbackUrl),
  ])
}

/** Starts captions; the token has to be a moderator's. What is said is then captioned by `participant.caption()`. */
export const startCaptions: Handle<'startCaptions'> = (call) => {
  const sessionId = sessionOf(call)
  const { body, world, key } = call
  const problem = problemOf(call)
  if (problem !== null) throw call.refusal('invalid-request', problem)
  const verdict = verdictOn({ key, sessionId, token: body['token'] }, world)
  if (!verdict.ok) throw call.refusal('not-authorized', `The token for the session is refused: ${verdict.problem}.`)
  if (verdict.role !== 'moderator') throw call.refusal('not-authorized', 'The token for the session is no moderator’s.')
  if (world.backend.productions.list('captions', sessionId).some(isRunning)) throw call.refusal('already-started')
  const { token: _, ...details } = body
  const id = world.random.uuid()
  world.backend.productions.start({ kind: 'captions', id, sessionId, details })
  return answered(202, { captionsId: id })
}

function captionsOf(call: Call<OpWith<'captions-not-found'>>): Production {
  const captions = call.world.backend.productions.find(call.params['captions'] ?? '')
  if (captions?.kind === 'captions' && (ownerOf(captions.sessionId) ?? call.key) === call.key) return captions
  throw call.refusal('captions-not-found')
}

export const getCaptions: Handle<'getCaptions'> = (call) => answered(200, captionsJson(captionsOf(call)))

export const stopCaptions: Handle<'stopCaptions'> = (call) => {
  const captions = captionsOf(call)
  if (!isRunning(captions)) throw call.refusal('captions-not-found', 'The captions have ended.')
  call.world.backend.productions.update(captions.id, { status: 'stopped' })
  return done(202)
}
