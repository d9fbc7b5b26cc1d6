import type { CrowdOptions } from '../../backend/people/crowd.ts'
import type { PublishOptions } from '../../backend/people/participants.ts'
import type { SessionRules } from '../../backend/state.ts'
import type { FailureId } from '../../contract/failures.ts'
import type { Role } from '../../contract/roles.ts'

/** A time: milliseconds, or a text such as `"2s"`. */
export type Duration = number | string

/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** One-way latency in milliseconds: one figure, or at least and at most. */
export type Latency = number | readonly [number, number]

export const socketWords = ['accept', 'refuse', 'refuseSlow', 'hang', 'throw'] as const

/** How a coming messaging connection is taken. */
export type SocketMode = (typeof socketWords)[number] | { readonly closeAfterOpen: number }

export const networkWords = ['offline', 'online', 'drop', 'silent', 'talking'] as const

/** An answer of the service that is given as it stands, at a point such as `sessionInfo` or `stream.create`. */
export interface RawAnswer {
  readonly answer: string
  readonly status: number | 'none' | 'failed' | 'offline'
  readonly reason?: string
  /** For HTTP points: a text, or a value that is sent as JSON. */
  readonly body?: Json
  readonly delay?: Duration
  readonly times?: number
}

export type NetworkChange =
  | (typeof networkWords)[number]
  | { readonly drop: number }
  | { readonly latency: Latency }
  | { readonly flap: { readonly times?: number; readonly down?: Duration; readonly up?: Duration } }
  | { readonly socket: SocketMode | readonly SocketMode[] }
  | RawAnswer

export interface NetworkAction {
  readonly network: NetworkChange
}

export const givenDevices = ['camera', 'microphone', 'speaker', 'screen'] as const

export type GivenDevice = (typeof givenDevices)[number]

export const promptVerbs = ['deny', 'dismiss', 'neverAnswer', 'allow', 'forgetPermission'] as const
export const holdVerbs = ['occupy', 'free'] as const
export const plugVerbs = ['unplug', 'add'] as const
export const deviceVerbs: readonly DeviceVerb[] = [...promptVerbs, ...holdVerbs, ...plugVerbs]

export type DeviceVerb = (typeof promptVerbs | typeof holdVerbs | typeof plugVerbs)[number]

export type DeviceAction =
  | { readonly device: GivenDevice; readonly does: Exclude<DeviceVerb, 'unplug' | 'add'> }
  /** Left out: every device of its kind. */
  | { readonly device: GivenDevice; readonly does: 'unplug'; readonly id?: string }
  | { readonly device: GivenDevice; readonly does: 'add'; readonly id?: string; readonly label?: string }
  /** One of each, and permission. */
  | { readonly device: 'all'; readonly does: 'reset' }

/** Whose media; what is left out does not matter. */
export interface MediaWhose {
  readonly of?: 'publisher' | 'subscriber'
  /** The name of a stream; `own`: the one that the application publishes. */
  readonly stream?: string
}

/** What goes wrong with media elements from the next media on. */
export interface ElementWords {
  readonly error?: number
  readonly ended?: boolean
  readonly neverLoads?: boolean
  readonly bindThrows?: string
  readonly blocksSound?: boolean
  readonly playRejects?: string
  readonly evenMuted?: boolean
}

export const mediaSteps = [
  'create',
  'addTrack',
  'createOffer',
  'createAnswer',
  'setLocalDescription',
  'setRemoteDescription',
  'addIceCandidate',
  'getStats',
  'setConfiguration',
  'replaceTrack',
] as const

export const mediaPaths = ['new', 'checking', 'connected', 'completed', 'disconnected', 'failed', 'closed'] as const

export type MediaStep = (typeof mediaSteps)[number]
export type MediaPath = (typeof mediaPaths)[number]
type OfStream = Pick<MediaWhose, 'stream'>
type TrackKind = 'audio' | 'video' | 'all'

export const mediaVerbs = [
  'fail',
  'planPath',
  'path',
  'renegotiate',
  'closeConnections',
  'decryption',
  'arrangeElements',
  'failElements',
  'endElements',
  'blockSound',
  'refuseSound',
  'allowSound',
  'endTracks',
  'muteTracks',
] as const

/** Something that happens to media on its way, by the names of `simulator.media`. */
export type MediaChange =
  | 'mend'
  | ({
      readonly fail: MediaStep
      readonly how?: 'rejects' | 'throws' | 'hangs'
      readonly error?: string
      readonly after?: number
      readonly times?: number
    } & MediaWhose)
  | ({ readonly planPath: readonly MediaPath[]; readonly times?: number } & MediaWhose)
  | ({ readonly path: MediaPath } & MediaWhose)
  | ({ readonly renegotiate: true } & MediaWhose)
  | ({ readonly closeConnections: true } & MediaWhose)
  | ({ readonly decryption: 'mismatch' | 'ok' } & OfStream)
  | { readonly arrangeElements: ElementWords; readonly of?: 'publisher' | 'subscriber' }
  | ({ readonly failElements: number } & MediaWhose)
  | ({ readonly endElements: true } & MediaWhose)
  | ({ readonly blockSound: true } & OfStream)
  | ({ readonly refuseSound: true | string } & OfStream)
  | ({ readonly allowSound: true } & OfStream)
  | ({ readonly endTracks: TrackKind } & MediaWhose)
  | ({ readonly muteTracks: TrackKind } & MediaWhose)

