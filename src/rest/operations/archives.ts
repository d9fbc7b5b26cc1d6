/** Requests about archives: they are started, listed, laid out, stopped and deleted, and refused. */

import { isRunning, type Production } from '../../backend/productions.ts'
import { type Call, type Handle, isUuid, type OpWith, pageOf, projectFields, sessionOf } from '../call.ts'
import { firstOf, flag, layoutProblem, oneOf, resolutions, text, within } from '../checks.ts'
import { answered, done, type Json } from '../message.ts'
import { isPeopled, knowsSession, ownerOf, type RestWorld } from '../world.ts'
import { choiceIn, choose, detail, isThere } from './streamed.ts'

/** Where a finished archive lies; nothing is there. */
const store = 'https://archives.invalid'
/** How large a recording becomes, in bytes a second (assumed). */
const bytesASecond = 40_000

const secondsOf = ({ created, updated, ...one }: Production, now: number): number =>
  Math.floor(((isRunning({ created, updated, ...one }) ? now : updated) - created) / 1000)

/** An archive as the service tells of it: over HTTP, and to a webhook. */
export function archiveJson(archive: Production, { clock }: Pick<RestWorld, 'clock'>): Json {
  const { id, name, status, reason, sessionId, created, updated } = archive
  const key = ownerOf(sessionId) ?? ''
  const duration = secondsOf(archive, clock.now())
  const isFile = status === 'available' || status === 'uploaded'
  const outputMode = detail(archive, 'outputMode', 'composed')
  const file = `${store}/${key}/${id}/archive.${outputMode === 'individual' ? 'zip' : 'mp4'}`
  return {
    id,
    status,
    name,
    reason,
    sessionId,
    ...projectFields(key),
    createdAt: created,
    updatedAt: updated,
    size: isFile ? duration * bytesASecond : 0,
    duration,
    outputMode,
    streamMode: detail(archive, 'streamMode', 'auto'),
    hasAudio: detail(archive, 'hasAudio', true),
    hasVideo: detail(archive, 'hasVideo', true),
    hasTranscription: detail(archive, 'hasTranscription', false),
    resolution: detail(archive, 'resolution', '640x480'),
    multiArchiveTag: detail(archive, 'multiArchiveTag', ''),
    maxBitrate: detail(archive, 'maxBitrate', 2_000_000),
    sha256sum: '',
    password: '',
    event: 'archive',
    streams: detail(archive, 'streams', []),
    url: status === 'available' ? file : null,
  }
}

const known = [
  ...['outputMode', 'streamMode', 'hasAudio', 'hasVideo', 'resolution', 'layout', 'multiArchiveTag', 'maxBitrate'],
  ...['hasTranscription', 'transcriptionProperties', 'quantizationParameter'],
]

function problemOf({ body }: Call<'startArchive'>): string | null {
  const { outputMode, resolution, layout, streamMode, maxBitrate, name, multiArchiveTag, hasAudio, hasVideo } = body
  const individual = outputMode === 'individual'
  return firstOf([
    () => oneOf('outputMode', outputMode, ['composed', 'individual']),
    () => oneOf('streamMode', streamMode, ['auto', 'manual']),
    () => oneOf('resolution', resolution, resolutions),
    () =>
      individual && resolution !== undefined ? 'Individual streams are recorded as they are: no resolution.' : null,
    () => (individual && layout !== undefined ? 'Individual streams have no layout.' : null),
    () => within('maxBitrate', maxBitrate, 100_000, 6_000_000),
    () => layoutProblem(layout),
    () => text('name', name),
    () => text('multiArchiveTag', multiArchiveTag),
    () => flag('hasAudio', hasAudio),
    () => flag('hasVideo', hasVideo),
    () => (hasAudio === false && hasVideo === false ? 'An archive has sound, or pictures, or both.' : null),
  ])
}

function refuseSecond(call: Call<'startArchive'>, sessionId: string): void {
  const running = call.world.backend.productions.list('archive', sessionId).filter(isRunning)
  const tag = call.body['multiArchiveTag']
  if (running.some((one) => tag === undefined || one.details['multiArchiveTag'] === undefined)) {
    throw call.refusal('already-recording')
  }
  if (running.some((one) => one.details['multiArchiveTag'] === tag)) throw call.refusal('tag-not-unique')
}

