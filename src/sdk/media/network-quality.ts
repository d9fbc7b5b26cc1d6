import { doNothing } from '../../kernel/values.ts'
import type { Dimensions } from '../surface/event.ts'
import type {
  NetworkCondition,
  NetworkConditionReason,
  NetworkDegradationSource,
  TransportStats,
  VideoQualityReason,
} from '../surface/stats.ts'

/** The limit that keeps an encoder from giving its best (the identifiers of the W3C's WebRTC statistics). */
export type QualityLimitation = Extract<VideoQualityReason, 'none' | 'bandwidth' | 'cpu' | 'other'>

/** How far a publisher has fallen back to sound: its picture may go soon, or is gone. */
export type FallbackStage = 'none' | 'warned' | 'audioOnly'

/** How well media is carried at this moment. */
export interface MediaQuality {
  readonly condition: NetworkCondition
  readonly reason: NetworkConditionReason
  /** The end of the media path whose network it is, as a subscriber sees it. */
  readonly source: NetworkDegradationSource
  readonly limitation: QualityLimitation
  readonly codec: string
  /** How big the picture is as it is carried; null: as big as its publisher makes it. */
  readonly size: Dimensions | null
  /** How often the received picture has stood still, and for how long altogether, in milliseconds. */
  readonly pauses: number
  readonly pausedMs: number
  /** From 1, bad, to 5, excellent; null: what the network's condition comes to. */
  readonly audioScore: number | null
  readonly videoScore: number | null
}

const usual: MediaQuality = {
  condition: 'excellent',
  reason: 'none',
  source: 'none',
  limitation: 'none',
  codec: 'VP8',
  size: null,
  pauses: 0,
  pausedMs: 0,
  audioScore: null,
  videoScore: null,
}

/** The media that a network in some condition carries. */
export interface NetworkPace {
  /** Bits per second. */
  readonly bandwidth: number
  /** Share of the packets that are lost, from 0 to 1. */
  readonly lossRate: number
  /** Seconds, there and back. */
  readonly roundTrip: number
  /** The score that the SDK would give to the media that is carried, from 1 to 5. */
  readonly score: number
}

/**
 * Assumed: the SDK names the conditions, and no source says where one ends and the next begins. No figure changes the condition by
 * itself, and none turns a picture off: the test author does, with `media.quality` and `room.setVideoByQuality()`.
 */
const paces: Readonly<Record<NetworkCondition, NetworkPace>> = {
  excellent: { bandwidth: 3_000_000, lossRate: 0.0005, roundTrip: 0.02, score: 5 },
  good: { bandwidth: 1_500_000, lossRate: 0.005, roundTrip: 0.06, score: 4 },
  fair: { bandwidth: 700_000, lossRate: 0.02, roundTrip: 0.15, score: 3 },
  warning: { bandwidth: 300_000, lossRate: 0.06, roundTrip: 0.3, score: 2 },
  critical: { bandwidth: 80_000, lossRate: 0.15, roundTrip: 0.8, score: 1 },
  unknown: { bandwidth: 3_000_000, lossRate: 0.0005, roundTrip: 0.02, score: 5 },
}

export const networkConditions: readonly NetworkCondition[] = [
  'excellent',
  'good',
  'fair',
  'warning',
  'critical',
  'unknown',
]

/** Whether the SDK counts a condition as a degradation (read: the SDK's source). */
export const isDegraded = (condition: NetworkCondition): boolean => ['critical', 'warning', 'fair'].includes(condition)

/** How well the media of one publisher or subscriber is carried, and who is told when that changes. Plain data. */
export class QualityGauge {
  #now: MediaQuality = usual
  #changed: () => void = doNothing

  /** `changed` is called after each change. */
  whenChanged(changed: () => void): void {
    this.#changed = changed
  }

  get now(): MediaQuality {
    return this.#now
  }

  get pace(): NetworkPace {
    return paces[this.#now.condition]
  }

  /** Media flows again, or does not any more. */
  flowsAnew(): void {
    this.#changed()
  }

  change(change: Partial<MediaQuality>): void {
    this.#now = { ...this.#now, ...change }
    this.#changed()
  }
}

/** The known facts of a network: the bandwidth in bits per second. */
export const transportOf = ({ now, pace }: QualityGauge): TransportStats => ({
  connectionEstimatedBandwidth: pace.bandwidth,
  networkCondition: now.condition,
  networkConditionReason: now.reason,
})

/** A network with nothing wrong. */
export const goodTransport: TransportStats = transportOf(new QualityGauge())
