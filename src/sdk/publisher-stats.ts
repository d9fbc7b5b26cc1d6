import type { Reading } from './media-meter.ts'
import type { PublisherStats, TransportStats } from './surface/stats.ts'

/** A network with nothing wrong: the bandwidth in bits per second. */
export const goodTransport: TransportStats = {
  connectionEstimatedBandwidth: 3_000_000,
  networkCondition: 'excellent',
  networkConditionReason: 'none',
}

/** What `getStats()` gives for one media path of a publisher (reference: Publisher.getStats). */
export function publisherStats(now: number, { audio, video, bitrate, totalBitrate, flow }: Reading): PublisherStats {
  const { width, height, frameRate } = flow
  const encodedFrameRate = flow.video ? frameRate : 0
  return {
    audio: { bytesSent: audio.bytes, packetsSent: audio.packets, packetsLost: audio.lost },
    video: {
      bytesSent: video.bytes,
      packetsSent: video.packets,
      packetsLost: video.lost,
      frameRate: encodedFrameRate,
      layers: [{ codec: 'VP8', width, height, encodedFrameRate, bitrate, totalBitrate, scalabilityMode: 'L1T1' }],
    },
    mediaLink: { transport: { ...goodTransport } },
    transportStats: { ...goodTransport },
    timestamp: now,
  }
}
