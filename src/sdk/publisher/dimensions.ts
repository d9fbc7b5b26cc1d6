/** Tells `videoDimensionsChanged` of a publisher when its element shows a picture of another size. */

import { SdkEvent } from '../base/events.ts'
import type { Dimensions } from '../surface/event.ts'
import type { PublisherLimits } from './limits.ts'
import type { PublisherModel } from './model.ts'
import type { SentTracks } from './sent-tracks.ts'

const nothing: Dimensions = { width: 0, height: 0 }

const isSame = (one: Dimensions, other: Dimensions): boolean => one.width === other.width && one.height === other.height

/**
 * Tells how big a publisher's own picture is, as its element measures it; nothing is told while the picture is off
 * (observed in Chromium, without a service: SDK 2.35.2).
 */
export class PublisherDimensions {
  readonly #model: PublisherModel
  readonly #sent: SentTracks
  readonly #limits: PublisherLimits
  #lastReported: Dimensions = nothing

  constructor(model: PublisherModel, sent: SentTracks, limits: PublisherLimits) {
    this.#model = model
    this.#sent = sent
    this.#limits = limits
  }

  /** The element has its media, and nothing of it yet: that is told as a change from nothing to nothing. */
  bound(): void {
    this.#dispatch(nothing, nothing)
  }

  /** The element may measure something else than before. */
  measure(): void {
    if (!this.#sent.video || this.#model.media?.getVideoTracks().length === 0) return
    const before = this.#lastReported
    const now = this.#limits.size()
    if (isSame(before, now)) return
    this.#lastReported = now
    this.#dispatch(before, now)
  }

  /** The same, some time later: an element measures what it is given when it shows it. */
  measureLater(): void {
    this.#model.client.clock.after(0, () => this.#model.isDestroyed || this.measure(), {
      what: 'the size of the picture',
      kind: 'work',
    })
  }

  /** The picture comes in another size, without the application having asked for it: the service is told as well. */
  resized(): void {
    if (!this.#sent.video) return
    this.#sent.report('video', this.#limits.size())
    this.measure()
  }

  #dispatch(oldValue: Dimensions, newValue: Dimensions): void {
    if (!this.#sent.video) return
    const details = { target: undefined, oldValue: { ...oldValue }, newValue: { ...newValue } }
    this.#model.facade.dispatchEvent(new SdkEvent('videoDimensionsChanged', false, details))
  }
}
