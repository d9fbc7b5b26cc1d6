/** The words, ranges and units that the verbs of the API and the scenario files share. */

import { type Dialect, dialects } from '../contract/dialect.ts'
import { type FailureId, failures } from '../contract/failures.ts'
import { secretLengths, signalLimits, signalTypeLetters } from '../contract/limits.ts'
import { type IceState, iceStates, type PeerStep, peerSteps } from '../contract/peer-path.ts'
import { roles } from '../contract/roles.ts'
import type { Clash, Optional, Shape, Words } from './shape.ts'
import {
  bag,
  either,
  figure,
  figures,
  filled,
  flag,
  optional,
  someOnce,
  text,
  textOf,
  thing,
  whole,
  wholeOrEndless,
  words,
  yearMs,
} from './shape.ts'

/*
 * The words, ranges and units of everything that a test author can say, in code and in scenario files. Each stands here
 * once: the schema of scenario files and the checks of the API's verbs are made of these tables.
 */

const dayMs = 86_400_000

// Counting.
export const howOften: Shape<number> = whole('how many times', 1, 1_000_000)
export const whichCall: Shape<number> = whole('the number of a call', 1, 1_000_000)

// People and credentials.
export const role: Shape<(typeof roles)[number]> = words('role', roles)
export const tokenFormat: Shape<'jwt' | 't1'> = words('token format', ['jwt', 't1'])
export const policy: Shape<'well-formed' | 'any' | 'verified'> = words('way to take credentials', [
  'well-formed',
  'any',
  'verified',
])
export const failure: Shape<FailureId> & Words = words(
  'failure',
  failures.map(({ id }) => id),
)

// The network.
export const latencyMs: Shape<number> = figure('a latency in milliseconds', 0, dayMs)
export const closeCode: Shape<number> = whole('a close code', 1000, 4999)
export const socketWords = ['accept', 'refuse', 'refuseSlow', 'hang', 'throw'] as const
export const socketWord: Shape<(typeof socketWords)[number]> & Words = words(
  'way to take a messaging connection',
  socketWords,
)
export const closeAfterOpen: Shape<{ readonly closeAfterOpen: number }> = bag({ closeAfterOpen: closeCode })

// Devices.
export const pluggedDevices = ['camera', 'microphone', 'speaker'] as const
export const devices = ['camera', 'microphone', 'speaker', 'screen'] as const
export type DeviceName = (typeof devices)[number]
export const pluggedDevice: Shape<(typeof pluggedDevices)[number]> = words('device', pluggedDevices)
export const device: Shape<DeviceName> = words('device', devices)

// Media.
export const sides = ['publisher', 'subscriber'] as const
export const side: Shape<(typeof sides)[number]> = words('side', sides)
export const trackKinds = ['audio', 'video', 'all'] as const
export const trackKind: Shape<(typeof trackKinds)[number]> = words('kind of track', trackKinds)
export const channel: Shape<'audio' | 'video'> = words('channel', ['audio', 'video'])
export const videoType: Shape<'camera' | 'screen' | 'custom'> = words('video type', ['camera', 'screen', 'custom'])
export const width: Shape<number> = figure('a width in pixels', 1, 10_000)
export const height: Shape<number> = figure('a height in pixels', 1, 10_000)
export const loudness: Shape<number> = figure('a loudness', 0.001, 1)
export const loudnessOrNone: Shape<number> = figure('a loudness', 0, 1)
export const frameRate: Shape<number> = figure('a frame rate, in pictures a second', 1, 120)
export const orientation: Shape<0 | 90 | 180 | 270> = figures('an orientation in degrees', [0, 90, 180, 270])
export const mediaStep: Shape<PeerStep> = words('step of a connection', peerSteps)
export const mediaPath: Shape<IceState> = words('state of a path', iceStates)
export const wayToFail: Shape<'rejects' | 'throws' | 'hangs'> = words('way to go wrong', ['rejects', 'throws', 'hangs'])
/** The steps that one side alone takes: publishers offer, and subscribers answer. */
const stepsOf: Readonly<Record<(typeof sides)[number], readonly PeerStep[]>> = {
  publisher: ['addTrack', 'createOffer', 'replaceTrack'],
  subscriber: ['createAnswer'],
}

