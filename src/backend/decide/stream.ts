/** Streams: published, changed, and ended by their publisher or by `session.forceUnpublish()`. */

import type { RoutedFact } from '../../wire/facts.ts'
import type { ChannelChange, ChannelRecord, StreamRecord } from '../../wire/records.ts'
import type { Member, SessionState } from '../state.ts'
import { announced } from './archiving.ts'
import { accept, type Decide, keep, may, refuse, tellAll, tellOnly } from './decision.ts'
import { muting } from './muting.ts'

/**
 * The facts that follow when a stream is accepted. In a routed session the router asks its publisher for media, and the stream is
 * announced in due course; a relayed session has no router, and somebody without a client sends no media (recorded:
 * `webrtc/published/*`, field `sent`).
 */
function following(stream: StreamRecord, by: Member, session: SessionState, known: boolean): RoutedFact[] {
  const { relayed, negotiated, announced: when } = session.rules()
  const routed = !relayed && by.clientId !== null
  const request = tellOnly(by.connection.id, {
    is: 'offer.requested',
    streamId: stream.id,
    subscriberId: null,
    subscriberConnectionId: null,
  })
  const waits = routed && when !== 'created'
  const entry = waits ? [keep({ is: 'stream.accepted', stream })] : announced(session, stream)
  return [...(known ? [] : entry), ...(routed && negotiated ? [request] : [])]
}

/** A stream is published. The limits' reasons are recorded replies; that the service sends them so is assumed. */
export const decideStreamCreate: Decide<'stream.create'> = ({ command, by, session }) => {
  if (!may(by, 'publish')) return refuse('403', 'notPermitted')
  const { encrypted, maxStreams } = session.rules()
  if (encrypted && !command.encrypted) return refuse('405', 'IncompatibleEncryptionSettings')
  // Somebody who has moved to another server publishes anew what is published.
  const known = session.streams.has(command.stream.id)
  const streams = session.streams.size + session.pending.size
  if (!known && maxStreams !== null && streams >= maxStreams) return refuse('409', 'streamLimitExceeded')
  return accept(...following({ ...command.stream, connectionId: by.connection.id }, by, session, known))
}

/** A stream is unpublished by its owner, or by a moderator; everybody is told, the owner too. */
export const decideStreamDelete: Decide<'stream.delete'> = ({ command, by, session }) => {
  const stream = session.streams.get(command.streamId)
  if (session.pending.get(command.streamId)?.connectionId === by.connection.id) {
    return accept(keep({ is: 'stream.withdrawn', streamId: command.streamId }))
  }
  if (stream === undefined) return refuse('404', 'streamNotFound')
  const isOwn = stream.connectionId === by.connection.id
  if (!isOwn && !may(by, 'forceunpublish')) return refuse('403', 'notPermitted')
  const reason = isOwn ? command.reason : 'forceUnpublished'
  return accept(tellAll({ is: 'stream.deleted', streamId: stream.id, reason }))
}

/** A moderator mutes one stream; its publisher is told. */
export const decideStreamUpdate: Decide<'stream.update'> = ({ command, by, session }) => {
  if (!may(by, 'forcemute')) return refuse('403', 'notPermitted')
  const stream = session.streams.get(command.streamId)
  if (stream === undefined) return refuse('404', 'streamNotFound')
  if (command.muted) return accept(...muting(session, stream))
  return accept(tellOnly(stream.connectionId, { is: 'stream.muted', streamId: stream.id, active: false }))
}

/** Whether a change says what a track is already. */
const isSaid = (channel: ChannelRecord, change: ChannelChange): boolean =>
  Object.entries(change).every(([key, value]) => Reflect.get(channel, key) === value)

/** A publisher changes one of its tracks; everybody else is told. */
export const decideChannelUpdate: Decide<'stream_channel.update'> = ({ command, by, session }) => {
  const stream = session.streams.get(command.streamId)
  if (stream === undefined) return refuse('404', 'streamNotFound')
  if (stream.connectionId !== by.connection.id) return refuse('403', 'notPermitted')
  const { streamId, channelId, change } = command
  const channel = stream.channels.find(({ id }) => id === channelId)
  // A client tells of all its tracks when one of them changes: the others hear of that one alone (assumed).
  if (channel !== undefined && isSaid(channel, change)) return accept()
  return accept({
    fact: { is: 'channel.updated', streamId, channelId, change },
    audience: { to: 'except', connectionId: by.connection.id },
  })
}