/** Starts an archive: everybody in the session hears of it, with the id that the answer has. */
export const startArchive: Handle<'startArchive'> = (call) => {
  const sessionId = sessionOf(call)
  const { body, world } = call
  const problem = problemOf(call)
  if (problem !== null) throw call.refusal('invalid-request', problem)
  if (!knowsSession(world, sessionId)) throw call.refusal('session-not-found')
  if (!isPeopled(world, sessionId)) throw call.refusal('session-not-found', 'Nobody is connected to the session.')
  if (world.backend.rulesOf(sessionId).relayed) throw call.refusal('relayed-session')
  refuseSecond(call, sessionId)
  const name = typeof body['name'] === 'string' ? body['name'] : ''
  const details = Object.fromEntries(known.flatMap((key) => (body[key] === undefined ? [] : [[key, body[key]]])))
  const id = world.random.uuid()
  return answered(
    200,
    archiveJson(world.backend.productions.start({ kind: 'archive', id, sessionId, name, details }), world),
  )
}

function archiveOf(call: Call<OpWith<'archive-not-found'>>): Production {
  const id = call.params['archive'] ?? ''
  const archive = call.world.backend.productions.find(id)
  const isOwn = archive?.kind === 'archive' && (ownerOf(archive.sessionId) ?? call.key) === call.key
  if (archive !== undefined && isOwn) return archive
  throw call.refusal('archive-not-found')
}

function demandId(call: Call<OpWith<'archive-not-found'> & OpWith<'invalid-request'>>): void {
  const id = call.params['archive'] ?? ''
  if (call.world.backend.productions.find(id) !== undefined || isUuid(id)) return
  throw call.refusal('invalid-request', 'The archive id is malformed.')
}

export const getArchive: Handle<'getArchive'> = (call) => {
  demandId(call)
  return answered(200, archiveJson(archiveOf(call), call.world))
}

export const listArchives: Handle<'listArchives'> = ({ query, world, key }) => {
  const all = world.backend.productions
    .list('archive', query['sessionId'])
    .filter(({ sessionId, status }) => (ownerOf(sessionId) ?? key) === key && status !== 'deleted')
  return answered(200, { count: all.length, items: pageOf(all, query).map((one) => archiveJson(one, world)) })
}

export const stopArchive: Handle<'stopArchive'> = (call) => {
  demandId(call)
  const archive = archiveOf(call)
  if (!isRunning(archive)) throw call.refusal('not-recording')
  const stopped = call.world.backend.productions.update(archive.id, { status: 'stopped', reason: 'user initiated' })
  return answered(200, archiveJson(stopped ?? archive, call.world))
}

export const deleteArchive: Handle<'deleteArchive'> = (call) => {
  const archive = archiveOf(call)
  if (!['available', 'uploaded', 'deleted'].includes(archive.status)) throw call.refusal('not-finished')
  call.world.backend.productions.update(archive.id, { status: 'deleted' })
  return done(204)
}

export const selectArchiveStreams: Handle<'selectArchiveStreams'> = (call) => {
  const archive = archiveOf(call)
  const choice = choiceIn(call.body)
  if (typeof choice === 'string') throw call.refusal('invalid-request', choice)
  if (archive.details['streamMode'] !== 'manual') {
    throw call.refusal('invalid-request', 'The archive chooses its streams itself: its streamMode is not "manual".')
  }
  if (!isThere(choice, archive, call.world)) throw call.refusal('archive-not-found', 'There is no such stream.')
  choose(choice, archive, call.world)
  return done(204)
}

export const setArchiveLayout: Handle<'setArchiveLayout'> = (call) => {
  const archive = archiveOf(call)
  const problem = layoutProblem(call.body)
  if (problem !== null) throw call.refusal('invalid-request', problem)
  if (archive.details['outputMode'] === 'individual') {
    throw call.refusal('invalid-request', 'An archive of individual streams has no layout.')
  }
  const details = { ...archive.details, layout: call.body }
  call.world.backend.productions.update(archive.id, { details })
  return done(200)
}
