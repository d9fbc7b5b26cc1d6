import { SdkEvent } from '../base/events.ts'
import type { Dimensions } from '../surface/event.ts'
import type { PublisherCore } from './core.ts'
import type { PublisherLimits } from './limits.ts'
import type { PublisherSends } from './sends.ts'

const nothing: Dimensions = { width: 0, height: 0 }

const isSame = (one: Dimensions, other: Dimensions): boolean => one.width === other.width && one.height === other.height

/**
 * Tells how big a publisher's own picture is, as its element measures it; nothing is told while the picture is off
 * (observed in Chromium, without a service: SDK 2.35.2).
 */
export class PublisherDimensions {
  readonly #core: PublisherCore
  readonly #sends: PublisherSends
  readonly #limits: PublisherLimits
  #told: Dimensions = nothing

  constructor(core: PublisherCore, sends: PublisherSends, limits: PublisherLimits) {
    this.#core = core
    this.#sends = sends
    this.#limits = limits
  }

  /** The element has its media, and nothing of it yet: that is told as a change from nothing to nothing. */
  bound(): void {
    this.#dispatch(nothing, nothing)
  }

  /** The element may measure something else than before. */
  measure(): void {
    if (!this.#sends.video || this.#core.media?.getVideoTracks().length === 0) return
    const before = this.#told
    const now = this.#limits.size()
    if (isSame(before, now)) return
    this.#told = now
    this.#dispatch(before, now)
  }

  /** The same, some time later: an element measures what it is given when it shows it. */
  measureLater(): void {
    this.#core.client.clock.after(0, () => this.#core.isDestroyed || this.measure(), {
      what: 'the size of the picture',
      kind: 'work',
    })
  }

  /** The picture comes in another size, without the application having asked for it: the service is told as well. */
  resized(): void {
    if (!this.#sends.video) return
    this.#sends.report('video', this.#limits.size())
    this.measure()
  }

  #dispatch(oldValue: Dimensions, newValue: Dimensions): void {
    if (!this.#sends.video) return
    const details = { target: undefined, oldValue: { ...oldValue }, newValue: { ...newValue } }
    this.#core.facade.dispatchEvent(new SdkEvent('videoDimensionsChanged', false, details))
  }
}
