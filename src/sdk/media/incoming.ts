import type { IceState } from '../../contract/peer-path.ts'
import type { Media } from '../../ports/track.ts'
import type { OfferQuality } from '../../wire/facts.ts'
import type { Reply } from '../../wire/replies.ts'
import type { SessionLink } from '../base/session-link.ts'
import type { Stream } from '../base/stream.ts'
import { armedWords } from './armed-troubles.ts'
import { MediaConnection } from './connection.ts'
import type { FailedStage } from './connection-host.ts'
import { IceWatch, type PathConsequence } from './ice-watch.ts'
import { QualityGauge } from './network-quality.ts'
import { Picture, type PictureHost } from './picture.ts'
import { failedSubscriberMs, picturingMs, preparationMs, trackPatienceMs, trackPollMs } from './timing.ts'

export interface TracksThere {
  readonly audio: boolean
  readonly video: boolean
}

/** The subscriber whose media comes in. */
export interface IncomingHost extends PictureHost {
  readonly session: SessionLink | null
  readonly stream: Stream | null
  readonly streamId: string | undefined
  readonly id: string
  /** The tracks that the application wants to receive. */
  readonly wanted: TracksThere
  /** Whether the subscriber has been shown already. */
  readonly isLoaded: boolean
  /** The media of the stream is there; nothing is shown yet. */
  mediaCame(media: Media): void
  /** The stream is received and seen. */
  received(): void
  connectionFailed(stage: FailedStage): void
  /** Media was there, and its connection was gone before it could be shown. */
  neverShown(): void
  announce(what: 'connected' | 'disconnected'): void
  /** The path has failed and stayed so. */
  connectionAbandoned(): void
  secretChanged(event: 'encryptionSecretMismatch' | 'encryptionSecretMatch'): void
}

/**
 * How a subscriber comes by its media, from the offer to the picture, and what becomes of it afterwards: over a connection to
 * the router, or in a relayed session to the publisher.
 */
export class IncomingMedia {
  /** How well it is carried. */
  readonly quality: QualityGauge = new QualityGauge()
  readonly #host: IncomingHost
  readonly #watch: IceWatch = new IceWatch()
  readonly #picture: Picture
  readonly #decryption: Decryption = new Decryption()
  readonly #since: number
  #connection: MediaConnection | null = null
  #connected = false
  #loops = false
  #isCarriedThere = true
  /** Ways to the other side that became known before there was a connection. */
  #early = 0
  #closed = false
  #isReported = false
  #shown = false
  #hasReceived = false

  constructor(host: IncomingHost) {
    this.#host = host
    this.#since = host.client.clock.now()
    this.#picture = new Picture(host, () => this.#seen())
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
    if (moves) this.#disconnect()
    if (this.#connection !== null || session === null) return this.#connection?.offered(usable)
    const connection = this.#connect()
    for (; this.#early > 0; this.#early--) connection.trickled()
    connection.prepare(() => session.offers.add(() => connection.isClosed || connection.offered(usable)))
  }

  answered(quality: OfferQuality): void {
    this.#connection?.answered(quality)
  }

  /** In a relayed session the first way to the publisher is known before its offer is there. */
  trickled(): void {
    if (this.#connection === null) this.#early++
    else this.#connection.trickled()
  }

  /** The messaging connection is back: a path that is down is sought anew, but in a relayed session. */
  restart(): void {
    const { session } = this.#host
    if (session?.hasLine === true && session.info?.relayed !== true) this.#connection?.restart()
  }

  /** The media of an own publisher is shown as it is: no connection is made (recorded: `session.subscribe/own-stream`). */
  loopBack(media: Media): void {
    this.#connected = true
    this.#loops = true
    this.#picture.flows()
    this.#show(media)
  }

  /**
   * The service, or the publisher, has turned the picture off: none is waited for (observed: `live/programs/picture-off-while-subscribing`,
   * `live/picture/off-while-subscribing`).
   */
  withoutPicture(): void {
    this.#picture.flows()
  }

  /** The network of the publisher carries its media, or does not any more: a relayed path ends there. */
  carryThere(carried: boolean): void {
    this.#isCarriedThere = carried
    if (this.#host.session?.info?.relayed === true) this.#connection?.carryThere(carried)
    this.#carriageChanged()
  }

  /** Whether media comes in. */
  get flows(): boolean {
    return this.#loops || (this.#isCarriedThere && this.#connection?.flows === true)
  }

  /** Whether anything has come in yet: before that, statistics know no sound and no picture (observed: `live/statistics/subscriber-in-its-turn`). */
  get hasReceived(): boolean {
    return this.#loops || this.#hasReceived
  }

  /** Ends the connection; media that was about to be shown is missed after a while. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#disconnect()
    this.#picture.lost(() => this.#host.neverShown())
  }

  /** The secret with which frames are encrypted, or the one with which they are decrypted, may have changed. */
  rekeyed(): void {
    const { stream, session } = this.#host
    const key = stream?._record.channels[0]?.key
    if (this.#isReported && key !== undefined) this.#decrypted(key === session?.frameKey ? 'ok' : 'mismatch')
  }

  /** A test author says that the media cannot be decrypted, whether the session is encrypted or not. */
  undecryptable(): void {
    this.#turned('mismatch')
  }

  #connect(): MediaConnection {
    const { client, identity } = this.#host
    const connection: MediaConnection = new MediaConnection({
      client,
      side: 'subscriber',
      identity,
      kind: 'work',
      scoredFrom: this.#since,
      watched: () => [],
      preparationMs: () => preparationMs.subscriber,
      servers: () => this.#host.session?.options.iceConfig?.customServers ?? [],
      isAwaited: () => !this.#host.isLoaded,
      send: (what, fresh, answered) => this.#send(what, fresh, answered),
      failed: (stage, recovers) => this.#failed(stage, recovers),
      ice: (state) => this.#iceBecame(state),
      tracks: () => this.#tracksCame(),
      path: () => this.#after(picturingMs, () => this.#received(), 'the first picture'),
      carried: () => this.#carriageChanged(),
      decrypted: (outcome) => this.#decrypted(outcome),
    })
    this.#connection = connection
    return connection
  }

  #carriageChanged(): void {
    this.#received()
    this.quality.flowsAnew()
  }

  #received(): void {
    if (!this.flows) return
    this.#hasReceived = true
    this.#picture.flows()
  }

  #disconnect(): void {
    this.#connection?.close()
    this.#connection = null
  }

  #send(what: 'offer' | 'answer' | 'candidate', fresh: boolean, answered: (reply: Reply) => void): void {
    const { session, streamId, id } = this.#host
    if (session === null || streamId === undefined) return
    session.request({ method: `subscriber.${what}`, streamId, subscriberId: id, fresh }, answered)
  }

