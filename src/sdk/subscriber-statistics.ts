import { armedFailure, demandUnarmed } from './armed-failure.ts'
import { askBrowser } from './ask-browser.ts'
import { unlessRefused } from './browser-refusal.ts'
import { browserError, type Completion, errorOf } from './fail.ts'
import { MediaMeter, type Reading } from './media-meter.ts'
import type { MediaConnection } from './media-path/connection.ts'
import { receivingReport } from './rtc-stats.ts'
import { silently } from './silently.ts'
import type { SubscriberCore } from './subscriber-core.ts'
import { subscriberStats } from './subscriber-stats.ts'
import type { SubscriberSwitches } from './subscriber-switches.ts'
import type { SubscriberStats } from './surface/stats.ts'

const isCompletion = (value: unknown): value is Completion => typeof value === 'function'

/** What a subscriber receives, in figures: none while it has no connection. */
export class SubscriberStatistics {
  readonly #core: SubscriberCore
  readonly #switches: SubscriberSwitches
  #meter: MediaMeter | null = null

  constructor(core: SubscriberCore, switches: SubscriberSwitches) {
    this.#core = core
    this.#switches = switches
  }

  /** Something is turned on or off: what was received until now counts as it was. */
  note(): void {
    const now = this.#core.client.clock.now()
    this.#meter ??= new MediaMeter(this.#core.client.random.hex(8), now)
    const { videoDimensions: size = { width: 0, height: 0 }, frameRate = 0 } = this.#core.stream ?? {}
    const { hasAudio: audio, hasVideo: video } = this.#switches
    this.#meter.change(now, { audio, video, ...size, frameRate: frameRate || 30 })
  }

  /** Without a connection the handler is told before this returns (recorded: `subscriber.getStats/destroyed`). */
  getStats(completion: unknown): Promise<SubscriberStats> {
    const { client } = this.#core
    const handler = isCompletion(completion) ? completion : () => {}
    const connection = this.#connection
    const problem =
      armedFailure(client, 'Subscriber.getStats', 'media:stats') ??
      (connection === null ? 'Subscriber.getStats/not-connected' : null)
    if (problem !== null || connection === null) {
      const error = errorOf(client, problem ?? 'Subscriber.getStats/not-connected')
      handler(error)
      return silently(() => Promise.reject(error))
    }
    return silently(() => this.#tell(this.#stats(connection), handler))
  }

  /** Nobody is told when the browser refuses (recorded: `subscriber.getRtcStatsReport/browser-stats-reject`). */
  getRtcStatsReport(): Promise<Map<string, unknown>> {
    return silently(async () => {
      const { client } = this.#core
      demandUnarmed(client, 'Subscriber.getRtcStatsReport', 'media:stats')
      const connection = this.#connection
      if (connection === null) throw errorOf(client, 'Subscriber.getRtcStatsReport/not-connected')
      await askBrowser(connection).catch(unlessRefused(() => new Promise<void>(() => {})))
      return receivingReport(client.clock.now(), this.#read())
    })
  }

  get #connection(): MediaConnection | null {
    const { isDestroyed, reception } = this.#core
    const { connection } = reception
    return isDestroyed || connection === null || connection.isClosed ? null : connection
  }

  async #stats(connection: MediaConnection): Promise<SubscriberStats> {
    await this.#ask(connection)
    return subscriberStats(this.#core.client.clock.now(), this.#read())
  }

  #tell(stats: Promise<SubscriberStats>, handler: Completion): Promise<SubscriberStats> {
    return stats.then(
      (value) => {
        handler(null, value)
        return value
      },
      (error: unknown) => {
        handler(error)
        throw error
      },
    )
  }

  #ask(connection: MediaConnection): Promise<void> {
    return askBrowser(connection).catch(
      unlessRefused((problem) => {
        throw browserError(this.#core.client, 'Subscriber.getStats/browser-rejected', problem)
      }),
    )
  }

  #read(): Reading {
    this.note()
    const meter = this.#meter ?? new MediaMeter('', 0)
    return meter.read(this.#core.client.clock.now())
  }
}
