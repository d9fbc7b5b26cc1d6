/** Everything that a service knows as plain data, and a session that is made from it again: another tab goes on from there. */

import type { ArchiveRecord, StreamRecord } from '../wire/records.ts'
import type { Production } from './productions.ts'
import type { RuleBookSnapshot } from './session-rules.ts'
import { type Member, newSession, type SessionInPlace, type SessionRules, type SubscriberRecord } from './state.ts'

/** One session as plain data. */
export interface SessionSnapshot {
  readonly id: string
  readonly members: readonly Member[]
  readonly streams: readonly StreamRecord[]
  readonly pending: readonly StreamRecord[]
  readonly subscribers: readonly (readonly [subscriberId: string, record: SubscriberRecord])[]
  readonly archives: readonly ArchiveRecord[]
  readonly cutOff: readonly string[]
  readonly muted: boolean
}

/** Everything that a service knows, as plain data: enough for another one to go on from. */
export interface ServiceSnapshot {
  readonly sessions: readonly SessionSnapshot[]
  readonly rules: RuleBookSnapshot
  readonly productions: readonly Production[]
}

export const snapshotOf = (session: SessionInPlace): SessionSnapshot => ({
  id: session.id,
  members: [...session.members.values()],
  streams: [...session.streams.values()],
  pending: [...session.pending.values()],
  subscribers: [...session.subscribers],
  archives: [...session.archives.values()],
  cutOff: [...session.cutOff],
  muted: session.muted,
})

/** The session of a snapshot, from which it goes on. */
export function sessionFrom(snapshot: SessionSnapshot, rules: () => SessionRules): SessionInPlace {
  const session = newSession(snapshot.id, rules)
  for (const member of snapshot.members) session.members.set(member.connection.id, member)
  for (const stream of snapshot.streams) session.streams.set(stream.id, stream)
  for (const stream of snapshot.pending) session.pending.set(stream.id, stream)
  for (const [id, record] of snapshot.subscribers) session.subscribers.set(id, record)
  for (const archive of snapshot.archives) session.archives.set(archive.id, archive)
  for (const connectionId of snapshot.cutOff) session.cutOff.add(connectionId)
  session.muted = snapshot.muted
  return session
}
