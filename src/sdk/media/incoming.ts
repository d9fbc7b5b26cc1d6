import type { OfferQuality } from '../../wire/facts.ts'
import type { Reply } from '../../wire/replies.ts'
import type { Client } from '../base/client.ts'
import type { IceState } from '../base/media-conditions.ts'
import type { SessionLink } from '../base/session-link.ts'
import { armedWords, type PeerIdentity } from './armed.ts'
import { MediaConnection } from './connection.ts'
import type { FailedStage } from './connection-host.ts'
import { IceWatch } from './ice-watch.ts'
import { failedSubscriberMs, picturingMs } from './timing.ts'

/** The subscriber whose media comes in. */
export interface IncomingHost {
  readonly client: Client
  readonly session: SessionLink | null
  readonly streamId: string | undefined
  readonly id: string
  readonly identity: () => Omit<PeerIdentity, 'side' | 'index'>
  /** Whether the subscriber has been shown already. */
  readonly isLoaded: boolean
  connectionFailed(stage: FailedStage): void
  /** The first tracks are there. */
  tracks(): void
  /** A picture can be shown. */
  pictured(): void
  /** The path stands for the first time. */
  connectedOnce(): void
  announce(what: 'connected' | 'disconnected'): void
  loading(loading: boolean): void
  /** The path has failed and stayed so. */
  givenUp(): void
  decrypted(outcome: string): void
}

/** The connection of a subscriber: to the router, or in a relayed session to the publisher. */
export class IncomingMedia {
  readonly #host: IncomingHost
  readonly #watch: IceWatch
  #connection: MediaConnection | null = null

  constructor(host: IncomingHost) {
    this.#host = host
    this.#watch = new IceWatch({
      isRelayed: () => host.session?.info?.relayed === true,
      isSocketConnected: () => host.session?.hasLine === true,
      restart: () => this.#restartSoon(),
      failing: () => this.#awaitEnd(),
      announce: (what) => this.#after(0, () => host.announce(what), `the event ${what}`),
      loading: (loading) => host.loading(loading),
    })
  }

  /** The connection, where there is one that is open. */
  get connection(): MediaConnection | null {
    return this.#connection
  }

  /** Media is offered: for the first time, or anew. */
  offered(quality: OfferQuality): void {
    const usable = quality === 'good' && armedWords(this.#host.client, 'media:codecs', this.#host.identity()) === null
    const { session } = this.#host
    // The router of another server is reached by a connection of its own (recorded: `webrtc/migration/server-rotation-*`).
    const moves = session?.state === 'migrating' && session.info?.relayed !== true
    if (moves) this.close()
    if (this.#connection !== null || session === null) return this.#connection?.offered(usable)
    const connection = this.#connect()
    session.offers.add(() => connection.isClosed || connection.offered(usable))
  }

  answered(quality: OfferQuality): void {
    this.#connection?.answered(quality)
  }

  trickled(): void {
    this.#connection?.trickled()
  }

  /** The messaging connection is back: a path that is down is sought anew, but in a relayed session. */
  restart(): void {
    const { session } = this.#host
    if (session?.hasLine === true && session.info?.relayed !== true) this.#connection?.restart()
  }

  close(): void {
    this.#connection?.close()
    this.#connection = null
  }

  #connect(): MediaConnection {
    const { client, identity } = this.#host
    const connection: MediaConnection = new MediaConnection({
      client,
      side: 'subscriber',
      identity,
      kind: 'work',
      send: (what, fresh, answered) => this.#send(what, fresh, answered),
      failed: (stage, recovers) => this.#failed(stage, recovers),
      ice: (state) => this.#iceBecame(state),
      tracks: () => this.#host.tracks(),
      path: () => this.#after(picturingMs, () => this.#host.pictured(), 'the first picture'),
      decrypted: (outcome) => this.#host.decrypted(outcome),
    })
    this.#connection = connection
    return connection
  }

  #send(what: 'offer' | 'answer' | 'candidate', fresh: boolean, answered: (reply: Reply) => void): void {
    const { session, streamId, id } = this.#host
    if (session === null || streamId === undefined) return
    session.request({ method: `subscriber.${what}`, streamId, subscriberId: id, fresh }, answered)
  }

  #iceBecame(state: IceState): void {
    this.#watch.became(state)
    if (state === 'connected') this.#host.connectedOnce()
  }

  #failed(stage: FailedStage, recovers: boolean | null): void {
    const reconnection = recovers ?? this.#host.session?.info?.reconnection === true
    if (stage === 'ice' && reconnection && this.#host.isLoaded) return
    this.#host.connectionFailed(stage)
  }

  // A turn later, so that the wait for the path to fail for good begins all the same (recorded: 12 s from a disconnection).
  #restartSoon(): void {
    const connection = this.#connection
    void Promise.resolve().then(() => {
      if (this.#host.session?.hasLine === true) connection?.restart()
    })
  }

  // Two seconds are given to a restart that the return of the messaging connection may have set off.
  #awaitEnd(): void {
    const { client } = this.#host
    const run = (): void => {
      if (this.#watch.isFailed) this.#host.givenUp()
    }
    client.clock.after(failedSubscriberMs, run, {
      what: 'the end of a subscriber whose path has failed',
      kind: 'calendar',
    })
  }

  #after(delayMs: number, run: () => void, what: string): void {
    this.#host.client.clock.after(delayMs, run, { what, kind: 'work' })
  }
}
