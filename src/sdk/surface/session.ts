import type { CompletionHandler, OTError } from './error.ts'
import type { Dimensions, Event, SessionOTEventEmitter } from './event.ts'
import type { IceConfig, PublisherProperties, SubscriberProperties } from './properties.ts'
import type { Publisher, PublisherReference } from './publisher.ts'
import type { Connection, ConnectionReference, Stream, StreamReference } from './stream.ts'
import type { Subscriber, SubscriberReference } from './subscriber.ts'

/** Somebody who may not be there any more: who is not, is refused as the SDK refuses it. */
type Absent<T> = T | null | undefined

/** How much the machine has to do. */
export type CpuPerformanceState = 'nominal' | 'fair' | 'serious' | 'critical'

/** The events of a session, by name. */
export interface SessionEvents {
  archiveStarted: Event<'archiveStarted', Session> & { readonly id: string; readonly name: string }
  archiveStopped: Event<'archiveStopped', Session> & { readonly id: string; readonly name: string }
  connectionCreated: Event<'connectionCreated', Session> & { readonly connection: Connection }
  connectionDestroyed: Event<'connectionDestroyed', Session> & {
    readonly connection: Connection
    readonly reason: string
  }
  cpuPerformanceChanged: Event<'cpuPerformanceChanged', Session> & {
    readonly cpuPerformanceState: CpuPerformanceState
  }
  sessionConnected: Event<'sessionConnected', Session>
  /**
   * `preventDefault()` keeps the elements of subscribers, not those of publishers (recorded:
   * `session.disconnect/both-preventDefault`).
   */
  sessionDisconnected: Event<'sessionDisconnected', Session> & { readonly reason: string }
  sessionReconnected: Event<'sessionReconnected', Session>
  sessionReconnecting: Event<'sessionReconnecting', Session>
  /** Every signal, whatever its type; one with a type is heard as `signal:type` too. */
  signal: Event<'signal', Session> & {
    readonly type?: string
    readonly data?: string
    readonly from: Connection | null
  }
  /** Somebody else publishes; an own stream is announced on its publisher (recorded: area `publish`). */
  streamCreated: Event<'streamCreated', Session> & { readonly stream: Stream }
  /** `preventDefault()` keeps the elements of its subscribers. */
  streamDestroyed: Event<'streamDestroyed', Session> & { readonly stream: Stream; readonly reason: string }
  streamPropertyChanged: Event<'streamPropertyChanged', Session> & { readonly stream: Stream } & (
      | { readonly changedProperty: 'hasAudio'; readonly oldValue: boolean; readonly newValue: boolean }
      | { readonly changedProperty: 'hasCaptions'; readonly oldValue: boolean; readonly newValue: boolean }
      | { readonly changedProperty: 'hasVideo'; readonly oldValue: boolean; readonly newValue: boolean }
      | { readonly changedProperty: 'videoDimensions'; readonly oldValue: Dimensions; readonly newValue: Dimensions }
    )
  /** A moderator has muted the session, or lifted that. */
  muteForced: Event<'muteForced', Session>
}

/** A list of streams or connections, undocumented and used by applications. */
export interface SessionCollection<T> {
  length(): number
  get(id: string): T | undefined
  has(id: string): boolean
  at(index: number): T | undefined
  all(): T[]
  find(match: ((item: T) => boolean) | object): T | null | undefined
  where(match?: ((item: T) => boolean) | object): T[]
  map<U>(make: (item: T, index: number) => U): U[]
  forEach(visit: (item: T, index: number) => void): this
}

/** A signal, as it is sent. */
export interface SignalOptions {
  /** At most 128 characters out of letters, digits, `-`, `.`, `_` and `~`. */
  type?: string
  /** At most 8192 characters as JSON: a plain text of 8190. */
  data?: string
  /** One of the session's own connections; left out: everybody. */
  to?: ConnectionReference
  /** False: fails at once while the session reconnects, instead of waiting. Default true. */
  retryAfterReconnect?: boolean
}

/**
 * A session, and the own place in it (reference: Session).
 *
 * @example
 * const session = OT.initSession(applicationId, sessionId)
 * session.connect(token, (error) => error ? explain(error) : session.publish(publisher))
 */
export interface Session extends SessionOTEventEmitter<SessionEvents, Session, Connection> {
  /** The permissions of the session's own token, as 0 and 1; all 0 unless connected (recorded: area `capabilities`). */
  readonly capabilities: {
    readonly forceDisconnect: number
    readonly forceUnpublish: number
    readonly forceMute: number
    readonly publish: number
    readonly subscribe: number
  }
  /** The own connection; null unless connected (recorded: `session.property/connection/*`). */
  readonly connection?: Connection
  readonly sessionId: string
  /** Undocumented, and used by applications: the same as `sessionId`. */
  readonly id: string
  /** Undocumented, and used by applications: the key and the token of the last `connect()`, as they were given; the token is null once the session has ended. */
  readonly apiKey?: string | undefined
  readonly token?: string | null | undefined
  /** Undocumented, and used by applications: all streams, own ones included. */
  readonly streams: SessionCollection<Stream>
  /** Undocumented, and used by applications: all connections, the own one included. */
  readonly connections: SessionCollection<Connection>
  /** Undocumented: `disconnected`, `connecting`, `connected`, `migrating` or `disconnecting`. */
  readonly currentState: string

