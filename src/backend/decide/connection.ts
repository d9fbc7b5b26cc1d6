import type { Decide } from './decision.ts'
import { accept, may, refuse, tellAll } from './decision.ts'

/**
 * A moderator ends somebody's connection: its streams go first, then it goes (recorded order: area `remote`). Who is sent
 * away hears of the connection alone (recorded: `moderation/kicked`).
 */
export const decideConnectionDelete: Decide<'connection.delete'> = ({ command, by, session }) => {
  if (!may(by, 'forcedisconnect')) return refuse('403', 'notPermitted')
  if (!session.members.has(command.connectionId)) return refuse('404', 'connectionNotFound')
  return accept(
    ...session.streams.keysBy('connectionId', command.connectionId).map((id) => ({
      fact: { is: 'stream.deleted', streamId: id, reason: 'forceDisconnected' } as const,
      audience: { to: 'except', connectionId: command.connectionId } as const,
    })),
    tellAll({ is: 'connection.deleted', connectionId: command.connectionId, reason: 'forceDisconnected' }),
  )
}
