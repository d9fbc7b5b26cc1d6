import type { FailureId } from './failures.ts'

/** What is captured: `screen` is a screen, a window or a tab; everything else counts as `camera`. */
export type CaptureKind = 'camera' | 'screen'

/** What a refused capture leads to. */
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
}

/**
 * What the SDK makes of the name of the browser's error, by what is captured (recorded:
 * `OT.initPublisher/getUserMedia/*`, `OT.initPublisher/screen/*`). `missing`: the browser has no such function.
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
