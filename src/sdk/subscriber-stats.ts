import type { Reading } from './media-meter.ts'
import { goodTransport } from './publisher-stats.ts'
import type { SubscriberStats } from './surface/stats.ts'

/** What `getStats()` gives for a subscriber; `senderStats` is there, and undefined (recorded: `subscriber.getStats/ok`). */
export function subscriberStats(now: number, { audio, video, bitrate, totalBitrate, flow }: Reading): SubscriberStats {
  const { width, height } = flow
  const frameRate = flow.video ? flow.frameRate : 0
  const stats: SubscriberStats = {
    audio: { bytesReceived: audio.bytes, packetsReceived: audio.packets, packetsLost: audio.lost },
    video: {
      bytesReceived: video.bytes,
      packetsReceived: video.packets,
      packetsLost: video.lost,
      codec: 'VP8',
      width,
      height,
      bitrate,
      totalBitrate,
      frameRate,
      decodedFrameRate: frameRate,
      pauseCount: 0,
      totalPausesDuration: 0,
      freezeCount: 0,
      totalFreezesDuration: 0,
    },
    mediaLink: {
      transport: { ...goodTransport },
      remotePublisherTransport: { ...goodTransport },
      networkDegradationSource: 'none',
    },
    timestamp: now,
  }
  return Object.assign(stats, { senderStats: undefined })
}
