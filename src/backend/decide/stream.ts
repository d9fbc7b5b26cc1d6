import type { Decide } from './decision.ts'
import { accept, may, refuse, tellAll, tellOnly } from './decision.ts'

/** A stream is published. The limits' reasons are recorded replies; that the service sends them so is assumed. */
export const decideStreamCreate: Decide<'stream.create'> = ({ command, by, session }) => {
  if (!may(by, 'publish')) return refuse('403', 'notPermitted')
  if (session.rules.encrypted !== command.encrypted && session.rules.encrypted) {
    return refuse('405', 'IncompatibleEncryptionSettings')
  }
  const { maxStreams } = session.rules
  if (maxStreams !== null && session.streams.size >= maxStreams) return refuse('409', 'streamLimitExceeded')
  const stream = { ...command.stream, connectionId: by.connection.id }
  return accept(tellAll({ is: 'stream.created', stream }))
}

/** A stream is unpublished by its owner, or by a moderator; everybody is told, the owner too. */
export const decideStreamDelete: Decide<'stream.delete'> = ({ command, by, session }) => {
  const stream = session.streams.get(command.streamId)
  if (stream === undefined) return refuse('404', 'streamNotFound')
  const own = stream.connectionId === by.connection.id
  if (!own && !may(by, 'forceunpublish')) return refuse('403', 'notPermitted')
  const reason = own ? command.reason : 'forceUnpublished'
  return accept(tellAll({ is: 'stream.deleted', streamId: stream.id, reason }))
}

/** A moderator mutes one stream; its publisher is told. */
export const decideStreamUpdate: Decide<'stream.update'> = ({ command, by, session }) => {
  if (!may(by, 'forcemute')) return refuse('403', 'notPermitted')
  const stream = session.streams.get(command.streamId)
  if (stream === undefined) return refuse('404', 'streamNotFound')
  return accept(tellOnly(stream.connectionId, { is: 'stream.muted', streamId: stream.id, active: command.muted }))
}

/** A publisher changes one of its tracks; everybody else is told. */
export const decideChannelUpdate: Decide<'stream_channel.update'> = ({ command, by, session }) => {
  const stream = session.streams.get(command.streamId)
  if (stream === undefined) return refuse('404', 'streamNotFound')
  if (stream.connectionId !== by.connection.id) return refuse('403', 'notPermitted')
  const { streamId, channelId, change } = command
  return accept({
    fact: { is: 'channel.updated', streamId, channelId, change },
    audience: { to: 'except', connectionId: by.connection.id },
  })
}
