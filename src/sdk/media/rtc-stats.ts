import type { Count, Reading } from './meter.ts'
import type { QualityGauge } from './quality.ts'

type Stat = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string }

const opus = {
  id: 'CIT01_111',
  type: 'codec',
  mimeType: 'audio/opus',
  clockRate: 48_000,
  channels: 2,
  payloadType: 111,
}
const videoCodecId = 'CIT01_96'

const videoCodec = ({ now }: QualityGauge): Stat => ({
  id: videoCodecId,
  type: 'codec',
  mimeType: `video/${now.codec}`,
  clockRate: 90_000,
  payloadType: 96,
})

const outbound = (kind: 'audio' | 'video', { bytes, packets }: Count): Stat => ({
  id: `OT01${kind}`,
  type: 'outbound-rtp',
  kind,
  mediaType: kind,
  ssrc: kind === 'audio' ? 1001 : 1002,
  codecId: kind === 'audio' ? opus.id : videoCodecId,
  bytesSent: bytes,
  packetsSent: packets,
  headerBytesSent: packets * 40,
})

/** Seconds, as packets come the less evenly the farther their way. */
const jitterOf = (roundTrip: number): number => roundTrip / 20

const remoteInbound = (kind: 'audio' | 'video', { lost }: Count, { pace }: QualityGauge): Stat => ({
  id: `RI01${kind}`,
  type: 'remote-inbound-rtp',
  kind,
  localId: `OT01${kind}`,
  packetsLost: lost,
  roundTripTime: pace.roundTrip,
  jitter: jitterOf(pace.roundTrip),
})

const inbound = (kind: 'audio' | 'video', { bytes, packets, lost }: Count, { pace }: QualityGauge): Stat => ({
  id: `IT01${kind}`,
  type: 'inbound-rtp',
  kind,
  mediaType: kind,
  ssrc: kind === 'audio' ? 2001 : 2002,
  codecId: kind === 'audio' ? opus.id : videoCodecId,
  bytesReceived: bytes,
  packetsReceived: packets,
  packetsLost: lost,
  headerBytesReceived: packets * 40,
  jitter: jitterOf(pace.roundTrip),
})

const pictureOf = ({ frames, flow }: Reading): Readonly<Record<string, unknown>> => ({
  frameWidth: flow.width,
  frameHeight: flow.height,
  framesPerSecond: flow.video ? flow.frameRate : 0,
  framesEncoded: frames,
  framesDecoded: frames,
})

const pair = (sent: number, received: number, { pace }: QualityGauge): Stat => ({
  id: 'CP01',
  type: 'candidate-pair',
  state: 'succeeded',
  nominated: true,
  currentRoundTripTime: pace.roundTrip,
  availableOutgoingBitrate: pace.bandwidth,
  bytesSent: sent,
  bytesReceived: received,
})

const reportOf = (now: number, stats: readonly Stat[]): Map<string, unknown> =>
  new Map(stats.map((stat) => [stat.id, { ...stat, timestamp: now }]))

/** What a browser reports of a connection that sends, by the names of the W3C's identifiers for WebRTC statistics. */
export const sendingReport = (now: number, reading: Reading, quality: QualityGauge): Map<string, unknown> =>
  reportOf(now, [
    opus,
    videoCodec(quality),
    outbound('audio', reading.audio),
    {
      ...outbound('video', reading.video),
      ...pictureOf(reading),
      qualityLimitationReason: quality.now.limitation,
    },
    remoteInbound('audio', reading.audio, quality),
    remoteInbound('video', reading.video, quality),
    pair(reading.audio.bytes + reading.video.bytes, 0, quality),
  ])

/** What a browser reports of a connection that receives. */
export const receivingReport = (now: number, reading: Reading, quality: QualityGauge): Map<string, unknown> =>
  reportOf(now, [
    opus,
    videoCodec(quality),
    inbound('audio', reading.audio, quality),
    {
      ...inbound('video', reading.video, quality),
      ...pictureOf(reading),
      freezeCount: 0,
      pauseCount: quality.now.pauses,
      totalPausesDuration: quality.now.pausedMs / 1000,
    },
    pair(0, reading.audio.bytes + reading.video.bytes, quality),
  ])
