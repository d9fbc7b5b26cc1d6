/** Requests about rendered pages: they are started, listed and stopped, and refused. */

import { isRunning, type Production } from '../../backend/productions.ts'
import { checkSessionId } from '../../backend/tokens/session-id.ts'
import type { TokenProblem } from '../../backend/tokens/token-check.ts'
import type { RestSlug } from '../../contract/rest/failures.ts'
import { type Call, type Handle, isUuid, type OpWith, pageOf, projectFields } from '../call.ts'
import { callbackAddress, isUrl, resolutions, within } from '../checks.ts'
import { verdictOn } from '../guests.ts'
import { answered, done, isJson, type Json } from '../message.ts'
import { ownerOf } from '../world.ts'
import { detail } from './streamed.ts'

/** How many pages are rendered at once for one project (assumed). */
const usualLimit = 200
const usualDuration = 7200

/** A rendered page as the service tells of it: over HTTP, and to a webhook. */
export function renderJson(render: Production): Json {
  const { id, sessionId, name, status, reason, created, updated, details } = render
  return {
    id,
    sessionId,
    ...projectFields(ownerOf(sessionId) ?? ''),
    createdAt: created,
    updatedAt: updated,
    callbackUrl: detail(render, 'statusCallbackUrl', ''),
    name,
    url: details['url'],
    resolution: detail(render, 'resolution', '1280x720'),
    maxDuration: detail(render, 'maxDuration', usualDuration),
    status,
    streamId: detail(render, 'streamId', ''),
    ...(reason === '' ? {} : { reason }),
  }
}

const nameIn = (body: Json): unknown => (isJson(body['properties']) ? body['properties']['name'] : undefined)

function problemOf({ body, world }: Call<'startRender'>): RestSlug<'startRender'> | null {
  const { url, sessionId, maxDuration, resolution, statusCallbackUrl } = body
  const name = nameIn(body)
  if (!isUrl(url, ['http:', 'https:']) || url.length < 15 || url.length > 2048) return 'malformed-url'
  if (callbackAddress('statusCallbackUrl', statusCallbackUrl) !== null) return 'malformed-url'
  if (new URL(url).hostname.endsWith('.invalid')) return 'unreachable-url'
  if (within('maxDuration', maxDuration, 60, 36_000) !== null) return 'invalid-max-duration'
  if (resolution !== undefined && !resolutions.includes(resolution)) return 'invalid-resolution'
  const isName = name === undefined || (typeof name === 'string' && name.length >= 1 && name.length <= 200)
  if (!isName) return 'invalid-name'
  const anyId = world.credentials.policy === 'any' && typeof sessionId === 'string'
  return anyId || checkSessionId(sessionId, '') === 'wrong-key' ? null : 'invalid-session-id'
}

const refusals: Readonly<Record<TokenProblem, RestSlug<'startRender'>>> = {
  malformed: 'malformed-token',
  'bad-signature': 'malformed-token',
  'unverifiable-signature': 'malformed-token',
  'wrong-key': 'not-authorized',
  'wrong-scope': 'not-authorized',
  'unknown-role': 'not-authorized',
  'data-too-long': 'not-authorized',
  'lives-too-long': 'not-authorized',
  'wrong-session': 'token-of-another-session',
  expired: 'token-expired',
  'not-yet-valid': 'not-authorized',
}

/** Renders a page into the session: it comes in as a connection with a stream, as soon as it has loaded. */
export const startRender: Handle<'startRender'> = (call) => {
  const problem = problemOf(call)
  if (problem !== null) throw call.refusal(problem)
  const { body, key, world } = call
  const sessionId = String(body['sessionId'])
  const { productions } = world.backend
  if (world.credentials.policy !== 'any' && ownerOf(sessionId) !== key) throw call.refusal('not-authorized')
  const verdict = verdictOn({ key, sessionId, token: body['token'] }, world)
  if (!verdict.ok) throw call.refusal(refusals[verdict.problem])
  if (verdict.role === 'subscriber') throw call.refusal('not-authorized')
  const running = productions.list('render').filter((one) => isRunning(one) && ownerOf(one.sessionId) === key)
  if (running.length >= (world.limits.renders ?? usualLimit)) throw call.refusal('too-many-renders')
  const name = String(nameIn(body) ?? '')
  const id = world.random.uuid()
  const { properties: _, token: _token, ...details } = body
  world.memory.invited.set(id, verdict)
  const render = productions.start({ kind: 'render', id, sessionId, name, status: 'starting', details })
  return answered(202, renderJson(render))
}

function renderOf(call: Call<OpWith<'render-not-found'>>): Production {
  const id = call.params['render'] ?? ''
  const render = call.world.backend.productions.find(id)
  if (render === undefined && !isUuid(id)) throw call.refusal('invalid-request', 'The id is malformed.')
  if (render?.kind === 'render' && (ownerOf(render.sessionId) ?? call.key) === call.key) return render
  throw call.refusal('render-not-found')
}

export const getRender: Handle<'getRender'> = (call) => answered(200, renderJson(renderOf(call)))

export const listRenders: Handle<'listRenders'> = ({ query, world, key }) => {
  const all = world.backend.productions
    .list('render', query['sessionId'])
    .filter(({ sessionId }) => (ownerOf(sessionId) ?? key) === key)
  return answered(200, { count: all.length, items: pageOf(all, query).map(renderJson) })
}

export const stopRender: Handle<'stopRender'> = (call) => {
  const render = renderOf(call)
  if (isRunning(render)) {
    const { productions } = call.world.backend
    productions.update(render.id, { status: 'stopped', reason: 'user initiated' })
    if (render.connectionId !== null) {
      call.world.backend.depart(render.sessionId, render.connectionId, 'clientDisconnected')
    }
  }
  return done(204)
}
