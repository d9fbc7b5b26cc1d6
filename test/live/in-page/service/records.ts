import type { JsonObject } from '../../../conformance/recorded-case.ts'
import type { RemoteStream, Role } from '../../../conformance/rig.ts'

/** A connection as the service writes it. */
export interface ConnectionRecord extends JsonObject {
  readonly id: string
}

/** A stream as the service writes it. */
export interface StreamRecord extends JsonObject {
  readonly connection: { readonly id: string }
}

const creationTime = 1_700_000_000_000

/** What a role allows, as the service spells it. */
export const permissionsOf: Readonly<Record<Role, readonly string[]>> = {
  none: [],
  subscriber: ['subscribe'],
  publisher: ['publish', 'subscribe'],
  publisheronly: ['publish'],
  moderator: ['publish', 'subscribe', 'forceunpublish', 'forcedisconnect', 'forcemute'],
}

export const connectionRecord = (id: string, role: Role): ConnectionRecord => ({
  id,
  creationTime,
  data: '',
  permissions: permissionsOf[role],
})

/** Another's stream; `source` tells which leg it comes from, where the case says so. */
export const streamRecord = (
  { id, connection, audio, video }: RemoteStream,
  sourceStreamId: string | null,
): StreamRecord => ({
  id,
  name: '',
  creationTime,
  connection: { id: connection },
  channel: [...(video ? [videoChannel] : []), ...(audio ? [{ id: 'audio1', type: 'audio', active: true }] : [])],
  ...(sourceStreamId === null ? {} : { sourceStreamId }),
})

/** A stream of the client's own, as it was asked for. */
export const ownStreamRecord = (
  content: JsonObject,
  connection: string,
  sourceStreamId: string | null,
): StreamRecord => ({
  ...content,
  creationTime,
  connection: { id: connection },
  ...(sourceStreamId === null ? {} : { sourceStreamId }),
})

const videoChannel: JsonObject = {
  id: 'video1',
  type: 'video',
  active: true,
  width: 320,
  height: 240,
  orientation: 'OTVideoOrientationRotatedNormal',
  frameRate: 5,
  source: 'camera',
  fitMode: 'cover',
}
