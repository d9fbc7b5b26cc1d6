import type { Reading } from '../media/media-meter.ts'
import { type QualityGauge, transportOf } from '../media/network-quality.ts'
import type { CarriedTracks } from '../media/rtc-stats.ts'
import { declaredBag } from '../surface/declared.ts'
import type { PublisherStats } from '../surface/stats.ts'

/**
 * The value of `getStats()` for one media path of a publisher (reference: Publisher.getStats). It has nothing of a track that is not
 * there, and without a picture no bandwidth (recorded: `fixtures/facts/rtc-stats.json`).
 */
export function publisherStats(
  now: number,
  { audio, video, bitrate, totalBitrate, flow }: Reading,
  quality: QualityGauge,
  tracks: CarriedTracks,
): PublisherStats {
  const { codec, limitation } = quality.now
  const limited = limitation === 'none' ? {} : { qualityLimitationReason: limitation }
  const { width, height, frameRate } = flow
  const encodedFrameRate = flow.video ? frameRate : 0
  const { connectionEstimatedBandwidth, ...condition } = transportOf(quality)
  const transport = tracks.video === undefined ? condition : { connectionEstimatedBandwidth, ...condition }
  const sound = { bytesSent: audio.bytes, packetsSent: audio.packets, packetsLost: audio.lost }
  const picture = {
    bytesSent: video.bytes,
    packetsSent: video.packets,
    packetsLost: video.lost,
    frameRate: encodedFrameRate,
    layers: [{ codec, width, height, encodedFrameRate, bitrate, totalBitrate, scalabilityMode: 'L1T1', ...limited }],
  }
  return declaredBag({
    ...(tracks.audio === undefined ? {} : { audio: sound }),
    ...(tracks.video === undefined ? {} : { video: picture }),
    mediaLink: { transport: { ...transport } },
    transportStats: { ...transport },
    timestamp: now,
  })
}
