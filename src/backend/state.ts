/** The state of one session at the service: its members, streams, subscribers, recordings and rules. */

import type { Permission, Role } from '../contract/roles.ts'
import type { ArchiveRecord, ConnectionRecord, StreamRecord } from '../wire/records.ts'
import { IndexedMap, type ReadonlyIndexedMap } from './indexed-map.ts'

/** The member behind a connection: a client that is told facts, or a participant that the test author drives. */
export interface Member {
  readonly connection: ConnectionRecord
  readonly role: Role
  readonly permissions: readonly Permission[]
  /** The client to which facts are delivered; null for a participant. */
  readonly clientId: string | null
  /** The name of a participant; left out for clients. */
  readonly name?: string
}

/** The subscriptions of a session, by the subscriber's id. */
export interface SubscriberRecord {
  readonly streamId: string
  readonly connectionId: string
}

export interface SessionState {
  readonly id: string
  readonly members: ReadonlyMap<string, Member>
  readonly streams: ReadonlyIndexedMap<StreamRecord, 'connectionId'>
  /** Streams that were accepted and are not announced yet. */
  readonly pending: ReadonlyIndexedMap<StreamRecord, 'connectionId'>
  readonly subscribers: ReadonlyIndexedMap<SubscriberRecord, 'connectionId' | 'streamId'>
  readonly archives: ReadonlyMap<string, ArchiveRecord>
  /** Connections whose network carries no media. */
  readonly cutOff: ReadonlySet<string>
  readonly muted: boolean
  /** A test author may change them. An accessor in their place would outlive the world (docs/performance.md). */
  readonly rules: () => SessionRules
}

/** When a client's stream is announced in a routed session: on its creation, on the answer to its offer, or once its media arrives. */
export type Announcing = 'created' | 'answered' | 'arrived'

/** The rules of one session at the service. */
export interface SessionRules {
  readonly reconnection: boolean
  /** Relayed: media go between the clients, without a router. */
  readonly relayed: boolean
  readonly encrypted: boolean
  readonly muteOnEntry: boolean
  readonly maxConnections: number | null
  readonly maxStreams: number | null
  /** Whether the router asks publishers for their media. */
  readonly negotiated: boolean
  readonly announced: Announcing
}

export const defaultRules: SessionRules = {
  reconnection: true,
  relayed: false,
  encrypted: false,
  muteOnEntry: false,
  maxConnections: null,
  maxStreams: null,
  negotiated: true,
  announced: 'arrived',
}

/** The streams of one connection, announced ones alone. */
export const streamsOf = ({ streams }: SessionState, connectionId: string): readonly StreamRecord[] =>
  streams.keysBy('connectionId', connectionId).flatMap((id) => streams.get(id) ?? [])

/** The writable face of a session, for `evolve` alone. */
export interface SessionInPlace {
  readonly id: string
  readonly members: Map<string, Member>
  readonly streams: IndexedMap<StreamRecord, 'connectionId'>
  readonly pending: IndexedMap<StreamRecord, 'connectionId'>
  readonly subscribers: IndexedMap<SubscriberRecord, 'connectionId' | 'streamId'>
  readonly archives: Map<string, ArchiveRecord>
  readonly cutOff: Set<string>
  muted: boolean
  readonly rules: () => SessionRules
}

/** A session in which nobody is yet. An object that is written down whole would be old at once, with all that is in it (docs/performance.md). */
class NewSession implements SessionInPlace {
  readonly members: Map<string, Member> = new Map()
  readonly streams: SessionInPlace['streams'] = new IndexedMap('connectionId')
  readonly pending: SessionInPlace['pending'] = new IndexedMap('connectionId')
  readonly subscribers: SessionInPlace['subscribers'] = new IndexedMap('connectionId', 'streamId')
  readonly archives: Map<string, ArchiveRecord> = new Map()
  readonly cutOff: Set<string> = new Set()
  muted = false
  readonly id: string
  readonly rules: () => SessionRules

  constructor(id: string, rules: () => SessionRules) {
    this.id = id
    this.rules = rules
  }
}

export const newSession = (id: string, rules: () => SessionRules): SessionInPlace => new NewSession(id, rules)

/** Whether nothing would be lost with a session: nobody and nothing is in it, or has been decided about it. */
export const isForgettable = ({ members, streams, pending, archives, muted }: SessionState): boolean =>
  members.size + streams.size + pending.size === 0 &&
  !muted &&
  [...archives.values()].every(({ status }) => status === 'stopped')
