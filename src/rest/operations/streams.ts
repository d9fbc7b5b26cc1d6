import type { StreamRecord } from '../../wire/records.ts'
import { type Handle, sessionOf } from '../call.ts'
import { answered, done, isJson, type Json } from '../message.ts'
import type { RestWorld } from '../world.ts'

function streamJson({ id, name, channels }: StreamRecord, { memory }: RestWorld): Json {
  const videoType = channels.find(({ type }) => type === 'video')?.source ?? 'camera'
  return { id, videoType, name, layoutClassList: memory.layouts.get(id) ?? [] }
}

const streamsIn = ({ backend }: RestWorld, sessionId: string): readonly StreamRecord[] => [
  ...(backend.session(sessionId)?.streams.values() ?? []),
]

export const getStream: Handle<'getStream'> = (call) => {
  const { world, params } = call
  const streams = streamsIn(world, sessionOf(call))
  if (streams.length === 0) throw call.refusal('session-without-streams')
  const stream = streams.find(({ id }) => id === params['stream'])
  if (stream === undefined) throw call.refusal('invalid-stream-id')
  return answered(200, streamJson(stream, world))
}

export const listStreams: Handle<'listStreams'> = (call) => {
  const streams = streamsIn(call.world, sessionOf(call))
  if (streams.length === 0) throw call.refusal('session-without-streams')
  const items = streams.map((stream) => streamJson(stream, call.world))
  return answered(200, { count: items.length, items })
}

interface LayoutItem {
  readonly id: string
  readonly layoutClassList: readonly string[]
}

function isLayoutItem(value: unknown): value is LayoutItem {
  if (!isJson(value) || typeof value['id'] !== 'string') return false
  const list: unknown = value['layoutClassList']
  return Array.isArray(list) && list.every((item) => typeof item === 'string')
}

/** Gives streams their layout classes, all of them or none. */
export const setStreamLayouts: Handle<'setStreamLayouts'> = (call) => {
  const ids = streamsIn(call.world, sessionOf(call)).map(({ id }) => id)
  const items: unknown = call.body['items']
  if (!Array.isArray(items) || !items.every(isLayoutItem)) {
    throw call.refusal('invalid-request', 'items is no list of { id, layoutClassList }.')
  }
  const stranger = items.find(({ id }) => !ids.includes(id))
  if (stranger !== undefined) throw call.refusal('invalid-request', `There is no stream ${stranger.id} in the session.`)
  for (const { id, layoutClassList } of items) call.world.memory.layouts.set(id, layoutClassList)
  return done(200)
}
