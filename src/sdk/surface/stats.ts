/** The traffic that came in on one track, since the media was connected. */
export interface IncomingTrackStats {
  bytesReceived: number
  packetsLost: number
  packetsReceived: number
}

/** The traffic that went out on one track, since the media was connected. */
export interface OutgoingTrackStats {
  bytesSent: number
  packetsLost: number
  packetsSent: number
}

/** Why the picture is worse than it could be. */
export type VideoQualityReason =
  | 'none'
  | 'bandwidth'
  | 'cpu'
  | 'other'
  | 'resolutionChange'
  | 'codecChange'
  | 'videoInterruption'

export type NetworkConditionReason = 'none' | 'unknown' | 'bandwidth' | 'packetLoss'

export type NetworkCondition = 'unknown' | 'critical' | 'warning' | 'fair' | 'good' | 'excellent'

/** The end of the media path whose network does not carry the media. */
export type NetworkDegradationSource = 'none' | 'bothOrUnclear' | 'local' | 'remote'

/** The figures that a publisher sends to its subscribers about its own network, in bits per second. */
export interface SenderStats {
  connectionMaxAllocatedBitrate: number
  connectionEstimatedBandwidth: number
}

/** The figures that one end knows of its network; the bandwidth in bits per second. */
export interface TransportStats {
  connectionEstimatedBandwidth: number
  networkCondition: NetworkCondition
  networkConditionReason: NetworkConditionReason
}

/** Received video: bitrates in bits per second, durations in milliseconds. */
export interface SubscriberVideoStats extends IncomingTrackStats {
  codec: string
  width: number
  height: number
  bitrate: number
  totalBitrate: number
  frameRate: number
  decodedFrameRate: number
  pauseCount?: number
  totalPausesDuration?: number
  freezeCount?: number
  totalFreezesDuration?: number
}

export interface SubscriberMediaLink {
  transport: TransportStats
  remotePublisherTransport: TransportStats
  networkDegradationSource: NetworkDegradationSource
}

/** The value of `subscriber.getStats()`. */
export interface SubscriberStats {
  audio: IncomingTrackStats
  video: SubscriberVideoStats
  mediaLink: SubscriberMediaLink
  /** Undefined unless the publisher sends it (`publishSenderStats`). */
  senderStats?: SenderStats
  /** Milliseconds since the Unix epoch. */
  timestamp: number
}

/** One layer of a scalable video; bitrates in bits per second. */
export interface VideoLayerStats {
  codec: string
  width: number
  height: number
  encodedFrameRate: number
  bitrate: number
  totalBitrate: number
  scalabilityMode?: string
  qualityLimitationReason?: VideoQualityReason
}

export interface PublisherVideoStats extends OutgoingTrackStats {
  frameRate: number
  layers?: VideoLayerStats[]
}

export interface PublisherMediaLink {
  transport: TransportStats
}

/** The statistics of a publisher on one media path. */
export interface PublisherStats {
  audio: OutgoingTrackStats
  video: PublisherVideoStats
  mediaLink: PublisherMediaLink
  /** Milliseconds since the Unix epoch. */
  timestamp: number
  transportStats: TransportStats
}

/** One media path of a publisher; the ids are there in relayed sessions alone, where each subscriber has a path of its own. */
export interface PublisherStatContainer {
  subscriberId?: string
  connectionId?: string
  stats: PublisherStats
}

export type PublisherStatsArr = PublisherStatContainer[]

export interface PublisherRtcStatsReportContainer {
  subscriberId?: string
  connectionId?: string
  rtcStatsReport: RTCStatsReport
}

export type PublisherRtcStatsReportArr = PublisherRtcStatsReportContainer[]
