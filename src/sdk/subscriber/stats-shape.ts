import type { Reading } from '../media/media-meter.ts'
import { goodTransport, isDegraded, type QualityGauge, transportOf } from '../media/network-quality.ts'
import type { CarriedTracks } from '../media/rtc-stats.ts'
import { declaredBag } from '../surface/declared.ts'
import type { SubscriberMediaLink, SubscriberStats } from '../surface/stats.ts'

/** The network of the side that does not carry the media; the other one is good. */
function mediaLinkOf(quality: QualityGauge): SubscriberMediaLink {
  const { condition, source } = quality.now
  const transport = transportOf(quality)
  const isBoth = source === 'bothOrUnclear' || source === 'none'
  return {
    transport: isBoth || source === 'local' ? transport : { ...goodTransport },
    remotePublisherTransport: isBoth || source === 'remote' ? { ...transport } : { ...goodTransport },
    networkDegradationSource: isDegraded(condition) ? source : 'none',
  }
}

/**
 * The value of `getStats()` for a subscriber. It has nothing of a track that is not there (recorded: `fixtures/facts/rtc-stats.json`);
 * `senderStats` is there, and undefined (recorded: `subscriber.getStats/ok`).
 */
export function subscriberStats(
  now: number,
  { audio, video, bitrate, totalBitrate, flow }: Reading,
  quality: QualityGauge,
  tracks: CarriedTracks,
): SubscriberStats {
  const { codec, pauses, pausedMs } = quality.now
  const { width, height } = flow
  const frameRate = flow.video ? flow.frameRate : 0
  const sound = { bytesReceived: audio.bytes, packetsReceived: audio.packets, packetsLost: audio.lost }
  const picture = {
    bytesReceived: video.bytes,
    packetsReceived: video.packets,
    packetsLost: video.lost,
    codec,
    width,
    height,
    bitrate,
    totalBitrate,
    frameRate,
    decodedFrameRate: frameRate,
    pauseCount: pauses,
    totalPausesDuration: pausedMs,
    freezeCount: 0,
    totalFreezesDuration: 0,
  }
  const stats: SubscriberStats = declaredBag({
    ...(tracks.audio === undefined ? {} : { audio: sound }),
    ...(tracks.video === undefined ? {} : { video: picture }),
    mediaLink: mediaLinkOf(quality),
    timestamp: now,
  })
  return Object.assign(stats, { senderStats: undefined })
}
