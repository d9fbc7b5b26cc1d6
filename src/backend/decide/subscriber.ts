import type { Decide } from './decision.ts'
import { accept, refuse, tellOnly } from './decision.ts'

/** Somebody subscribes; the service answers with an offer of media. The subscribe permission is not looked at (recorded). */
export const decideSubscriberCreate: Decide<'subscriber.create'> = ({ command, by, session }) => {
  const stream = session.streams.get(command.streamId)
  if (stream === undefined) return refuse('404', 'streamNotFound')
  if (session.rules.encrypted && !command.encrypted) return refuse('405', 'IncompatibleEncryptionSettings')
  const { subscriberId, streamId } = command
  return accept(tellOnly(by.connection.id, { is: 'subscriber.offered', subscriberId, streamId, quality: 'good' }))
}
