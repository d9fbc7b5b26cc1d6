import { SdkEvent } from '../base/events.ts'
import type { MediaQuality } from '../media/network-quality.ts'
import { pictureLookMs, QualityLook, scoreLookMs } from '../media/quality-look.ts'
import type { Dimensions } from '../surface/event.ts'
import type { VideoQualityReason } from '../surface/stats.ts'
import type { QualityScore } from '../surface/subscriber.ts'
import type { SubscriberModel } from './model.ts'
import type { SubscriberStatistics } from './statistics.ts'

/** The size and the frame rate of a picture that is received. */
interface Seen {
  readonly quality: MediaQuality
  readonly size: Dimensions
}

interface Scores {
  readonly audio: number
  readonly video: number
}

/**
 * Tells what becomes of the quality of what is received, as the SDK does that looks at its statistics. The picture and the
 * network are told by plain objects without a type or a target, the score by an event (read: the SDK's source; nothing of
 * it was recorded).
 */
export class SubscriberQuality {
  readonly #model: SubscriberModel
  readonly #statistics: SubscriberStatistics
  readonly #look: QualityLook
  readonly #scoreLook: QualityLook
  #seen: Seen
  #scores: Scores

  constructor(model: SubscriberModel, statistics: SubscriberStatistics) {
    this.#model = model
    this.#statistics = statistics
    this.#seen = this.#see()
    this.#scores = this.#score()
    this.#look = new QualityLook(model.client, pictureLookMs, () => this.#tell())
    this.#scoreLook = new QualityLook(model.client, scoreLookMs, () => this.#tellScore())
    model.incoming.quality.whenChanged(() => this.changed())
  }

  /** Something has changed: what was received until now counts as it was. */
  changed(): void {
    this.streamChanged()
    if (!this.#model.isLoaded) return
    this.#look.wake()
    this.#scoreLook.wake()
  }

  /** The publisher has changed something. */
  streamChanged(): void {
    this.#statistics.note()
    if (this.#model.isLoaded && !isSame(this.#statistics.size(), this.#seen.size)) this.#look.wake()
  }

  /** The stream is received: what comes is compared with this. */
  begin(): void {
    this.#seen = this.#see()
    this.#scores = this.#score()
  }

  stop(): void {
    this.#look.stop()
    this.#scoreLook.stop()
  }

  #see(): Seen {
    return { quality: this.#model.incoming.quality.now, size: this.#statistics.size() }
  }

  #tell(): void {
    const before = this.#seen
    const now = this.#see()
    this.#seen = now
    if (!this.#model.isLoaded) return
    const { condition, source } = now.quality
    if (condition !== before.quality.condition || source !== before.quality.source) {
      this.#trigger('networkConditionChanged', 'networkConditionChanged')
    }
    const reason = pictureReason(before, now)
    if (reason !== null) this.#trigger('videoQualityChanged', reason)
  }

  #trigger(name: string, reason: string): void {
    for (const stats of this.#statistics.snapshot()) this.#model.facade._dispatchAs(name, { reason, stats })
  }

  // Both scores are in the event when one of them has changed, as far as the stream has sound and picture.
  #tellScore(): void {
    const { stream, isLoaded } = this.#model
    const before = this.#scores
    const { audio, video } = this.#score()
    this.#scores = { audio, video }
    if (!isLoaded || (before.audio === audio && before.video === video)) return
    const qualityScore: QualityScore = {
      ...(stream?.hasAudio === true ? { audioQualityScore: audio } : {}),
      ...(stream?.hasVideo === true ? { videoQualityScore: video } : {}),
    }
    if (Object.keys(qualityScore).length === 0) return
    this.#model.facade.dispatchEvent(new SdkEvent('qualityScoreChanged', false, { qualityScore }))
  }

  #score(): Scores {
    const { now, pace } = this.#model.incoming.quality
    return { audio: now.audioScore ?? pace.score, video: now.videoScore ?? pace.score }
  }
}

const isSame = (one: Dimensions, other: Dimensions): boolean => one.width === other.width && one.height === other.height

// One reason at a time, this the order (read: the SDK's source).
function pictureReason(before: Seen, now: Seen): VideoQualityReason | null {
  if (now.quality.pauses > before.quality.pauses) return 'videoInterruption'
  if (now.quality.codec !== before.quality.codec) return 'codecChange'
  return isSame(before.size, now.size) || before.size.width === 0 ? null : 'resolutionChange'
}
