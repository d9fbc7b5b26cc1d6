import type { Timer } from '../../kernel/clock.ts'
import type { Client } from '../client.ts'
import type { Media, Widget } from '../ports.ts'
import { type ElementIdentity, isPlaybackRefused, showMedia } from './element.ts'
import { failedSubscriberMs, pictureLimitMs } from './timing.ts'

export interface PictureHost {
  readonly client: Client
  readonly widget: Widget
  readonly identity: () => ElementIdentity
  /** The picture is there, or is waited for no longer. */
  seen(): void
  /** The element has failed with this code of a MediaError. */
  failed(code: number): void
  /** Playback with sound was refused. */
  blocked(): void
}

/** What a subscriber shows: media bound to an element, which needs frames to show, and may refuse to play with sound. */
export class Picture {
  readonly #host: PictureHost
  #boundAt: number | null = null
  #loaded = false
  #frames = false
  #isSeen = false
  #limit: Timer | undefined

  constructor(host: PictureHost) {
    this.#host = host
  }

  get isSeen(): boolean {
    return this.#isSeen
  }

  /** @throws what the browser throws where the element does not take the media. */
  bind(media: Media): void {
    const { client, widget, identity } = this.#host
    this.#boundAt = client.clock.now()
    showMedia(client, widget, media, identity(), {
      loaded: () => {
        this.#loaded = true
        this.#look()
      },
      failed: (code) => this.#host.failed(code),
      ended: () => {},
      blocked: () => this.#host.blocked(),
    })
    const limitMs = media.getVideoTracks().length > 0 ? pictureLimitMs.video : pictureLimitMs.audio
    this.#limit = client.clock.after(limitMs, () => this.#goOn(), {
      what: 'the first picture of a subscriber to be waited for no longer',
      kind: 'work',
    })
  }

  /** Frames come in. */
  flows(): void {
    this.#frames = true
    this.#look()
  }

  /**
   * The connection is gone before anything was seen: the SDK notices two seconds after it began to wait (recorded:
   * `webrtc/subscribe/ice-failed-before-loaded`).
   */
  lost(noticed: () => void): void {
    if (this.#boundAt === null || this.#isSeen) return
    this.close()
    const { clock } = this.#host.client
    const left = Math.max(0, this.#boundAt + failedSubscriberMs - clock.now())
    clock.after(left, noticed, { what: 'media that will never be shown', kind: 'calendar' })
  }

  close(): void {
    this.#host.client.clock.cancel(this.#limit)
  }

  #look(): void {
    if (this.#loaded && this.#frames) this.#become()
  }

  // An element that has nothing to show is shown all the same; one that has failed is not.
  #goOn(): void {
    this.#frames = true
    this.#look()
  }

  #become(): void {
    if (this.#isSeen) return
    this.#isSeen = true
    this.close()
    this.#host.seen()
    if (isPlaybackRefused(this.#host.client, this.#host.identity())) this.#host.blocked()
  }
}
