import type { Decide } from './decision.ts'
import { accept, may, refuse, tellAll, tellOnly } from './decision.ts'

/**
 * A moderator mutes everybody but some streams, or lifts it: everybody is told, and each publisher whose stream is meant.
 * That the moderator's own streams are left alone is assumed.
 */
export const decideSessionUpdate: Decide<'session.update'> = ({ command, by, session }) => {
  if (!may(by, 'forcemute')) return refuse('403', 'notPermitted')
  const { muted, except } = command
  const meant = [...session.streams.values()].filter(
    (stream) => muted && !except.includes(stream.id) && stream.connectionId !== by.connection.id,
  )
  return accept(
    tellAll({ is: 'session.muted', active: muted, except }),
    ...meant.map((stream) => tellOnly(stream.connectionId, { is: 'stream.muted', streamId: stream.id, active: true })),
  )
}
