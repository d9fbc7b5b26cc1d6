import type { Reading } from './media-meter.ts'
import type { QualityGauge } from './network-quality.ts'

/** One entry of a browser's report of a connection, without its time. */
export type Stat = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string }

/** The ids by which entries of a report name one another. */
export const transportId = 'T01'
const localId = 'Ihost1'
const remoteId = 'Ihost2'
const pairId = `CP${localId.slice(1)}_${remoteId.slice(1)}`
const certificateIds = { local: 'CF01:01', remote: 'CF02:02' } as const

/** Addresses that are kept for documentation, so that nobody's own are told. */
const candidate = (isRemote: boolean): Stat => ({
  id: isRemote ? remoteId : localId,
  type: isRemote ? 'remote-candidate' : 'local-candidate',
  address: isRemote ? '198.51.100.7' : '192.0.2.2',
  ip: isRemote ? '198.51.100.7' : '192.0.2.2',
  candidateType: 'host',
  foundation: isRemote ? '2' : '1',
  isRemote,
  port: isRemote ? 3478 : 50_000,
  priority: 2_122_194_687,
  protocol: 'udp',
  transportId,
  usernameFragment: isRemote ? 'far0' : 'near',
  ...(isRemote ? {} : { networkType: 'ethernet' }),
})

const certificate = (whose: keyof typeof certificateIds): Stat => ({
  id: certificateIds[whose],
  type: 'certificate',
  fingerprint: certificateIds[whose].slice(2),
  fingerprintAlgorithm: 'sha-256',
  base64Certificate: '',
})

/** The traffic each way, in bytes and packets. */
interface Carried {
  readonly bytesSent: number
  readonly bytesReceived: number
  readonly packetsSent: number
  readonly packetsReceived: number
}

const pair = (carried: Carried, { pace }: QualityGauge): Stat => ({
  id: pairId,
  type: 'candidate-pair',
  state: 'succeeded',
  nominated: true,
  writable: true,
  localCandidateId: localId,
  remoteCandidateId: remoteId,
  transportId,
  priority: 9_114_497_295_910_069_000,
  currentRoundTripTime: pace.roundTrip,
  totalRoundTripTime: pace.roundTrip,
  availableOutgoingBitrate: pace.bandwidth,
  ...carried,
})

const transport = (carried: Carried, role: 'controlling' | 'controlled'): Stat => ({
  id: transportId,
  type: 'transport',
  dtlsState: 'connected',
  dtlsRole: role === 'controlling' ? 'server' : 'client',
  iceRole: role,
  iceState: 'connected',
  iceLocalUsernameFragment: 'near',
  localCertificateId: certificateIds.local,
  remoteCertificateId: certificateIds.remote,
  selectedCandidatePairId: pairId,
  selectedCandidatePairChanges: 1,
  ...carried,
})

/** The way that media takes: two ends, the pair that they make, and what it is secured with (recorded: `fixtures/facts/rtc-stats.json`). */
export function pathStats(direction: 'sends' | 'receives', { audio, video }: Reading, quality: QualityGauge): Stat[] {
  const bytes = audio.bytes + video.bytes
  const packets = audio.packets + video.packets
  const sends = direction === 'sends'
  const carried: Carried = {
    bytesSent: sends ? bytes : 0,
    bytesReceived: sends ? 0 : bytes,
    packetsSent: sends ? packets : 0,
    packetsReceived: sends ? 0 : packets,
  }
  return [
    certificate('local'),
    certificate('remote'),
    pair(carried, quality),
    candidate(false),
    candidate(true),
    { id: 'P', type: 'peer-connection', dataChannelsOpened: 0, dataChannelsClosed: 0 },
    transport(carried, sends ? 'controlling' : 'controlled'),
  ]
}
