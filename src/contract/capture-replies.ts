import type { FailureId } from './failures.ts'

/** The source of a capture: `screen` is a screen, a window or a tab; everything else counts as `camera`. */
export type CaptureKind = 'camera' | 'screen'

/** The failure that a refused capture leads to. */
export interface CaptureFailure {
  readonly id: FailureId
  /** True: the publisher dispatches `accessDenied`, after the handler. False: `OT` dispatches `exception`, before it. */
  readonly silent: boolean
}

const browserErrors: Readonly<Record<string, FailureId>> = {
  NotAllowedError: 'OT.initPublisher/access-denied',
  PermissionDeniedError: 'OT.initPublisher/access-denied',
  PermissionDismissedError: 'OT.initPublisher/access-dismissed',
  SecurityError: 'OT.initPublisher/insecure-context',
  NotFoundError: 'OT.initPublisher/no-devices-found',
  DevicesNotFoundError: 'OT.initPublisher/no-devices-found',
  NotReadableError: 'OT.initPublisher/hardware-unavailable',
  TrackStartError: 'OT.initPublisher/hardware-unavailable',
  SourceUnavailableError: 'OT.initPublisher/hardware-unavailable',
  OverconstrainedError: 'OT.initPublisher/constraints-not-satisfied',
  ConstraintNotSatisfiedError: 'OT.initPublisher/constraints-not-satisfied',
  TypeError: 'OT.initPublisher/constraints-not-satisfied',
  AbortError: 'OT.initPublisher/unable-to-capture-media',
  NotSupportedError: 'OT.initPublisher/media-not-supported',
  missing: 'OT.initPublisher/get-user-media-missing',
}

const screenErrors: Readonly<Record<string, FailureId>> = {
  NotAllowedError: 'OT.initPublisher/screen-access-denied',
  AbortError: 'OT.initPublisher/unable-to-capture-screen',
  missing: 'OT.initPublisher/screen-sharing-extension-not-registered',
  'not-installed': 'OT.initPublisher/screen-sharing-extension-not-installed',
  unsupported: 'OT.initPublisher/screen-sharing-not-supported',
}

/**
 * The failure that the SDK gives for the name of the browser's error, by the source of the capture (recorded:
 * `OT.initPublisher/getUserMedia/*`, `OT.initPublisher/screen/*`). `missing`: the browser has no such function; for a screen, it
 * needs an extension, which was not registered, or (`not-installed`) is not there. `unsupported`: it shares no screens at all.
 */
export const captureErrors: Readonly<Record<CaptureKind, Readonly<Record<string, FailureId>>>> = {
  camera: browserErrors,
  screen: { ...browserErrors, ...screenErrors },
}

const deniedBy: readonly FailureId[] = [
  'OT.initPublisher/access-denied',
  'OT.initPublisher/access-dismissed',
  'OT.initPublisher/insecure-context',
  'OT.initPublisher/screen-access-denied',
]

/**
 * The failure that a refused capture leads to.
 *
 * @param browserError The name of the browser's error, or `missing` where it has no function for it.
 *
 * @example
 * captureFailure('NotReadableError', 'camera') // { id: 'OT.initPublisher/hardware-unavailable', silent: false }
 */
export function captureFailure(browserError: string, kind: CaptureKind): CaptureFailure {
  const id = captureErrors[kind][browserError] ?? 'OT.initPublisher/media-aborted'
  return { id, silent: deniedBy.includes(id) }
}

/**
 * Operations that ask for media besides `OT.initPublisher`. They know fewer ways to be refused, and give no code (recorded:
 * `OT.getUserMedia/NotAllowedError`, `webrtc/publisher.setVideoSource/ready-getUserMedia-NotAllowedError`).
 */
export type CapturingOperation =
  | 'OT.getUserMedia'
  | 'Publisher.setVideoSource'
  | 'Publisher.cycleVideo'
  | 'Publisher.setAudioSource'

const refusals = {
  'OT.initPublisher/access-denied': 'access-denied',
  'OT.initPublisher/access-dismissed': 'access-denied',
  'OT.initPublisher/insecure-context': 'access-denied',
  'OT.initPublisher/screen-access-denied': 'access-denied',
  'OT.initPublisher/no-devices-found': 'no-devices-found',
  'OT.initPublisher/hardware-unavailable': 'hardware-unavailable',
  'OT.initPublisher/constraints-not-satisfied': 'constraints-not-satisfied',
  'OT.initPublisher/unable-to-capture-media': 'unable-to-capture-media',
  'OT.initPublisher/unable-to-capture-screen': 'unable-to-capture-media',
  'OT.initPublisher/media-not-supported': 'media-not-supported',
  'OT.initPublisher/get-user-media-missing': 'media-not-supported',
} as const

const isRefusal = (id: FailureId): id is keyof typeof refusals => Object.hasOwn(refusals, id)

/**
 * The failure of an operation whose request for media the browser refused.
 *
 * @example
 * captureFailureOf('Publisher.setVideoSource', 'NotReadableError', 'camera') // 'Publisher.setVideoSource/hardware-unavailable'
 */
export function captureFailureOf(operation: CapturingOperation, browserError: string, kind: CaptureKind): FailureId {
  const { id } = captureFailure(browserError, kind)
  return `${operation}/${isRefusal(id) ? refusals[id] : 'media-aborted'}`
}
