import { type PictureSize, resizePicture } from '../dom/devices/camera-picture.ts'
import { demandEffect } from '../kernel/effect.ts'
import { SdkEvent } from '../sdk/base/events.ts'
import {
  type FallbackStage,
  isDegraded,
  type MediaQuality,
  type QualityLimitation,
} from '../sdk/media/network-quality.ts'
import { QualityLook } from '../sdk/media/quality-look.ts'
import type { OTClient } from '../sdk/ot/init-session.ts'
import type { CpuPerformanceState } from '../sdk/surface/session.ts'
import type { NetworkCondition, NetworkConditionReason, NetworkDegradationSource } from '../sdk/surface/stats.ts'
import { actorsOf, type MediaObject, type MediaTarget, mediaObjects } from './media-objects.ts'

/** The details of a network besides its condition. */
export interface NetworkOptions extends MediaTarget {
  /** Default `bandwidth` where the condition is `fair` or worse, else `none`. */
  readonly reason?: NetworkConditionReason
  /** The end of the media path whose network it is, as a subscriber sees it. Default `local`. */
  readonly source?: Exclude<NetworkDegradationSource, 'none'>
}

/** Scores from 1, bad, to 5, excellent; what is left out stays. */
export interface Scores {
  readonly audio?: number
  readonly video?: number
}

export interface QualityControlParts {
  readonly client: OTClient
  readonly note: (what: string, detail: Readonly<Record<string, unknown>>) => void
}

/** The browser is asked every other second how busy the computer is (read: the SDK's source). */
const cpuLookMs = 2000

/**
 * How well media is carried, in the test author's hands. What changes is in the statistics at once, and told by events when
 * the SDK next looks: after one second (picture, network) or two (scores, computer). What the SDK tells, and in what shape,
 * was read in its source; what figures belong to a condition is assumed.
 */
export class QualityControls {
  readonly #parts: QualityControlParts
  readonly #cpuLook: QualityLook
  #cpu: CpuPerformanceState | null = null
  #cpuTold: WeakMap<object, CpuPerformanceState> = new WeakMap()

  constructor(parts: QualityControlParts) {
    this.#parts = parts
    this.#cpuLook = new QualityLook(parts.client, cpuLookMs, () => this.#tellCpu())
  }

  /**
   * The network of publishers and subscribers is in this condition: `networkConditionChanged`, and with subscribers
   * `qualityScoreChanged`; bitrates, losses and round trips in the statistics follow. `excellent` to begin with.
   *
   * @throws RangeError for a condition, a reason or a source that there is not.
   *
   * @example
   * simulator.media.quality.network('critical', { of: 'subscriber', reason: 'packetLoss' })
   */
  network(condition: NetworkCondition, options: NetworkOptions = {}): void {
    const { reason = isDegraded(condition) ? 'bandwidth' : 'none', source = 'local', ...target } = options
    const change = { condition, reason, source: isDegraded(condition) ? source : 'none' } as const
    this.#change('network', { condition, reason, source }, target, change)
  }

  /**
   * Subscribers get these scores, until `network()` sets them anew: `qualityScoreChanged`.
   *
   * @throws RangeError for a score that is not from 1 to 5.
   *
   * @example
   * simulator.media.quality.score({ audio: 4, video: 1.5 })
   */
  score(scores: Scores, target: Pick<MediaTarget, 'stream'> = {}): void {
    const { audio, video } = scores
    const change = {
      ...(audio === undefined ? {} : { audioScore: audio }),
      ...(video === undefined ? {} : { videoScore: video }),
    }
    this.#change('score', { ...scores }, { ...target, of: 'subscriber' }, change)
  }

  /**
   * The encoder of publishers is kept from giving its best, by this, or by nothing any more: `videoQualityChanged` with this
   * as its reason.
   *
   * @throws RangeError for a limitation that there is not.
   *
   * @example
   * simulator.media.quality.limit('cpu')
   */
  limit(limitation: QualityLimitation, target: Pick<MediaTarget, 'stream'> = {}): void {
    this.#change('limit', { limitation }, { ...target, of: 'publisher' }, { limitation }, hasPicture)
  }

  /**
   * Video is carried in another codec: `videoQualityChanged` with the reason `codecChange`. `VP8` to begin with.
   *
   * @example
   * simulator.media.quality.codec('H264', { of: 'subscriber' })
   */
  codec(name: string, target: MediaTarget = {}): void {
    this.#change('codec', { name }, target, { codec: name }, hasPicture)
  }

  /**
   * Video is carried in another size than it is made in, or, with `null`, in that size again: `videoQualityChanged` with the
   * reason `resolutionChange`. Sides in pixels.
   *
   * @throws RangeError for a side that is no number from 1 up.
   *
   * @example
   * simulator.media.quality.resolution({ width: 320, height: 240 }, { of: 'subscriber' })
   */
  resolution(size: PictureSize | null, target: MediaTarget = {}): void {
    this.#change('resolution', { ...size }, target, { size }, hasPicture)
  }

