import type { Media } from '../../ports/track.ts'
import type { Widget } from '../../ports/view.ts'
import type { OfferQuality } from '../../wire/facts.ts'
import type { Client } from '../base/client.ts'
import type { SessionLink } from '../base/session-link.ts'
import type { Stream } from '../base/stream.ts'
import type { PeerIdentity } from './armed.ts'
import type { MediaConnection } from './connection.ts'
import type { FailedStage } from './connection-host.ts'
import { Decryption } from './decryption.ts'
import { frameKey } from './frame-key.ts'
import { IncomingMedia } from './incoming.ts'
import { Picture } from './picture.ts'
import { QualityGauge } from './quality.ts'
import { type TracksThere, waitForTracks } from './track-wait.ts'

/** What can go wrong on the way to the picture. */
export interface ReceptionTroubles {
  connectionFailed(stage: FailedStage): void
  elementFailed(code: number): void
  bindingFailed(thrown: unknown): void
  /** Media was there, and its connection was gone before it could be shown. */
  neverShown(): void
}

/** The subscriber that receives a stream. */
export interface ReceptionHost {
  readonly client: Client
  readonly widget: Widget
  readonly session: SessionLink | null
  readonly stream: Stream | null
  readonly streamId: string | undefined
  readonly id: string
  /** What the application wants to receive. */
  readonly wanted: TracksThere
  readonly isLoaded: boolean
  readonly identity: () => Omit<PeerIdentity, 'side' | 'index'>
  /** The media of the stream is there; nothing is shown yet. */
  mediaCame(media: Media): void
  /** The stream is received and seen. */
  received(): void
  readonly troubles: ReceptionTroubles
  blocked(): void
  announce(what: 'connected' | 'disconnected'): void
  givenUp(): void
  secretChanged(event: 'encryptionSecretMismatch' | 'encryptionSecretMatch'): void
}

/** How a subscriber comes by its media, from the offer to the picture, and what becomes of it afterwards. */
export class Reception {
  /** How well it is carried. */
  readonly quality: QualityGauge = new QualityGauge()
  readonly #host: ReceptionHost
  readonly #incoming: IncomingMedia
  readonly #picture: Picture
  readonly #decryption: Decryption = new Decryption()
  #connected = false
  #closed = false
  #told = false
  #shown = false

  constructor(host: ReceptionHost) {
    this.#host = host
    this.#incoming = new IncomingMedia({
      client: host.client,
      id: host.id,
      get session() {
        return host.session
      },
      get streamId() {
        return host.streamId
      },
      get isLoaded() {
        return host.isLoaded
      },
      identity: host.identity,
      connectionFailed: (stage) => host.troubles.connectionFailed(stage),
      tracks: () => this.#tracksCame(),
      pictured: () => this.#picture.flows(),
      connectedOnce: () => this.#connectedOnce(),
      announce: (what) => host.announce(what),
      loading: (loading) => host.isLoaded && host.widget.update({ loading }),
      givenUp: () => host.givenUp(),
      decrypted: (outcome) => this.#decrypted(outcome),
    })
    this.#picture = new Picture({
      client: host.client,
      widget: host.widget,
      identity: host.identity,
      seen: () => this.#seen(),
      failed: (code) => host.troubles.elementFailed(code),
      refused: (thrown) => host.troubles.bindingFailed(thrown),
      blocked: () => host.blocked(),
    })
  }

  /** The connection, where there is one that is open. */
  get connection(): MediaConnection | null {
    return this.#incoming.connection
  }

  offered(quality: OfferQuality): void {
    this.#incoming.offered(quality)
  }

  answered(quality: OfferQuality): void {
    this.#incoming.answered(quality)
  }

  trickled(): void {
    this.#incoming.trickled()
  }

  /** The messaging connection is back. */
  restart(): void {
    this.#incoming.restart()
  }

  /** The media of an own publisher is shown as it is: no connection is made (recorded: `session.subscribe/own-stream`). */
  loopBack(media: Media): void {
    this.#connected = true
    this.#picture.flows()
    this.#show(media)
  }

  /** Ends the connection; media that was about to be shown is missed after a while. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#incoming.close()
    this.#picture.lost(() => this.#host.troubles.neverShown())
  }

  #tracksCame(): void {
    const { client, stream, wanted } = this.#host
    if (stream === null) return
    const there = this.#carried(stream)
    const expected = { audio: stream.hasAudio && wanted.audio, video: stream.hasVideo && wanted.video }
    waitForTracks(client, there, expected, () => {
      if (this.#closed || this.#host.stream === null) return
      const { width, height } = stream.videoDimensions
      this.#show(client.devices.receive({ ...there, width, height, name: stream.name }))
    })
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
    if (!this.#closed) this.#picture.show(media)
  }

  #connectedOnce(): void {
    this.#connected = true
    this.#look()
  }

  #seen(): void {
    this.#host.widget.update({ loading: false })
    this.#look()
  }

  #look(): void {
    if (this.#told || this.#closed || !this.#connected || !this.#picture.isSeen) return
    this.#told = true
    this.#host.received()
    this.rekeyed()
  }

  /** What the frames are encrypted with, or what they are decrypted with, may be something else now. */
  rekeyed(): void {
    const { stream, session } = this.#host
    const key = stream?._record.channels[0]?.key
    if (this.#told && key !== undefined) this.#decrypted(key === frameKey(session) ? 'ok' : 'mismatch')
  }

  /** A test author says that the media cannot be decrypted, whether the session is encrypted or not. */
  undecryptable(): void {
    this.#turned('mismatch')
  }

  #decrypted(outcome: string): void {
    const { session } = this.#host
    if (session?.info?.encrypted === true && session.options.encryptionSecret) this.#turned(outcome)
  }

  #turned(outcome: string): void {
    const event = this.#decryption.became(outcome)
    if (event !== null) this.#host.secretChanged(event)
  }
}
