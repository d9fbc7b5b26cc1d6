import type { Count, Reading } from './media-meter.ts'

type Stat = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string }

const opus = {
  id: 'CIT01_111',
  type: 'codec',
  mimeType: 'audio/opus',
  clockRate: 48_000,
  channels: 2,
  payloadType: 111,
}
const vp8 = { id: 'CIT01_96', type: 'codec', mimeType: 'video/VP8', clockRate: 90_000, payloadType: 96 }

const outbound = (kind: 'audio' | 'video', { bytes, packets }: Count): Stat => ({
  id: `OT01${kind}`,
  type: 'outbound-rtp',
  kind,
  mediaType: kind,
  ssrc: kind === 'audio' ? 1001 : 1002,
  codecId: kind === 'audio' ? opus.id : vp8.id,
  bytesSent: bytes,
  packetsSent: packets,
  headerBytesSent: packets * 40,
})

const remoteInbound = (kind: 'audio' | 'video', { lost }: Count): Stat => ({
  id: `RI01${kind}`,
  type: 'remote-inbound-rtp',
  kind,
  localId: `OT01${kind}`,
  packetsLost: lost,
  roundTripTime: 0.02,
  jitter: 0.001,
})

const inbound = (kind: 'audio' | 'video', { bytes, packets, lost }: Count): Stat => ({
  id: `IT01${kind}`,
  type: 'inbound-rtp',
  kind,
  mediaType: kind,
  ssrc: kind === 'audio' ? 2001 : 2002,
  codecId: kind === 'audio' ? opus.id : vp8.id,
  bytesReceived: bytes,
  packetsReceived: packets,
  packetsLost: lost,
  headerBytesReceived: packets * 40,
  jitter: 0.001,
})

const pictureOf = ({ frames, flow }: Reading): Readonly<Record<string, unknown>> => ({
  frameWidth: flow.width,
  frameHeight: flow.height,
  framesPerSecond: flow.video ? flow.frameRate : 0,
  framesEncoded: frames,
  framesDecoded: frames,
})

const pair = (sent: number, received: number): Stat => ({
  id: 'CP01',
  type: 'candidate-pair',
  state: 'succeeded',
  nominated: true,
  currentRoundTripTime: 0.02,
  availableOutgoingBitrate: 3_000_000,
  bytesSent: sent,
  bytesReceived: received,
})

const reportOf = (now: number, stats: readonly Stat[]): Map<string, unknown> =>
  new Map(stats.map((stat) => [stat.id, { ...stat, timestamp: now }]))

/** What a browser reports of a connection that sends, by the names of the W3C's identifiers for WebRTC statistics. */
export const sendingReport = (now: number, reading: Reading): Map<string, unknown> =>
  reportOf(now, [
    opus,
    vp8,
    outbound('audio', reading.audio),
    { ...outbound('video', reading.video), ...pictureOf(reading), qualityLimitationReason: 'none' },
    remoteInbound('audio', reading.audio),
    remoteInbound('video', reading.video),
    pair(reading.audio.bytes + reading.video.bytes, 0),
  ])

/** What a browser reports of a connection that receives. */
export const receivingReport = (now: number, reading: Reading): Map<string, unknown> =>
  reportOf(now, [
    opus,
    vp8,
    inbound('audio', reading.audio),
    { ...inbound('video', reading.video), ...pictureOf(reading), freezeCount: 0, pauseCount: 0 },
    pair(0, reading.audio.bytes + reading.video.bytes),
  ])