  /**
   * The picture of subscribers has stood still, for so many milliseconds: `videoQualityChanged` with the reason
   * `videoInterruption`, and one pause more in the statistics. Default 6000.
   *
   * @throws RangeError for a time below 0.
   *
   * @example
   * simulator.media.quality.interrupt()
   */
  interrupt(ms: number = 6000, target: Pick<MediaTarget, 'stream'> = {}): void {
    for (const { gauge } of this.#able('interrupt', { ms }, { ...target, of: 'subscriber' }, hasPicture, noPicture)) {
      gauge.change({ pauses: gauge.now.pauses + 1, pausedMs: gauge.now.pausedMs + ms })
    }
  }

  /**
   * Publishers made with `audioFallback: { publisher: true }` are about to give up their picture (`warned`:
   * `videoDisableWarning`), give it up (`audioOnly`: `videoDisabled`), or have it again (`none`: `videoEnabled`, or
   * `videoDisableWarningLifted`). Told at once. For subscribers see `room.setVideoByQuality()` and
   * `room.warnOfVideo()`.
   *
   * @throws RangeError for a stage that there is not.
   *
   * @example
   * simulator.media.quality.fallBack('audioOnly')
   */
  fallBack(stage: FallbackStage, target: Pick<MediaTarget, 'stream'> = {}): void {
    const meant = { ...target, of: 'publisher' } as const
    const found = mediaObjects(this.#parts.client.registry, meant, 'media.quality.fallBack')
    demandEffect(
      'media.quality.fallBack',
      found.filter((object) => object.fallBack(stage)),
      noFallback,
    )
    this.#parts.note('media.quality.fallBack', { stage, ...meant })
  }

  /**
   * The cameras of publishers give pictures of another size, as when a telephone is turned or a shared window is drawn larger:
   * `videoDimensionsChanged`, told to everybody in the session. Sides in pixels.
   *
   * @throws RangeError for a side that is no number from 1 up.
   *
   * @example
   * simulator.media.quality.resizePicture({ width: 480, height: 640 })
   */
  resizePicture(size: PictureSize, target: Pick<MediaTarget, 'stream'> = {}): void {
    const meant = { ...target, of: 'publisher' } as const
    for (const { tracks, resized } of this.#able('resizePicture', { ...size }, meant, hasPicture, noPicture)) {
      const turned = tracks.filter(({ kind }) => kind === 'video').map((track) => resizePicture(track, size))
      void Promise.all(turned).then(resized, () => {})
    }
  }

  /**
   * The computer is this busy: `cpuPerformanceChanged` on the sessions that are connected.
   *
   * @throws RangeError for a state that there is not.
   *
   * @example
   * simulator.media.quality.cpu('critical')
   */
  cpu(state: CpuPerformanceState): void {
    const sessions = [...this.#parts.client.registry.sessions.values()]
    const connected = sessions.filter(({ _model }) => _model.isConnected)
    demandEffect('media.quality.cpu', connected, noSession)
    this.#parts.note('media.quality.cpu', { state })
    this.#cpu = state
    this.#cpuLook.wake()
  }

  /**
   * As new: nothing is waited for.
   * @example simulator.media.quality.reset()
   */
  reset(): void {
    this.#cpu = null
    this.#cpuTold = new WeakMap()
    this.#cpuLook.stop()
  }

  #tellCpu(): void {
    const state = this.#cpu
    for (const session of this.#parts.client.registry.sessions.values()) {
      if (state === null || !session._model.isConnected || this.#cpuTold.get(session) === state) continue
      this.#cpuTold.set(session, state)
      session.dispatchEvent(new SdkEvent('cpuPerformanceChanged', false, { cpuPerformanceState: state }))
    }
  }

  #change(
    what: string,
    detail: Readonly<Record<string, unknown>>,
    target: MediaTarget,
    change: Partial<MediaQuality>,
    able: (object: MediaObject) => boolean = () => true,
  ): void {
    for (const { gauge } of this.#able(what, detail, target, able, noPicture)) gauge.change(change)
  }

  /** Those that are meant and able to, of whom there is at least one. */
  #able(
    what: string,
    detail: Readonly<Record<string, unknown>>,
    target: MediaTarget,
    able: (object: MediaObject) => boolean,
    lack: string,
  ): readonly MediaObject[] {
    return actorsOf(this.#parts, { name: `media.quality.${what}`, detail, target, lack }, able)
  }
}

const hasPicture = ({ tracks }: MediaObject): boolean =>
  tracks.some(({ kind, readyState }) => kind === 'video' && readyState === 'live')

const noPicture = 'none that is meant has a picture at this time: it has not come yet, was not asked for, or has ended.'

const noFallback =
  'no publisher changes by it. One has to be published, to be made with audioFallback: { publisher: true }, and to be at another stage now.'

const noSession = 'no session of this client is connected at this time. Connect one first.'
