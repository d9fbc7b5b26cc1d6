import type { Timer } from '../../kernel/time/clock.ts'
import type { Media } from '../../ports/track.ts'
import type { Widget } from '../../ports/view.ts'
import type { Client } from '../base/client.ts'
import { type ElementIdentity, showMedia } from './element.ts'
import { failedSubscriberMs, frameLimitMs, pictureLimitMs } from './timing.ts'

/** The subscriber that shows the picture. */
export interface PictureHost {
  readonly client: Client
  readonly widget: Widget
  readonly identity: () => ElementIdentity
  /** The element has failed with this code of a MediaError. */
  elementFailed(code: number): void
  /** The element does not take its media. */
  bindingFailed(thrown: unknown): void
  /** Playback with sound was refused. */
  blocked(): void
}

/**
 * The picture and the sound that a subscriber shows. Video is given to the element once frames of it come in, sound at once; each is waited for so long
 * and no longer (read; recorded: `webrtc/subscribe/video-element-*`, `webrtc/subscribe/server-answer-404`).
 */
export class Picture {
  readonly #host: PictureHost
  readonly #seen: () => void
  #awaitedSince: number | null = null
  #media: Media | null = null
  #loaded = false
  #flows = false
  #isSeen = false
  #limit: Timer | undefined

  /** `seen` is called when the picture is there, or is waited for no longer. */
  constructor(host: PictureHost, seen: () => void) {
    this.#host = host
    this.#seen = seen
  }

  get isSeen(): boolean {
    return this.#isSeen
  }

  /** Shows media, when there is something to show: sound alone waits for no frames (recorded: `session.subscribe/ok-audio-only`). */
  show(media: Media, wantsPicture: boolean): void {
    this.#awaitedSince = this.#host.client.clock.now()
    this.#media = media
    if (!wantsPicture || media.getVideoTracks().length === 0) this.#flows = true
    if (this.#flows) this.#bind()
    else this.#wait(frameLimitMs, () => this.#bind())
  }

  /** Frames come in. */
  flows(): void {
    if (this.#flows) return
    this.#flows = true
    if (this.#media !== null) this.#bind()
    else this.#look()
  }

  /**
   * The connection is gone before anything was seen: the SDK notices two seconds after it began to wait (recorded:
   * `webrtc/subscribe/ice-failed-before-loaded`).
   */
  lost(noticed: () => void): void {
    this.#media = null
    if (this.#awaitedSince === null || this.#isSeen) return
    const { clock } = this.#host.client
    clock.cancel(this.#limit)
    const left = Math.max(0, this.#awaitedSince + failedSubscriberMs - clock.now())
    clock.after(left, noticed, { what: 'media that will never be shown', kind: 'work' })
  }

  #bind(): void {
    const { client, widget, identity } = this.#host
    const media = this.#media
    this.#media = null
    if (media === null) return
    this.#wait(pictureLimitMs, () => {
      this.#flows = true
      this.#look()
    })
    try {
      showMedia(client, widget, media, 'subscriber', identity(), {
        loaded: () => {
          this.#loaded = true
          this.#look()
        },
        failed: (code) => this.#host.elementFailed(code),
        ended: () => {},
        blocked: () => this.#host.blocked(),
      })
    } catch (thrown) {
      client.clock.cancel(this.#limit)
      this.#host.bindingFailed(thrown)
    }
  }

  #look(): void {
    if (!this.#loaded || !this.#flows || this.#isSeen) return
    this.#isSeen = true
    this.#host.client.clock.cancel(this.#limit)
    this.#seen()
  }

  #wait(limitMs: number, run: () => void): void {
    const { clock } = this.#host.client
    clock.cancel(this.#limit)
    this.#limit = clock.after(limitMs, run, { what: 'the first picture of a subscriber', kind: 'work' })
  }
}
