import type { Permission, Role } from '../contract/roles.ts'

export interface ConnectionRecord {
  readonly id: string
  readonly data: string
  /** When it joined, in milliseconds since the Unix epoch. */
  readonly created: number
}

export type VideoType = 'camera' | 'screen' | 'custom'

/** One track of a stream as it travels: its description, never its media. */
export interface ChannelRecord {
  readonly id: string
  readonly type: 'audio' | 'video'
  readonly active: boolean
  readonly width: number
  readonly height: number
  readonly frameRate: number
  readonly source: VideoType
  readonly muted: boolean
  readonly captions: boolean
}

export type ChannelChange = Partial<Omit<ChannelRecord, 'id' | 'type'>>

export interface StreamRecord {
  readonly id: string
  readonly connectionId: string
  readonly name: string
  readonly initials: string
  readonly created: number
  readonly channels: readonly ChannelRecord[]
}

export interface ArchiveRecord {
  readonly id: string
  readonly name: string
  readonly status: string
}

/** Who stands behind a connection: a client that is told facts, or somebody whom the test author drives. */
export interface Member {
  readonly connection: ConnectionRecord
  readonly role: Role
  readonly permissions: readonly Permission[]
  /** The client to which facts are delivered; null for a participant. */
  readonly clientId: string | null
}

/** Who subscribes to what, by the subscriber's id. */
export interface SubscriberRecord {
  readonly streamId: string
  readonly connectionId: string
}

export interface SessionState {
  readonly id: string
  /** The API key or application id that owns it. */
  readonly key: string
  readonly members: ReadonlyMap<string, Member>
  readonly streams: ReadonlyMap<string, StreamRecord>
  /** Streams that were accepted and are not announced yet. */
  readonly pending: ReadonlyMap<string, StreamRecord>
  readonly subscribers: ReadonlyMap<string, SubscriberRecord>
  readonly archives: ReadonlyMap<string, ArchiveRecord>
  readonly muted: boolean
  readonly rules: SessionRules
}

/** When a client's stream is announced in a routed session: on its creation, on the answer to its offer, or once its media arrives. */
export type Announcing = 'created' | 'answered' | 'arrived'

/** What holds for one session at the service. */
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
  negotiated: false,
  announced: 'created',
}

/** The writable face of a session, for `evolve` alone. */
export interface SessionInPlace {
  id: string
  key: string
  members: Map<string, Member>
  streams: Map<string, StreamRecord>
  pending: Map<string, StreamRecord>
  subscribers: Map<string, SubscriberRecord>
  archives: Map<string, ArchiveRecord>
  muted: boolean
  rules: SessionRules
}

export const newSession = (id: string, key: string, rules: SessionRules): SessionInPlace => ({
  id,
  key,
  members: new Map(),
  streams: new Map(),
  pending: new Map(),
  subscribers: new Map(),
  archives: new Map(),
  muted: false,
  rules,
})