export interface MediaAction {
  readonly media: MediaChange
}

export const qualityVerbs = [
  'network',
  'score',
  'limit',
  'codec',
  'resolution',
  'interrupt',
  'fallBack',
  'resizePicture',
  'cpu',
] as const

export const networkConditions = ['unknown', 'critical', 'warning', 'fair', 'good', 'excellent'] as const
export const networkReasons = ['none', 'unknown', 'bandwidth', 'packetLoss'] as const
export const networkSources = ['local', 'remote', 'bothOrUnclear'] as const
export const limitations = ['none', 'bandwidth', 'cpu', 'other'] as const
export const fallbackStages = ['none', 'warned', 'audioOnly'] as const
export const cpuStates = ['nominal', 'fair', 'serious', 'critical'] as const

interface Sides {
  readonly width: number
  readonly height: number
}

/** How well media is carried, by the names of `simulator.media.quality`. */
export type QualityChange =
  | ({
      readonly network: (typeof networkConditions)[number]
      readonly reason?: (typeof networkReasons)[number]
      readonly source?: (typeof networkSources)[number]
    } & MediaWhose)
  | ({ readonly score: { readonly audio?: number; readonly video?: number } } & OfStream)
  | ({ readonly limit: (typeof limitations)[number] } & OfStream)
  | ({ readonly codec: string } & MediaWhose)
  | ({ readonly resolution: Sides | null } & MediaWhose)
  | ({ readonly interrupt: true | Duration } & OfStream)
  | ({ readonly fallBack: (typeof fallbackStages)[number] } & OfStream)
  | ({ readonly resizePicture: Sides } & OfStream)
  | { readonly cpu: (typeof cpuStates)[number] }

export interface QualityAction {
  readonly quality: QualityChange
}

/** Something that the service does with the whole session. Recordings are told apart by their names. */
export type SessionChange =
  | 'rotateServer'
  | { readonly startArchive: string }
  | { readonly pauseArchive: string }
  | { readonly resumeArchive: string }
  | { readonly stopArchive: string }
  | { readonly rules: Partial<SessionRules> }
  /** The service turns the picture of a stream off, or on again, because the network does not carry it. */
  | { readonly videoByQuality: string; readonly active: boolean }
  /** That many people come in: who publishes, and what goes on among them, is told as to `room.crowd()`. */
  | ({ readonly crowd: number } & Omit<CrowdOptions, 'people'>)
  /** Nothing happens any more in the crowd of this name, and they stay; or all of them leave. */
  | { readonly stopCrowd: string }
  | { readonly dismissCrowd: string }

export interface SessionAction {
  readonly session: SessionChange
}

/** What somebody publishes. */
export type GivenStream = Pick<
  PublishOptions,
  'name' | 'audio' | 'video' | 'videoType' | 'width' | 'height' | 'frameRate' | 'encryptionSecret'
>

/** What becomes of a track that somebody sends. */
export interface TrackChange {
  readonly active?: boolean
  readonly width?: number
  readonly height?: number
  readonly frameRate?: number
  readonly orientation?: 0 | 90 | 180 | 270
}

/** Something that a remote person does; `me` is the client that the application holds, `own` what it publishes. */
export type ParticipantAction = { readonly participant: string } & (
  | { readonly does: 'join'; readonly data?: string; readonly role?: Role }
  | { readonly does: 'publish'; readonly publishes?: GivenStream }
  | { readonly does: 'unpublish'; readonly stream?: string }
  | ({ readonly does: 'change'; readonly channel: 'audio' | 'video'; readonly stream?: string } & TrackChange)
  | { readonly does: 'subscribe' | 'unsubscribe'; readonly stream?: string }
  | { readonly does: 'caption'; readonly text: string; readonly isFinal?: boolean; readonly stream?: string }
  | { readonly does: 'leave' | 'vanish' }
  | {
      readonly does: 'signal'
      readonly signal?: { readonly type?: string; readonly data?: string; readonly to?: string }
    }
  | { readonly does: 'forceDisconnect'; readonly whom?: string }
  | { readonly does: 'forceUnpublish'; readonly stream?: string }
  /** Without a stream: everybody, but whose streams are excepted. */
  | { readonly does: 'mute'; readonly stream?: string; readonly except?: readonly string[] }
)

/** A failure of the catalogue that is asked for at its time, or an answer that is withheld and given. */
export type FaultAction =
  | {
      readonly fail: FailureId | { readonly failure: FailureId; readonly times?: number; readonly call?: number }
    }
  | { readonly hold: string }
  | { readonly release: string; readonly fails?: FailureId }

/** Something that happens behind the application's back. */
export type Action =
  | NetworkAction
  | DeviceAction
  | MediaAction
  | QualityAction
  | SessionAction
  | ParticipantAction
  | FaultAction

/**
 * When something happens by itself: `at` a time from the beginning; `after` an event of the application's client, and a
 * wait; `every` so often, from there on or from the beginning, as many `times` altogether, or `until` a time from the
 * beginning.
 */
export interface Moment {
  readonly at?: Duration
  readonly after?: string
  readonly wait?: Duration
  readonly every?: Duration
  readonly times?: number
  readonly until?: Duration
}
