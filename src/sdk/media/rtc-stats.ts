import type { Count, Reading } from './media-meter.ts'
import type { QualityGauge } from './network-quality.ts'
import { pathStats, type Stat, transportId } from './rtc-path.ts'

type Kind = 'audio' | 'video'

/** The tracks that a connection carries, by their ids; what is left out is not there. */
export type CarriedTracks = Readonly<Partial<Record<Kind, string>>>

const letterOf: Readonly<Record<Kind, string>> = { audio: 'A', video: 'V' }
const payloadOf: Readonly<Record<Kind, number>> = { audio: 111, video: 96 }

/** Entries that send begin with O, those that receive with I, as Chromium's do (recorded: `fixtures/facts/rtc-stats.json`). */
const codecId = (way: 'O' | 'I', kind: Kind): string => `C${way}T01_${payloadOf[kind]}`

const ssrcOf = (way: 'O' | 'I', kind: Kind): number => (way === 'O' ? 1000 : 2000) + (kind === 'audio' ? 1 : 2)

const idOf = (prefix: string, way: 'O' | 'I', kind: Kind): string => `${prefix}${letterOf[kind]}${ssrcOf(way, kind)}`

const codec = (way: 'O' | 'I', kind: Kind, { now }: QualityGauge): Stat => ({
  id: codecId(way, kind),
  type: 'codec',
  mimeType: kind === 'audio' ? 'audio/opus' : `video/${now.codec}`,
  clockRate: kind === 'audio' ? 48_000 : 90_000,
  ...(kind === 'audio' ? { channels: 2, sdpFmtpLine: 'minptime=10;useinbandfec=1' } : {}),
  payloadType: payloadOf[kind],
  transportId,
})

const commonOf = (way: 'O' | 'I', kind: Kind): Readonly<Record<string, unknown>> => ({
  kind,
  mediaType: kind,
  ssrc: ssrcOf(way, kind),
  codecId: codecId(way, kind),
  transportId,
})

/** Seconds, as packets come the less evenly the farther their way. */
const jitterOf = (roundTrip: number): number => roundTrip / 20

const pictureOf = ({ flow }: Reading): Readonly<Record<string, unknown>> => ({
  frameWidth: flow.width,
  frameHeight: flow.height,
  framesPerSecond: flow.video ? flow.frameRate : 0,
})

/** How loud the sound is now, and how much of it there was (the W3C's identifiers for WebRTC statistics). */
const soundOf = ({ flow, energy, samplesMs }: Reading): Readonly<Record<string, unknown>> => ({
  audioLevel: flow.audio ? (flow.loudness ?? 0) : 0,
  totalAudioEnergy: energy,
  totalSamplesDuration: samplesMs / 1000,
})

const mid: Readonly<Record<Kind, string>> = { audio: '0', video: '1' }

const outbound = (kind: Kind, { bytes, packets }: Count): Stat => ({
  id: idOf('OT01', 'O', kind),
  type: 'outbound-rtp',
  ...commonOf('O', kind),
  active: true,
  mid: mid[kind],
  mediaSourceId: `S${letterOf[kind]}1`,
  remoteId: idOf('RI', 'O', kind),
  bytesSent: bytes,
  packetsSent: packets,
  headerBytesSent: packets * 40,
  nackCount: 0,
  retransmittedBytesSent: 0,
  retransmittedPacketsSent: 0,
})

const encoded = (reading: Reading, { now }: QualityGauge): Readonly<Record<string, unknown>> => ({
  ...pictureOf(reading),
  framesEncoded: reading.frames,
  framesSent: reading.frames,
  scalabilityMode: 'L1T1',
  qualityLimitationReason: now.limitation,
})

const remoteInbound = (kind: Kind, { lost, packets }: Count, { pace }: QualityGauge): Stat => ({
  id: idOf('RI', 'O', kind),
  type: 'remote-inbound-rtp',
  ...commonOf('O', kind),
  localId: idOf('OT01', 'O', kind),
  packetsLost: lost,
  fractionLost: packets === 0 ? 0 : lost / packets,
  roundTripTime: pace.roundTrip,
  jitter: jitterOf(pace.roundTrip),
})

const source = (kind: Kind, trackIdentifier: string, reading: Reading): Stat => ({
  id: `S${letterOf[kind]}1`,
  type: 'media-source',
  kind,
  trackIdentifier,
  ...(kind === 'audio'
    ? soundOf(reading)
    : {
        width: reading.flow.width,
        height: reading.flow.height,
        frames: reading.frames,
        framesPerSecond: reading.flow.frameRate,
      }),
})

const inbound = (kind: Kind, trackIdentifier: string, reading: Reading, { pace }: QualityGauge): Stat => ({
  id: idOf('IT01', 'I', kind),
  type: 'inbound-rtp',
  ...commonOf('I', kind),
  mid: mid[kind],
  trackIdentifier,
  remoteId: idOf('RO', 'I', kind),
  bytesReceived: reading[kind].bytes,
  packetsReceived: reading[kind].packets,
  packetsLost: reading[kind].lost,
  headerBytesReceived: reading[kind].packets * 40,
  jitter: jitterOf(pace.roundTrip),
})

const decoded = (reading: Reading, { now }: QualityGauge): Readonly<Record<string, unknown>> => ({
  ...pictureOf(reading),
  framesReceived: reading.frames,
  framesDecoded: reading.frames,
  framesDropped: 0,
  freezeCount: 0,
  totalFreezesDuration: 0,
  pauseCount: now.pauses,
  totalPausesDuration: now.pausedMs / 1000,
})

const remoteOutbound = (kind: Kind, { bytes, packets, lost }: Count): Stat => ({
  id: idOf('RO', 'I', kind),
  type: 'remote-outbound-rtp',
  ...commonOf('I', kind),
  localId: idOf('IT01', 'I', kind),
  bytesSent: bytes,
  packetsSent: packets + lost,
})

const kindsOf = (tracks: CarriedTracks): readonly Kind[] =>
  (['audio', 'video'] as const).filter((kind) => tracks[kind] !== undefined)

const reportOf = (now: number, stats: readonly Stat[]): Map<string, unknown> =>
  new Map(stats.map((stat) => [stat.id, { ...stat, timestamp: now }]))

/** The browser's report of a connection that sends; it says nothing of tracks that are not there. */
export function sendingReport(
  now: number,
  reading: Reading,
  quality: QualityGauge,
  tracks: CarriedTracks,
): Map<string, unknown> {
  const stats = kindsOf(tracks).flatMap((kind): readonly Stat[] => [
    codec('O', kind, quality),
    { ...outbound(kind, reading[kind]), ...(kind === 'video' ? encoded(reading, quality) : {}) },
    remoteInbound(kind, reading[kind], quality),
    source(kind, tracks[kind] ?? '', reading),
  ])
  return reportOf(now, [...stats, ...pathStats('sends', reading, quality)])
}

/** The browser's report of a connection that receives; it says nothing of tracks that are not there. */
export function receivingReport(
  now: number,
  reading: Reading,
  quality: QualityGauge,
  tracks: CarriedTracks,
): Map<string, unknown> {
  const stats = kindsOf(tracks).flatMap((kind): readonly Stat[] => [
    codec('I', kind, quality),
    {
      ...inbound(kind, tracks[kind] ?? '', reading, quality),
      ...(kind === 'video' ? decoded(reading, quality) : soundOf(reading)),
    },
    remoteOutbound(kind, reading[kind]),
  ])
  return reportOf(now, [...stats, ...pathStats('receives', reading, quality)])
}
