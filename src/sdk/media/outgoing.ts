import type { IceState } from '../../contract/peer-path.ts'
import type { OfferQuality } from '../../wire/facts.ts'
import type { Reply } from '../../wire/replies.ts'
import type { Client } from '../base/client.ts'
import { errorOf } from '../base/fail.ts'
import type { SessionLink } from '../base/session-link.ts'
import type { PeerIdentity } from './armed-troubles.ts'
import { MediaConnection } from './connection.ts'
import type { FailedStage, Progress } from './connection-host.ts'
import { QualityGauge } from './network-quality.ts'
import type { OwnLook } from './own-looks.ts'
import { failedPublisherMs, preparationMs } from './timing.ts'

/** The publisher whose media goes out. */
export interface OutgoingHost {
  readonly client: Client
  readonly session: SessionLink | null
  readonly streamId: string | undefined
  /** How long its first picture takes still, in milliseconds. */
  readonly localMedia: { readonly firstPictureMs: number }
  readonly identity: () => Omit<PeerIdentity, 'side' | 'index'>
  /** The media has a way to its subscriber. */
  connected(remote: string | null): void
  /** A connection has failed, and is gone. */
  connectionFailed(stage: FailedStage): void
}

/** The one who takes the media: the router (null), or in a relayed session one subscriber. */
type Remote = string | null

/** A connection of a publisher, and whom it leads to. */
export interface OutgoingConnection {
  readonly subscriberId: string | null
  /** The connection of that subscriber, in its session. */
  readonly connectionId: string | null
  readonly connection: MediaConnection
}

/** The connections of a publisher: one to the router, or one to each subscriber of a relayed session. */
export class OutgoingMedia {
  /** How well it is carried. */
  readonly quality: QualityGauge = new QualityGauge()
  readonly #host: OutgoingHost
  #connections: Map<Remote, MediaConnection> = new Map()
  #connectionIds: Map<Remote, string | null> = new Map()
  #lost: Set<Remote> = new Set()
  #deletions: Set<MediaConnection> = new Set()
  readonly #watched: Set<OwnLook> = new Set()

  constructor(host: OutgoingHost) {
    this.#host = host
  }

  /** The connections that there are, the oldest first. */
  get connections(): readonly OutgoingConnection[] {
    return [...this.#connections].map(([subscriberId, connection]) => {
      const connectionId = this.#connectionIds.get(subscriberId) ?? null
      return { subscriberId, connectionId, connection }
    })
  }

  /** How far the media has come on its way to the router; null: nobody has asked for it. */
  get progress(): Progress | null {
    return this.#connections.get(null)?.progress ?? null
  }

  /** An offer is asked for: a new connection makes one by itself. */
  requested(remote: Remote, connectionId: string | null): void {
    this.#connectionIds.set(remote, connectionId)
    const known = this.#connections.get(remote)
    if (known === undefined) this.#connect(remote)
    else known.requestOffer()
  }

  answered(remote: Remote, quality: OfferQuality): void {
    this.#connections.get(remote)?.answered(quality)
  }

  /** A candidate for a connection that is gone makes the SDK connect anew (recorded: `webrtc/publish/setRemoteDescription-rejects-created-before-media`). */
  trickled(remote: Remote): void {
    const known = this.#connections.get(remote)
    if (known !== undefined) known.trickled()
    else if (this.#lost.has(remote)) this.#connect(remote)
  }

  /** The network of a subscriber of a relayed session carries media, or does not any more. */
  carryThere(subscriberId: string, carried: boolean): void {
    this.#connections.get(subscriberId)?.carryThere(carried)
  }

  /** A subscriber of a relayed session has gone. */
  gone(remote: Remote): void {
    this.#connections.get(remote)?.close()
    this.#connections.delete(remote)
  }

  /** The SDK looks at this too in the statistics of each connection, or does not any more. */
  watch(look: OwnLook, on: boolean): void {
    if (this.#watched.has(look) === on) return
    if (on) this.#watched.add(look)
    else this.#watched.delete(look)
    for (const connection of this.#connections.values()) connection.watch(look, on ? 0 : null)
  }

  /** The messaging connection is back: paths that are down are sought anew. */
  restart(): void {
    for (const connection of this.#connections.values()) connection.restart()
  }

  close(): void {
    for (const connection of this.#connections.values()) connection.close()
    this.#connections.clear()
    this.#lost.clear()
  }

  #connect(remote: Remote): void {
    const { client, identity } = this.#host
    const connection: MediaConnection = new MediaConnection({
      client,
      side: 'publisher',
      identity,
      kind: this.#lost.has(remote) ? 'calendar' : 'work',
      preparationMs: () => preparationMs.publisher + this.#host.localMedia.firstPictureMs,
      servers: () => this.#host.session?.options.iceConfig?.customServers ?? [],
      scoredFrom: null,
      watched: () => [...this.#watched],
      isAwaited: () => false,
      send: (what, fresh, answered) => this.#send(remote, what, fresh, answered),
      failed: (stage, recovers) => this.#failed(remote, connection, stage, recovers),
      ice: (state) => this.#iceBecame(remote, connection, state),
      tracks: () => {},
      path: () => {},
      decrypted: () => {},
      carried: () => this.quality.flowsAnew(),
    })
    this.#connections.set(remote, connection)
    connection.open()
  }

  #send(
    remote: Remote,
    what: 'offer' | 'answer' | 'candidate',
    fresh: boolean,
    answered: (reply: Reply) => void,
  ): void {
    const { session, streamId } = this.#host
    if (session === null || streamId === undefined || what === 'answer') return
    const method = remote === null ? (`stream.${what}` as const) : (`subscriber.${what}` as const)
    session.request({ method, streamId, subscriberId: remote, fresh }, answered)
  }

  #failed(remote: Remote, connection: MediaConnection, stage: FailedStage, recovers: boolean | null): void {
    const reconnection = recovers ?? this.#host.session?.info?.reconnection === true
    if (stage === 'ice' && reconnection) return
    connection.close()
    this.#connections.delete(remote)
    this.#lost.add(remote)
    this.#host.connectionFailed(stage)
  }

  #iceBecame(remote: Remote, connection: MediaConnection, state: IceState): void {
    const { session } = this.#host
    if (state === 'connected') this.#flows(remote, connection)
    else if (state === 'disconnected' && session?.hasLine === true) connection.restart()
    else if (state === 'failed' && remote === null && session?.hasLine === true) this.#awaitDeletion(connection)
  }

  #flows(remote: Remote, connection: MediaConnection): void {
    const { client, session, streamId } = this.#host
    this.#deletions.delete(connection)
    this.#host.connected(remote)
    const connectionId = session?.connection?.id
    if (remote !== null || session === null || streamId === undefined || connectionId === undefined) return
    client.link.media({ sessionId: session.sessionId, connectionId, streamId })
  }

  // The SDK asks for the deletion of the stream without looking whether there is a session any more (recorded:
  // `webrtc/published/ice-failed-then-unpublish-within-5s`).
  #awaitDeletion(connection: MediaConnection): void {
    const { client } = this.#host
    this.#deletions.add(connection)
    const run = (): void => {
      if (!this.#deletions.delete(connection)) return
      const { session, streamId } = this.#host
      if (session === null) client.onUncaught('error', errorOf(client, 'Publisher/ice-failed-then-removed'))
      else if (streamId !== undefined) {
        session.request({ method: 'stream.delete', streamId, reason: 'networkDisconnected' })
      }
    }
    client.clock.after(failedPublisherMs, run, {
      what: 'the deletion of a stream whose path has failed',
      kind: 'calendar',
    })
  }
}
