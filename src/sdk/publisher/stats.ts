import type { Reading } from '../media/meter.ts'
import { type QualityGauge, transportOf } from '../media/quality.ts'
import type { PublisherStats } from '../surface/stats.ts'

/** What `getStats()` gives for one media path of a publisher (reference: Publisher.getStats). */
export function publisherStats(
  now: number,
  { audio, video, bitrate, totalBitrate, flow }: Reading,
  quality: QualityGauge,
): PublisherStats {
  const { codec, limitation } = quality.now
  const limited = limitation === 'none' ? {} : { qualityLimitationReason: limitation }
  const { width, height, frameRate } = flow
  const encodedFrameRate = flow.video ? frameRate : 0
  return {
    audio: { bytesSent: audio.bytes, packetsSent: audio.packets, packetsLost: audio.lost },
    video: {
      bytesSent: video.bytes,
      packetsSent: video.packets,
      packetsLost: video.lost,
      frameRate: encodedFrameRate,
      layers: [{ codec, width, height, encodedFrameRate, bitrate, totalBitrate, scalabilityMode: 'L1T1', ...limited }],
    },
    mediaLink: { transport: transportOf(quality) },
    transportStats: transportOf(quality),
    timestamp: now,
  }
}
