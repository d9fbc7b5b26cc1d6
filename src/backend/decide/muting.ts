/** A stream is muted, or is to be muted as its publisher comes: the client of the publisher turns its sound off itself. */

import type { RoutedFact } from '../../wire/facts.ts'
import type { StreamRecord } from '../../wire/records.ts'
import type { SessionState } from '../state.ts'
import { tellOnly } from './decision.ts'

/**
 * A stream is muted: the client of its publisher is told, and turns its sound off itself. A participant has no client, and
 * is muted at once, as a client would be (recorded: `moderation/own-stream-muted`).
 */
export function muting(session: SessionState, { id: streamId, connectionId, channels }: StreamRecord): RoutedFact[] {
  const muteFact = tellOnly(connectionId, { is: 'stream.muted', streamId, active: true })
  if (session.members.get(connectionId)?.clientId !== null) return [muteFact]
  const heard = channels.filter(({ type, active }) => type === 'audio' && active)
  const silenced = heard.map(
    ({ id: channelId }): RoutedFact => ({
      fact: { is: 'channel.updated', streamId, channelId, change: { active: false } },
      audience: { to: 'except', connectionId },
    }),
  )
  return [muteFact, ...silenced]
}

/** Whether everybody comes in muted: a moderator or the service has muted the session, or its rules say so. */
export const mutesOnEntry = ({ muted, rules }: SessionState): boolean => muted || rules().muteOnEntry
