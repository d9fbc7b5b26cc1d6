/** The end of a connection, as `session.forceDisconnect()` asks for it. */

import type { RoutedFact } from '../../wire/facts.ts'
import type { SessionState } from '../state.ts'
import type { Decide } from './decision.ts'
import { accept, may, refuse, tellAll } from './decision.ts'

/**
 * Ends a connection: its streams go first, then the connection (recorded order: area `remote`). The person who is sent
 * away hears of the connection alone (recorded: `moderation/kicked`).
 */
export function ending(session: SessionState, connectionId: string): readonly RoutedFact[] {
  const streams = session.streams.keysBy('connectionId', connectionId).map((streamId) => ({
    fact: { is: 'stream.deleted', streamId, reason: 'forceDisconnected' } as const,
    audience: { to: 'except', connectionId } as const,
  }))
  return [...streams, tellAll({ is: 'connection.deleted', connectionId, reason: 'forceDisconnected' })]
}

/** A moderator ends somebody's connection. */
export const decideConnectionDelete: Decide<'connection.delete'> = ({ command, by, session }) => {
  if (!may(by, 'forcedisconnect')) return refuse('403', 'notPermitted')
  if (!session.members.has(command.connectionId)) return refuse('404', 'connectionNotFound')
  return accept(...ending(session, command.connectionId))
}