/** The side of a connection beside a step that the other side takes; `beside`: the key or parameter that names the step. */
export const stepClashes = (beside: string): readonly Clash[] =>
  sides.map((side) => ({
    key: 'of',
    values: sides.filter((other) => other !== side),
    beside,
    is: stepsOf[side],
    why: `only a ${side} takes this step`,
  }))

/** A step that never answers has no error. */
export const hangingError: Clash = { key: 'error', beside: 'how', is: ['hangs'], why: 'the browser never answers' }
export const stillWork: Shape<number> = whole('how many calls still work', 0, 1_000_000)
export const decryptionOutcome: Shape<'mismatch' | 'ok'> = words('outcome of decryption', ['mismatch', 'ok'])
export const mediaErrorCode: Shape<number> = whole('the code of a MediaError', 1, 4)

/** The abilities of the browser and the properties of its page that a file can set. */
export const browserKeys: KeysOf<Partial<Record<BrowserWord, boolean>>> = {
  userMedia: optional(flag),
  displayMedia: optional(flag),
  screenExtension: optional(flag),
  encodedStreams: optional(flag),
  replaceTrack: optional(flag),
  audioOutput: optional(flag),
  filterFiles: optional(flag),
  autoplay: optional(flag),
  secure: optional(flag),
  desktop: optional(flag),
}

// Quality.
export const networkConditions = ['unknown', 'critical', 'warning', 'fair', 'good', 'excellent'] as const
export const networkCondition: Shape<(typeof networkConditions)[number]> = words(
  'condition of a network',
  networkConditions,
)
export const networkReasons = ['none', 'unknown', 'bandwidth', 'packetLoss'] as const
export const networkReason: Shape<(typeof networkReasons)[number]> = words(
  'reason for the condition of a network',
  networkReasons,
)
export const networkSources = ['local', 'remote', 'bothOrUnclear'] as const
export const networkSource: Shape<(typeof networkSources)[number]> = words('source of a degradation', networkSources)
export const limitations = ['none', 'bandwidth', 'cpu', 'other'] as const
export const limitation: Shape<(typeof limitations)[number]> = words('limitation', limitations)
export const fallbackStages = ['none', 'warned', 'audioOnly'] as const
export const fallbackStage: Shape<(typeof fallbackStages)[number]> = words(
  'stage of the fallback to sound',
  fallbackStages,
)
export const cpuStates = ['nominal', 'fair', 'serious', 'critical'] as const
export const cpuState: Shape<(typeof cpuStates)[number]> = words('state of a computer', cpuStates)
export const score: Shape<number> = figure('a score', 1, 5)
export const scoreKeys: KeysOf<{ readonly audio?: number; readonly video?: number }> = {
  audio: optional(score),
  video: optional(score),
}
export const size: Shape<{ readonly width: number; readonly height: number }> = bag({ width, height })

// The session.
const limitOf = (what: string): Shape<number> => whole(what, 0, 100_000)
export const maxConnections: Shape<number> = limitOf('the number of connections')
export const maxStreams: Shape<number> = limitOf('the number of streams')
export const crowdSize: Shape<number> = whole('the number of people', 1, 10_000)
export const share: Shape<number> = figure('the share of those who publish', 0, 1)
export const perMinute: Shape<number> = figure('how often a minute', 0, 60_000)
export const crowdVerbs = ['join', 'leave', 'vanish', 'publish', 'unpublish', 'mute', 'signal'] as const
export const churn: Shape<number | Readonly<Partial<Record<(typeof crowdVerbs)[number], number>>>> = either(
  perMinute,
  bag({
    join: optional(perMinute),
    leave: optional(perMinute),
    vanish: optional(perMinute),
    publish: optional(perMinute),
    unpublish: optional(perMinute),
    mute: optional(perMinute),
    signal: optional(perMinute),
  }),
)

type BrowserWord =
  | 'userMedia'
  | 'displayMedia'
  | 'screenExtension'
  | 'encodedStreams'
  | 'replaceTrack'
  | 'audioOutput'
  | 'filterFiles'
  | 'autoplay'
  | 'secure'
  | 'desktop'

interface StreamWords {
  readonly name?: string
  readonly audio?: boolean
  readonly video?: boolean
  readonly videoType?: 'camera' | 'screen' | 'custom'
  readonly width?: number
  readonly height?: number
  readonly frameRate?: number
  readonly encryptionSecret?: string
}

/** The forms of the keys of an object. */
type KeysOf<Value> = { readonly [Key in keyof Value]-?: Optional<Exclude<Value[Key], undefined>> }

