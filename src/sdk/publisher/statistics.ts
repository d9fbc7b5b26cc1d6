/** The statistics of a publisher: one entry for each connection, with the ids of its receiver in a relayed session. */

import { turnsLater } from '../../kernel/thenable.ts'
import { unlessRefused } from '../base/browser-refusal.ts'
import { browserError, errorOf } from '../base/fail.ts'
import { answering, demandUnarmed, tell } from '../base/gate.ts'
import { inTurn } from '../base/promises.ts'
import type { MediaConnection } from '../media/connection.ts'
import type { Progress } from '../media/connection-host.ts'
import { MediaMeter, type Reading } from '../media/media-meter.ts'
import type { OutgoingConnection } from '../media/outgoing.ts'
import { type CarriedTracks, sendingReport } from '../media/rtc-stats.ts'
import { declaredReport } from '../surface/declared.ts'
import type { Dimensions } from '../surface/event.ts'
import type { PublisherRtcStatsReportArr, PublisherStatContainer } from '../surface/stats.ts'
import type { PublisherLimits } from './limits.ts'
import type { PublisherModel } from './model.ts'
import type { SentTracks } from './sent-tracks.ts'
import { publisherStats } from './stats-shape.ts'

/** The client at the other end of a relayed media path; empty for a path to the router (reference: Publisher.getStats). */
interface Recipient {
  readonly subscriberId?: string
  readonly connectionId?: string
}

const negotiated: readonly Progress[] = ['answered', 'connected', 'failed']

/** How many of its pictures an encoder still makes that is kept from giving its best (assumed). */
const limitedShare = 0.5

const isNegotiated = ({ progress }: MediaConnection): boolean => negotiated.includes(progress)

/**
 * The SDK looks a last time at the statistics of what was sent before it destroys a publisher, as the application does that calls getStats() (read: the
 * SDK's source; observed: `live/statistics/destroy-*`).
 */
export function lastLook({ outgoing: { connections } }: PublisherModel): Promise<unknown> {
  if (connections.length === 0) return turnsLater(0)
  return Promise.allSettled(connections.map(({ connection }) => connection.askForStats('getStats')))
}

/** The statistics of a publisher: none while it has no connection. */
export class PublisherStatistics {
  readonly #model: PublisherModel
  readonly #sent: SentTracks
  readonly #limits: PublisherLimits
  #meters: WeakMap<MediaConnection, MediaMeter> = new WeakMap()
  #wasAsked = false

  constructor(model: PublisherModel, sent: SentTracks, limits: PublisherLimits) {
    this.#model = model
    this.#sent = sent
    this.#limits = limits
  }

  /** Something is turned on or off: what was sent until now counts as it was. */
  note(): void {
    const { outgoing, settings } = this.#model
    for (const { connection } of outgoing.connections) this.#meter(connection)
    const { hasVideo } = this.#sent
    outgoing.watch('picture', hasVideo)
    outgoing.watch('congestion', hasVideo && (this.#wasAsked || settings.fallsBackToAudio))
  }

  /** How big the picture is as it is sent, in pixels. */
  size(): Dimensions {
    return this.#model.outgoing.quality.now.size ?? this.#limits.size()
  }

  /** The statistics of this moment, for each connection, without asking a browser that may refuse. */
  snapshot(): readonly PublisherStatContainer[] {
    const { connections } = this.#model.outgoing
    return connections.filter(({ connection }) => isNegotiated(connection)).map((one) => this.#container(one))
  }

  /** A handler that throws changes nothing (recorded: `live/publisher/ready/getStats-completion-throws`). */
  getStats(completion: unknown): Promise<PublisherStatContainer[]> {
    const { client, facade } = this.#model
    this.#wasAsked = true
    this.note()
    const toldStats = (): Promise<PublisherStatContainer[]> =>
      this.#stats().then((stats) => {
        tell(client, 'Publisher.getStats', 'succeeded', completion, null, stats)
        return stats
      })
    return answering({ client, facade, completion }, () => inTurn(toldStats))
  }

  getRtcStatsReport(): Promise<PublisherRtcStatsReportArr> {
    return answering(this.#model, () => inTurn(() => this.#reports()))
  }

  #reports(): Promise<PublisherRtcStatsReportArr> {
    demandUnarmed(this.#model.client, 'Publisher.getRtcStatsReport', {}, 'media:stats')
    const connections = this.#demandConnections('Publisher.getRtcStatsReport')
    return Promise.all(connections.map((one) => this.#ask(one, 'getRtcStatsReport'))).then(() =>
      connections.map((one) => ({
        ...this.#recipient(one),
        rtcStatsReport: declaredReport(
          sendingReport(this.#now(), this.#read(one), this.#model.outgoing.quality, this.#tracks),
        ),
      })),
    )
  }

  #stats(): Promise<PublisherStatContainer[]> {
    const { client } = this.#model
    demandUnarmed(client, 'Publisher.getStats', {}, 'media:stats')
    const connections = this.#demandConnections('Publisher.getStats')
    if (!connections.every(({ connection }) => isNegotiated(connection))) {
      throw errorOf(client, 'Publisher.getStats/negotiating')
    }
    return Promise.all(connections.map((one) => this.#ask(one, 'getStats'))).then(() =>
      connections.map((one) => this.#container(one)),
    )
  }

  #container(one: OutgoingConnection): PublisherStatContainer {
    const { quality } = this.#model.outgoing
    return { ...this.#recipient(one), stats: publisherStats(this.#now(), this.#read(one), quality, this.#tracks) }
  }

  #demandConnections(operation: 'Publisher.getStats' | 'Publisher.getRtcStatsReport'): readonly OutgoingConnection[] {
    const { connections } = this.#model.outgoing
    if (connections.length === 0) throw errorOf(this.#model.client, `${operation}/not-connected`)
    return connections
  }

  #ask({ connection }: OutgoingConnection, reader: 'getStats' | 'getRtcStatsReport'): Promise<void> {
    return connection.askForStats(reader).catch(
      unlessRefused((problem) => {
        throw browserError(this.#model.client, `Publisher.${reader}/browser-rejected`, problem)
      }),
    )
  }

  #recipient({ subscriberId, connectionId }: OutgoingConnection): Recipient {
    if (subscriberId === null) return {}
    return { subscriberId, ...(connectionId === null ? {} : { connectionId }) }
  }

  #read({ connection }: OutgoingConnection): Reading {
    return this.#meter(connection).read(this.#now())
  }

  #meter(connection: MediaConnection): MediaMeter {
    const { client, settings, outgoing } = this.#model
    const { now: quality, pace } = outgoing.quality
    const meter = this.#meters.get(connection) ?? new MediaMeter(client.random.hex(8), this.#now())
    const flows = connection.isCarried && isNegotiated(connection)
    const audio = flows && this.#sent.hasAudio && this.#sent.hasMicrophone
    const video = flows && this.#sent.hasVideo
    const silence = flows && !audio && this.#sent.hasMicrophone
    meter.change(this.#now(), {
      audio,
      silence,
      loudness: client.media.loudness,
      video,
      ...this.size(),
      frameRate: settings.request.frameRate * (quality.limitation === 'none' ? 1 : limitedShare),
      pace,
    })
    this.#meters.set(connection, meter)
    return meter
  }

  get #tracks(): CarriedTracks {
    const { media } = this.#model
    const [audio, video] = [media?.getAudioTracks()[0]?.id, media?.getVideoTracks()[0]?.id]
    return { ...(audio === undefined ? {} : { audio }), ...(video === undefined ? {} : { video }) }
  }

  #now(): number {
    return this.#model.client.clock.now()
  }
}
