/** Requests about broadcasts: they are started, listed, laid out and stopped, and refused. */

import { isRunning, type Production } from '../../backend/productions.ts'
import { type Call, type Handle, isUuid, type OpWith, pageOf, projectFields, sessionOf } from '../call.ts'
import { firstOf, flag, isUrl, layoutProblem, oneOf, resolutions, text, within } from '../checks.ts'
import { answered, done, isJson, type Json } from '../message.ts'
import { isPeopled, ownerOf } from '../world.ts'
import { choiceIn, choose, detail, isThere } from './streamed.ts'

/** Where a live stream can be watched; nothing is there. */
const channel = 'https://live.invalid'
const mostTargets = 5

const targetsIn = (outputs: unknown): readonly unknown[] => {
  const targets: unknown = isJson(outputs) ? outputs['rtmp'] : undefined
  return Array.isArray(targets) ? targets : []
}

const hlsIn = (outputs: unknown): Json | null => {
  const hls: unknown = isJson(outputs) ? outputs['hls'] : undefined
  return isJson(hls) ? hls : null
}

/** A broadcast as the service tells of it: over HTTP, and to a webhook. */
export function broadcastJson(broadcast: Production): Json {
  const { id, sessionId, status, reason, created, updated, details } = broadcast
  const targets = targetsIn(details['outputs'])
  const hls = hlsIn(details['outputs'])
  const live = isRunning(broadcast) ? 'live' : 'offline'
  return {
    id,
    sessionId,
    ...projectFields(ownerOf(sessionId) ?? ''),
    status,
    ...(reason === '' ? {} : { reason }),
    createdAt: created,
    updatedAt: updated,
    event: 'broadcast',
    maxDuration: detail(broadcast, 'maxDuration', 14_400),
    maxBitrate: detail(broadcast, 'maxBitrate', 2_000_000),
    resolution: detail(broadcast, 'resolution', '640x480'),
    multiBroadcastTag: detail(broadcast, 'multiBroadcastTag', ''),
    streamMode: detail(broadcast, 'streamMode', 'auto'),
    hasAudio: detail(broadcast, 'hasAudio', true),
    hasVideo: detail(broadcast, 'hasVideo', true),
    streams: detail(broadcast, 'streams', []),
    broadcastUrls: {
      ...(hls === null
        ? {}
        : { hls: `${channel}/${id}/playlist.m3u8`, hlsStatus: isRunning(broadcast) ? 'live' : 'ended' }),
      ...(targets.length === 0
        ? {}
        : { rtmp: targets.map((target) => ({ ...(isJson(target) ? target : {}), status: live })) }),
    },
    ...(hls === null ? {} : { settings: { hls: { lowLatency: false, dvr: false, ...hls } } }),
  }
}

const known = [
  ...['outputs', 'maxDuration', 'maxBitrate', 'resolution', 'layout', 'streamMode', 'multiBroadcastTag'],
  ...['hasAudio', 'hasVideo'],
]

function targetProblem(target: unknown): string | null {
  const { serverUrl, streamName }: Json = isJson(target) ? target : {}
  if (!isUrl(serverUrl, ['rtmp:', 'rtmps:'])) return 'The serverUrl of an RTMP target is no RTMP address.'
  return typeof streamName === 'string' && streamName !== '' ? null : 'An RTMP target has no streamName.'
}

function hlsProblem(hls: Json | null): string | null {
  const { lowLatency, dvr } = hls ?? {}
  return (
    flag('lowLatency', lowLatency) ??
    flag('dvr', dvr) ??
    (lowLatency === true && dvr === true
      ? 'A stream of low latency cannot be rewound: lowLatency and dvr exclude each other.'
      : null)
  )
}

function outputProblem(outputs: unknown): string | null {
  const targets = targetsIn(outputs)
  const hls = hlsIn(outputs)
  if (hls === null && targets.length === 0) return 'outputs has neither hls nor rtmp.'
  if (targets.length > mostTargets) return 'A broadcast has at most five RTMP targets.'
  return hlsProblem(hls) ?? firstOf(targets.map((target) => () => targetProblem(target)))
}

