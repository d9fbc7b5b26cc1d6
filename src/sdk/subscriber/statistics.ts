import { deferred, never } from '../../kernel/thenable.ts'
import { unlessRefused } from '../base/browser-refusal.ts'
import { browserError, errorOf, oldErrorOf } from '../base/fail.ts'
import { answer, answering, ask, demandUnarmed, tell } from '../base/gate.ts'
import { isCompletion, rejectionEar } from '../base/promises.ts'
import type { MediaConnection } from '../media/connection.ts'
import { MediaMeter, type Reading } from '../media/media-meter.ts'
import { type CarriedTracks, receivingReport } from '../media/rtc-stats.ts'
import type { Dimensions } from '../surface/event.ts'
import type { SubscriberStats } from '../surface/stats.ts'
import type { SubscriberModel } from './model.ts'
import { subscriberStats } from './stats-shape.ts'
import type { SubscriberSwitches } from './switches.ts'

const usualFrameRate = 30

/** The statistics of a subscriber: none while it has no connection. */
export class SubscriberStatistics {
  readonly #model: SubscriberModel
  readonly #switches: SubscriberSwitches
  #meter: MediaMeter | null = null

  constructor(model: SubscriberModel, switches: SubscriberSwitches) {
    this.#model = model
    this.#switches = switches
  }

  /** Something is turned on or off: what was received until now counts as it was. */
  note(): void {
    const now = this.#model.client.clock.now()
    this.#meter ??= new MediaMeter(this.#model.client.random.hex(8), now)
    const frameRate = this.#model.stream?.frameRate || usualFrameRate
    const { flows, quality } = this.#model.incoming
    const audio = flows && this.#switches.hasAudio
    const video = flows && this.#switches.hasVideo
    const silence = flows && !audio && this.#switches.wantsAudio && this.#tracks.audio !== undefined
    const loudness = this.#model.stream?._loudness ?? 0
    this.#meter.change(now, { audio, silence, loudness, video, ...this.size(), frameRate, pace: quality.pace })
  }

  /** How big the picture is as it is received, in pixels. */
  size(): Dimensions {
    const { incoming, stream } = this.#model
    return incoming.quality.now.size ?? stream?.videoDimensions ?? { width: 0, height: 0 }
  }

  /** The statistics of this moment, if there are any, without asking a browser that may refuse. */
  snapshot(): readonly SubscriberStats[] {
    const { client, incoming } = this.#model
    return this.#connection === null
      ? []
      : [subscriberStats(client.clock.now(), this.#read(), incoming.quality, this.#tracks)]
  }

  /** Without a connection the handler is told before this returns (recorded: `subscriber.getStats/destroyed`). */
  getStats(completion: unknown): Promise<SubscriberStats> {
    const { client, facade } = this.#model
    const call = { client, facade, completion }
    // A value that is no handler is called all the same, and the SDK loses the TypeError (recorded: `live/programs/subscriber-getStats-no-handler`).
    if (completion !== undefined && !isCompletion(completion)) return deferred<SubscriberStats>().promise
    const connection = this.#connection
    const problem =
      ask(client, 'Subscriber.getStats', {}, 'media:stats') ??
      (connection === null ? 'Subscriber.getStats/not-connected' : null)
    if (problem !== null || connection === null) {
      const error = answer(call, problem ?? 'Subscriber.getStats/not-connected')
      const { promise, reject } = deferred<SubscriberStats>(rejectionEar(client, completion))
      if (error !== null) reject(error)
      return promise
    }
    return answering(call, async () => {
      const stats = await this.#stats(connection)
      try {
        tell(client, 'Subscriber.getStats', 'succeeded', completion, null, stats)
      } catch (thrown) {
        // The handler hears of its own exception (recorded: `live/throws/subscriber.getStats-succeeded`).
        if (!tell(client, 'Subscriber.getStats', 'failed', completion, thrown)) await never()
        throw thrown
      }
      return stats
    })
  }

  /** The promise stays pending when the browser refuses (recorded: `webrtc/subscriber.getRtcStatsReport/browser-stats-reject`). */
  getRtcStatsReport(): Promise<Map<string, unknown>> {
    return answering(this.#model, () => {
      const { client } = this.#model
      demandUnarmed(client, 'Subscriber.getRtcStatsReport', {}, 'media:stats')
      const connection = this.#connection
      if (connection === null) throw errorOf(client, 'Subscriber.getRtcStatsReport/not-connected')
      // The SDK trips over the report that is not there, and never answers (observed: `live/statistics/subscriber-report-before-its-turn`).
      if (!connection.isOpen) return never()
      const told = connection.askForStats('getRtcStatsReport').catch(unlessRefused(never))
      return told.then(() =>
        receivingReport(client.clock.now(), this.#read(), this.#model.incoming.quality, this.#tracks),
      )
    })
  }

  get #tracks(): CarriedTracks {
    if (!this.#model.incoming.hasReceived) return {}
    const kinds = this.#model.stream?._record.channels.map(({ type }) => type) ?? []
    const [audio, video] = [
      this.#model.media?.getAudioTracks()[0]?.id ?? '',
      this.#model.media?.getVideoTracks()[0]?.id ?? '',
    ]
    return { ...(kinds.includes('audio') ? { audio } : {}), ...(kinds.includes('video') ? { video } : {}) }
  }

  get #connection(): MediaConnection | null {
    const { isDestroyed, incoming } = this.#model
    const { connection } = incoming
    // Until an offer has come there is no connection (observed: random programs, `media:20270202:16`).
    return isDestroyed || connection?.isPrepared !== true ? null : connection
  }

  async #stats(connection: MediaConnection): Promise<SubscriberStats> {
    if (!connection.isOpen) throw oldErrorOf(this.#model.client, 'Subscriber.getStats/still-subscribing')
    await this.#ask(connection)
    if (this.#model.isDestroyed) throw errorOf(this.#model.client, 'Subscriber.getStats/destroyed-meanwhile')
    return subscriberStats(this.#model.client.clock.now(), this.#read(), this.#model.incoming.quality, this.#tracks)
  }

  #ask(connection: MediaConnection): Promise<void> {
    return connection.askForStats('getStats').catch(
      unlessRefused((problem) => {
        throw browserError(this.#model.client, 'Subscriber.getStats/browser-rejected', problem)
      }),
    )
  }

  #read(): Reading {
    this.note()
    const meter = this.#meter ?? new MediaMeter('', 0)
    return meter.read(this.#model.client.clock.now())
  }
}