  /**
   * Joins. A call while it is connecting or connected is ignored, its handler dropped (recorded:
   * `session.connect.promise/already-connected`, `live/session/while-connecting/connect`).
   * Fails with `OT_AUTHENTICATION_ERROR` (1004), `OT_INVALID_SESSION_ID` (1005), `OT_CONNECT_FAILED` (1006) and others.
   *
   * @example
   * await session.connect.promise(token)
   */
  readonly connect: {
    <E extends object = OTError>(token: string, callback?: CompletionHandler<E>): Session
    promise: (token: string) => Promise<Session>
  }
  /** Leaves; resolves when it is done, at once where there is nothing to leave. */
  disconnect(): Promise<void>
  /** Moderators: new streams are no longer muted. */
  disableForceMute(): Promise<void>
  /** Moderators: sends somebody away. */
  forceDisconnect<E extends object = OTError>(
    connection: Absent<ConnectionReference>,
    callback?: CompletionHandler<E>,
  ): Promise<void>
  /** Moderators: ends a stream. */
  forceUnpublish<E extends object = OTError>(
    stream: Absent<StreamReference>,
    callback?: CompletionHandler<E>,
  ): Promise<void>
  /** Moderators: mutes a stream. */
  forceMuteStream(stream: Absent<StreamReference>): Promise<void>
  /**
   * Moderators: mutes everybody except the owners of the given streams. Streams that are published later are muted too, until
   * `disableForceMute()`.
   */
  forceMuteAll(excludedStreams?: StreamReference[]): Promise<void>
  /** The publisher of an own stream. Throws an Error for what is no stream. */
  getPublisherForStream(stream: Absent<StreamReference>): Publisher | undefined
  /**
   * The subscribers of a stream, which may be none or several, whatever the declaration says. Throws a native TypeError without a
   * stream.
   */
  getSubscribersForStream(stream: Absent<StreamReference>): [Subscriber]
  /** Whether it is connected; true while it reconnects. */
  isConnected(): boolean
  /**
   * Publishes; without a publisher, makes one for a target element. Gives null when the session does not allow it, undefined
   * when the publisher cannot be published (recorded: `session.publish/not-connected-null-publisher`), whatever the declaration
   * says. Throws a native TypeError for `preferredVideoCodecs` that are none.
   *
   * @example
   * session.publish(publisher, (error) => error && explain(error))
   */
  readonly publish: {
    <E extends object = OTError>(publisher: Absent<PublisherReference>, callback?: CompletionHandler<E>): Publisher
    <E extends object = OTError>(
      targetElement: string | HTMLElement,
      properties?: PublisherProperties,
      callback?: CompletionHandler<E>,
    ): Publisher
    promise: (
      publisherOrTarget: Absent<PublisherReference> | string | HTMLElement,
      properties?: PublisherProperties,
    ) => Promise<Publisher>
  }
  /** From 8 to 256 characters. Rejects with `OT_INVALID_ENCRYPTION_SECRET` else. */
  setEncryptionSecret(secret: string): Promise<void>
  /** Rejects with `OT_INVALID_PARAMETER` for what is no configuration. */
  setIceConfig(iceConfig: IceConfig): Promise<void>
  /**
   * Sends a signal to everybody, the sender included, or to one. A handler and the promise are both told.
   *
   * @example
   * await session.signal({ type: 'chat', data: 'Hello' })
   */
  signal<E extends object = OTError>(signal: SignalOptions, callback?: CompletionHandler<E>): Promise<void>
  /**
   * Subscribes to a stream; gives undefined for what fails at once (recorded: `session.subscribe/not-connected-null-stream`), and
   * throws a native TypeError for a plain object that looks like a stream (recorded: `session.subscribe/stream-plain-object-full`).
   *
   * @example
   * const subscriber = await session.subscribe.promise(stream, 'others', { insertMode: 'append' })
   */
  readonly subscribe: {
    <E extends object = OTError>(
      stream: Absent<StreamReference>,
      targetElement?: HTMLElement | string,
      properties?: SubscriberProperties,
      callback?: CompletionHandler<E>,
    ): Subscriber
    promise: (
      stream: Absent<StreamReference>,
      targetElement?: HTMLElement | string,
      properties?: SubscriberProperties,
    ) => Promise<Subscriber>
  }
  /**
   * Takes a publisher out of the session, and destroys it unless `preventDefault()` says no; all before it returns. Throws an Error for
   * what is no publisher.
   */
  unpublish(publisher: Absent<PublisherReference>): void
  /** Gives true, or false for a subscriber that has no stream any more. Throws an Error for what is no subscriber. */
  unsubscribe(subscriber: Absent<SubscriberReference>): void
}