function problemOf({ body }: Call<'startBroadcast'>): string | null {
  const { outputs, resolution, layout, streamMode, maxDuration, maxBitrate, multiBroadcastTag, hasAudio, hasVideo } =
    body
  return firstOf([
    () => outputProblem(outputs),
    () => oneOf('resolution', resolution, resolutions),
    () => oneOf('streamMode', streamMode, ['auto', 'manual']),
    () => within('maxDuration', maxDuration, 60, 36_000),
    () => within('maxBitrate', maxBitrate, 100_000, 6_000_000),
    () => flag('hasAudio', hasAudio),
    () => flag('hasVideo', hasVideo),
    () => (hasAudio === false && hasVideo === false ? 'A broadcast has sound, or pictures, or both.' : null),
    () => layoutProblem(layout),
    () => text('multiBroadcastTag', multiBroadcastTag),
  ])
}

function refuseSecond(call: Call<'startBroadcast'>, sessionId: string): void {
  const running = call.world.backend.productions.list('broadcast', sessionId).filter(isRunning)
  const tag = call.body['multiBroadcastTag']
  if (running.some((one) => tag === undefined || one.details['multiBroadcastTag'] === undefined)) {
    throw call.refusal('already-started')
  }
  if (running.some((one) => one.details['multiBroadcastTag'] === tag)) throw call.refusal('tag-not-unique')
}

export const startBroadcast: Handle<'startBroadcast'> = (call) => {
  const sessionId = sessionOf(call)
  const { body, world } = call
  const problem = problemOf(call)
  if (problem !== null) throw call.refusal('invalid-request', problem)
  if (!isPeopled(world, sessionId)) throw call.refusal('invalid-request', 'Nobody is connected to the session.')
  refuseSecond(call, sessionId)
  const details = Object.fromEntries(known.flatMap((key) => (body[key] === undefined ? [] : [[key, body[key]]])))
  const id = world.random.uuid()
  return answered(200, broadcastJson(world.backend.productions.start({ kind: 'broadcast', id, sessionId, details })))
}

function broadcastOf(call: Call<OpWith<'broadcast-not-found'>>): Production {
  const broadcast = call.world.backend.productions.find(call.params['broadcast'] ?? '')
  if (broadcast?.kind === 'broadcast' && (ownerOf(broadcast.sessionId) ?? call.key) === call.key) return broadcast
  throw call.refusal('broadcast-not-found')
}

export const getBroadcast: Handle<'getBroadcast'> = (call) => answered(200, broadcastJson(broadcastOf(call)))

export const listBroadcasts: Handle<'listBroadcasts'> = ({ query, world, key }) => {
  const all = world.backend.productions
    .list('broadcast', query['sessionId'])
    .filter((one) => isRunning(one) && (ownerOf(one.sessionId) ?? key) === key)
  return answered(200, { count: all.length, items: pageOf(all, query).map(broadcastJson) })
}

export const stopBroadcast: Handle<'stopBroadcast'> = (call) => {
  const id = call.params['broadcast'] ?? ''
  const { productions } = call.world.backend
  if (productions.find(id) === undefined && !isUuid(id)) {
    throw call.refusal('invalid-request', 'The broadcast id is malformed.')
  }
  const broadcast = broadcastOf(call)
  if (!isRunning(broadcast)) throw call.refusal('broadcast-not-found', 'The broadcast has ended.')
  return answered(200, broadcastJson(productions.update(id, { status: 'stopped' }) ?? broadcast))
}

export const setBroadcastLayout: Handle<'setBroadcastLayout'> = (call) => {
  const broadcast = broadcastOf(call)
  const problem = layoutProblem(call.body)
  if (problem !== null) throw call.refusal('invalid-request', problem)
  const details = { ...broadcast.details, layout: call.body }
  call.world.backend.productions.update(broadcast.id, { details })
  return done(200)
}

export const selectBroadcastStreams: Handle<'selectBroadcastStreams'> = (call) => {
  const broadcast = broadcastOf(call)
  const choice = choiceIn(call.body)
  if (typeof choice === 'string') throw call.refusal('invalid-request', choice)
  if (broadcast.details['streamMode'] !== 'manual') {
    throw call.refusal('invalid-request', 'The broadcast chooses its streams itself: its streamMode is not "manual".')
  }
  if (!isThere(choice, broadcast, call.world)) throw call.refusal('broadcast-not-found', 'There is no such stream.')
  choose(choice, broadcast, call.world)
  return done(204)
}
