import type { FallbackStage, MediaQuality } from '../media/network-quality.ts'
import { pictureLookMs, QualityLook } from '../media/quality-look.ts'
import type { Dimensions } from '../surface/event.ts'
import type { VideoQualityReason } from '../surface/stats.ts'
import type { PublisherModel } from './model.ts'
import type { PublisherStatistics } from './statistics.ts'

/** The size and the frame rate of a picture that is sent. */
interface Seen {
  readonly quality: MediaQuality
  readonly size: Dimensions
}

const fallbackEvents: Readonly<Record<FallbackStage, string>> = {
  none: 'videoDisableWarningLifted',
  warned: 'videoDisableWarning',
  audioOnly: 'videoDisabled',
}

/**
 * Tells what becomes of the quality of what is sent, as the SDK does that looks at its statistics: by plain objects without
 * a type or a target (read: the SDK's source; nothing of it was recorded).
 */
export class PublisherQuality {
  readonly #model: PublisherModel
  readonly #statistics: PublisherStatistics
  readonly #look: QualityLook
  #seen: Seen
  #limited: VideoQualityReason | null = null
  #stage: FallbackStage = 'none'

  constructor(model: PublisherModel, statistics: PublisherStatistics) {
    this.#model = model
    this.#statistics = statistics
    this.#seen = this.#see()
    this.#look = new QualityLook(model.client, pictureLookMs, () => this.#tell())
    model.outgoing.quality.whenChanged(() => this.changed())
  }

  /** Something has changed: what was sent until now counts as it was. */
  changed(): void {
    this.#statistics.note()
    if (this.#model.isPublished) this.#look.wake()
  }

  /** The stream was announced: what comes is compared with this. */
  begin(): void {
    this.#seen = this.#see()
  }

  stop(): void {
    this.#look.stop()
  }

  /** The picture is given up so that the sound is heard, or is about to be, or is there again; gives whether anything has changed. */
  fallBack(stage: FallbackStage): boolean {
    const before = this.#stage
    if (stage === before || !this.#model.isPublished || !this.#model.settings.fallsBackToAudio) return false
    this.#stage = stage
    this.#model.widget.update({ videoWarning: stage === 'warned', videoDisabled: stage === 'audioOnly' })
    if (stage === 'audioOnly') this.#trigger('videoDisabled', { reason: 'quality' })
    else if (stage === 'none' && before === 'audioOnly') this.#trigger('videoEnabled', { reason: 'quality' })
    else this.#model.facade._trigger(fallbackEvents[stage])
    return true
  }

  #see(): Seen {
    return { quality: this.#model.outgoing.quality.now, size: this.#statistics.size() }
  }

  #tell(): void {
    const before = this.#seen
    const now = this.#see()
    this.#seen = now
    if (!this.#model.isPublished) return
    if (now.quality.condition !== before.quality.condition) this.#tellNetwork()
    const reason = this.#pictureReason(before, now)
    if (reason !== null && this.#model.media?.getVideoTracks().length !== 0) this.#tellPicture(reason)
  }

  // Under `statsContainer` are the statistics themselves, though the declaration says a container (read: the SDK's source).
  #tellNetwork(): void {
    for (const { stats } of this.#statistics.snapshot()) {
      this.#trigger('networkConditionChanged', { reason: 'networkConditionChanged', statsContainer: stats })
    }
  }

  #tellPicture(reason: VideoQualityReason): void {
    for (const statsContainer of this.#statistics.snapshot()) {
      this.#trigger('videoQualityChanged', { reason, statsContainer })
    }
  }

  // A limit goes before all else; that it is gone is told only where nothing else has changed (read: the SDK's source).
  #pictureReason(before: Seen, now: Seen): VideoQualityReason | null {
    const { limitation, codec } = now.quality
    const limited = this.#limited
    this.#limited = limitation === 'none' ? null : limitation
    if (limitation !== 'none') return limitation === limited ? null : limitation
    if (codec !== before.quality.codec) return 'codecChange'
    if (now.size.width !== before.size.width || now.size.height !== before.size.height) return 'resolutionChange'
    return limited === null ? null : 'none'
  }

  #trigger(name: string, details: object): void {
    this.#model.facade._dispatchAs(name, details)
  }
}