/** The properties of a remote person's stream. */
export const streamKeys: KeysOf<StreamWords> = {
  name: optional(text),
  audio: optional(flag),
  video: optional(flag),
  videoType: optional(videoType),
  width: optional(width),
  height: optional(height),
  frameRate: optional(frameRate),
  encryptionSecret: optional(textOf({ ...secretLengths })),
}

/** The properties of a picture, which a stream without one does not have. */
const ofPicture = ['videoType', 'width', 'height', 'frameRate'] as const

export const streamClashes: readonly Clash[] = [
  { key: 'audio', values: [false], beside: 'video', is: [false], why: 'a stream has sound or a picture' },
  ...ofPicture.map((key) => ({ key, beside: 'video', is: [false], why: 'the stream has no picture' })),
]

/** The keys of a change that the other kind of track does not have; `beside`: the key or parameter that says which it is. */
export const channelClashes = (beside: string): readonly Clash[] => [
  ...['width', 'height', 'frameRate', 'orientation', 'source'].map((key) => ({
    key,
    beside,
    is: ['audio'],
    why: 'sound has no picture',
  })),
  ...['captions', 'loudness'].map((key) => ({ key, beside, is: ['video'], why: 'a picture has no sound' })),
]

/** Where one stream is muted, none is excepted. */
export const exceptOfOne = (beside: string): Clash => ({ key: 'except', beside, why: 'it is for muting everybody' })

interface SignalWords {
  readonly type?: string
  readonly data?: string
  /** The connection that gets it. */
  readonly to?: string
}

interface ElementWords {
  readonly error?: number
  readonly ended?: boolean
  readonly neverLoads?: boolean
  readonly bindThrows?: string
  readonly blocksSound?: boolean
  readonly playRejects?: string
  readonly evenMuted?: boolean
}

/** The trouble of media elements that can have no effect beside other trouble. */
export const elementClashes: readonly Clash[] = [
  { key: 'evenMuted', beside: 'playRejects', is: [undefined], why: 'it is about an element that refuses to play' },
  { key: 'blocksSound', beside: 'of', is: ['publisher'], why: 'a publisher plays no sound' },
]

/** The trouble of media elements. */
export const elementKeys: KeysOf<ElementWords> = {
  error: optional(mediaErrorCode),
  ended: optional(flag),
  neverLoads: optional(flag),
  bindThrows: optional(filled),
  blocksSound: optional(flag),
  playRejects: optional(filled),
  evenMuted: optional(flag),
}

export const excepted: Shape<readonly string[]> = someOnce(filled)

/** A signal of a person or of the service. */
export const signalKeys: KeysOf<SignalWords> = {
  type: optional(
    textOf({
      least: 1,
      most: signalLimits.type,
      of: { pattern: signalTypeLetters, what: 'letters, digits, -, ., _ and ~' },
    }),
  ),
  data: optional(textOf({ most: signalLimits.data })),
  to: optional(filled),
}

// The words of the API alone.
export const waitMs: Shape<number> = figure('a time in milliseconds', 1, yearMs)
export const pauseMs: Shape<number> = figure('a time in milliseconds', 0, yearMs)
export const timesOrEndless: Shape<number> = wholeOrEndless('how many times', 1, Number.MAX_SAFE_INTEGER)
export const permissionKind: Shape<DeviceName> = words('permission', devices)
export const archiveStatus: Shape<'started' | 'paused'> = words('status of an archive', ['started', 'paused'])
export const announcing: Shape<'created' | 'answered' | 'arrived'> = words('time of announcing', [
  'created',
  'answered',
  'arrived',
])
export const clockKind: Shape<'instant' | 'wall' | 'manual'> = words('clock', ['instant', 'wall', 'manual'])
export const dialect: Shape<Dialect> = words('dialect', dialects)
export const seed: Shape<number | string> = either(
  figure('a seed', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  filled,
)

const farthestMs = 8.64e15

/** A moment: milliseconds since the Unix epoch, a Date, or a text such as `2026-11-27T12:00:00Z`. */
export const moment: Shape<number | string | Date> = thing(
  'milliseconds since the Unix epoch, a Date, or a text such as "2026-11-27T12:00:00Z"',
  (value) => {
    const at = typeof value === 'string' ? Date.parse(value) : value instanceof Date ? value.getTime() : value
    return typeof at === 'number' && Math.abs(at) <= farthestMs
  },
)
