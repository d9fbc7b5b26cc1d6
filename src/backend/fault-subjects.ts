/** The ids of a command or a fact on which a fault can be matched, such as the stream or the person. */

import type { Subject } from '../kernel/hazard.ts'
import type { Command } from '../wire/commands.ts'
import type { Fact, RoutedFact } from '../wire/facts.ts'
import type { Change } from './evolve.ts'
import type { SessionState } from './state.ts'

const ownerIn = (fact: Fact): string | undefined =>
  'connectionId' in fact ? fact.connectionId : 'stream' in fact ? fact.stream.connectionId : undefined

/** The subject that a fault on a fact may be matched on. */
export function idsIn(fact: Fact, sessionId?: string, client?: string | null): Subject {
  const streamId = 'streamId' in fact ? fact.streamId : 'stream' in fact ? fact.stream.id : undefined
  const connectionId = ownerIn(fact)
  const name = 'stream' in fact ? fact.stream.name : undefined
  const tracks = 'stream' in fact ? fact.stream.channels.length : undefined
  const subscriberId = 'subscriberId' in fact ? (fact.subscriberId ?? undefined) : undefined
  return { client, sessionId, streamId, connectionId, name, tracks, subscriberId }
}

/** The subject that a fault on a fact of a session may be matched on: also the client that the fact is about, or that alone is told. */
export function factSubject(session: SessionState, { fact, audience }: RoutedFact): Subject {
  const whose = audience.to === 'only' ? audience.connectionId : ownerIn(fact)
  const client = whose === undefined ? undefined : session.members.get(whose)?.clientId
  return idsIn(fact, session.id, client)
}

/** The client that asks, and its session. */
interface Asking {
  readonly client?: string
  readonly sessionId?: string
  readonly connectionId?: string | undefined
}

/** The subject that a fault on a request may be matched on. */
export function idsAsked(command: Command, { client, sessionId, connectionId }: Asking = {}): Subject {
  const streamId = 'streamId' in command ? command.streamId : 'stream' in command ? command.stream.id : undefined
  const name = 'stream' in command ? command.stream.name : undefined
  const target = command.method === 'connection.delete' ? command.connectionId : undefined
  const type = command.method === 'signal.signal' ? command.signal.type : undefined
  const reason = 'reason' in command ? command.reason : undefined
  const muted = 'muted' in command ? command.muted : undefined
  return { streamId, name, target, type, reason, muted, client, sessionId, connectionId }
}

/** A fact whose description of media was garbled on its way. */
export function spoiled(fact: Fact, quality: string | undefined): Fact {
  if (!('quality' in fact) || (quality !== 'bad' && quality !== 'empty')) return fact
  return { ...fact, quality }
}

/** The details of a change that the journal keeps. By hand: spreading objects of many shapes costs ten times as much. */
export function noteOf(sessionId: string, change: Change): Readonly<Record<string, unknown>> {
  const note: Record<string, unknown> = { sessionId }
  const parts: Readonly<Record<string, unknown>> = change
  for (const key in parts) if (key !== 'is') note[key] = parts[key]
  return note
}