  #iceBecame(state: IceState): void {
    const { session } = this.#host
    const isRelayed = session?.info?.relayed === true
    for (const consequence of this.#watch.became(state, { isRelayed, hasLine: session?.hasLine === true })) {
      this.#bringAbout(consequence)
    }
    if (state !== 'connected') return
    this.#connected = true
    this.#look()
  }

  #bringAbout(consequence: PathConsequence): void {
    const host = this.#host
    if (consequence === 'sought-anew') this.#restartSoon()
    else if (consequence === 'fails-soon') this.#awaitEnd()
    else if (consequence === 'connected' || consequence === 'disconnected')
      this.#after(0, () => host.announce(consequence), `the event ${consequence}`)
    else if (host.isLoaded) host.widget.update({ loading: consequence === 'loading' })
  }

  #failed(stage: FailedStage, recovers: boolean | null): void {
    const reconnection = recovers ?? this.#host.session?.info?.reconnection === true
    if (stage === 'ice' && reconnection && this.#host.isLoaded) return
    this.#host.connectionFailed(stage)
  }

  // A turn later, so that the wait for the path to fail for good begins all the same (recorded:
  // `webrtc/subscribed/ice-disconnected-forever`, 12 s from the disconnection).
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
      if (this.#watch.isFailed) this.#host.connectionAbandoned()
    }
    client.clock.after(failedSubscriberMs, run, {
      what: 'the end of a subscriber whose path has failed',
      kind: this.#host.isLoaded ? 'calendar' : 'work',
    })
  }

  // How long the SDK waits, once the first track is there: until sound is there, then until all that is expected is, each for
  // two seconds.
  #tracksCame(): void {
    const { client, stream, wanted } = this.#host
    if (stream === null) return
    const there = this.#carried(stream)
    const expected = { audio: stream.hasAudio && wanted.audio, video: stream.hasVideo && wanted.video }
    const complete = (there.audio || !expected.audio) && (there.video || !expected.video)
    const waits = [there.audio, complete].map((isThere) => (isThere ? trackPollMs : trackPatienceMs))
    const come = (): void => {
      if (this.#closed || this.#host.stream === null) return
      const { width, height } = stream.videoDimensions
      this.#show(client.devices.receive({ ...there, width, height, name: stream.name }))
    }
    const delayMs = waits.reduce((sum, wait) => sum + wait, 0)
    this.#after(delayMs, come, 'the tracks of a subscriber')
  }

  #carried(stream: Stream): TracksThere {
    const { carries } = this.#host.client.media
    const has = (type: 'audio' | 'video'): boolean =>
      carries === null ? stream._record.channels.some((channel) => channel.type === type) : carries === type
    return { audio: has('audio'), video: has('video') }
  }

  // Media of another connection takes the place of the first without a word (recorded: `webrtc/migration/server-rotation-*`).
  #show(media: Media): void {
    if (this.#shown) return
    this.#shown = true
    this.#host.mediaCame(media)
    const { wanted, stream } = this.#host
    // A picture that its publisher has turned off is not waited for (observed: `live/picture/off-before-subscribing`).
    if (!this.#closed) this.#picture.show(media, wanted.video && stream?.hasVideo === true)
  }

  #seen(): void {
    this.#host.widget.update({ loading: false })
    this.#look()
  }

  #look(): void {
    if (this.#isReported || this.#closed || !this.#connected || !this.#picture.isSeen) return
    this.#isReported = true
    this.#host.received()
    this.rekeyed()
  }

  #decrypted(outcome: string): void {
    if (this.#host.session?.frameKey !== undefined) this.#turned(outcome)
  }

  #turned(outcome: string): void {
    const event = this.#decryption.became(outcome)
    if (event !== null) this.#host.secretChanged(event)
  }

  #after(delayMs: number, run: () => void, what: string): void {
    this.#host.client.clock.after(delayMs, run, { what, kind: 'work' })
  }
}

/** The names, of the test author's API and of the vocabulary, for frames that the secret does not fit. */
const mismatches: readonly string[] = ['FailedToAuthenticate', 'mismatch']

/**
 * Whether the media that comes in can be decrypted, and when that is told: once when it turns, one way or the other (recorded:
 * `webrtc/encryption/subscribed-decryption-fails`).
 */
export class Decryption {
  #fails = false

  /** The event that tells of an outcome, or null. Only a wrong secret has an event (recorded: `webrtc/encryption/*`). */
  became(outcome: string): 'encryptionSecretMismatch' | 'encryptionSecretMatch' | null {
    const fails = mismatches.includes(outcome)
    if ((!fails && outcome !== 'ok') || fails === this.#fails) return null
    this.#fails = fails
    return fails ? 'encryptionSecretMismatch' : 'encryptionSecretMatch'
  }
}
