/** The failure that each trouble of media is: by the step that failed, by the code of a media element, by the place where media is stuck. */

import type { FailureId } from '../../contract/failures.ts'
import type { Side } from '../base/media-conditions.ts'
import type { MediaConnection } from './connection.ts'
import type { FailedStage, Progress } from './connection-host.ts'

/** The failure of `Session.publish` and of `Session.subscribe` for each step of a connection that they wait for. */
const pending: Readonly<Record<Side, Readonly<Record<FailedStage, FailureId>>>> = {
  publisher: {
    create: 'Session.publish/create-peer-connection-failed',
    codecs: 'Session.publish/set-remote-description-failed',
    offer: 'Session.publish/create-offer-failed',
    answer: 'Session.publish/create-offer-failed',
    local: 'Session.publish/set-local-description-failed',
    remote: 'Session.publish/set-remote-description-failed',
    rejected: 'Session.publish/set-remote-description-failed',
    ice: 'Session.publish/ice-failed',
  },
  subscriber: {
    create: 'Session.subscribe/create-peer-connection-failed',
    codecs: 'Session.subscribe/invalid-offer',
    offer: 'Session.subscribe/create-answer-failed',
    answer: 'Session.subscribe/create-answer-failed',
    local: 'Session.subscribe/set-local-description-failed',
    remote: 'Session.subscribe/set-remote-description-throws',
    rejected: 'Session.subscribe/set-remote-description-failed',
    ice: 'Session.subscribe/ice-failed',
  },
}

/** The failure of a call that waits for a connection. */
export const pendingFailure = (side: Side, stage: FailedStage): FailureId => pending[side][stage]

/** The failure of a published publisher whose connection failed. */
export const runningFailure = (stage: FailedStage): FailureId =>
  stage === 'ice' ? 'Publisher/ice-failed' : 'Publisher/negotiation-failed'

/** Where media that never arrived was stuck, as a failure of `Session.publish`; all of them end in the same time-out. */
const stuck: Readonly<Record<Progress, FailureId>> = {
  preparing: 'Session.publish/stream-never-announced',
  'without-tracks': 'Session.publish/add-track-failed',
  offering: 'Session.publish/offer-never-created',
  offered: 'Session.publish/offer-never-answered',
  refused: 'Session.publish/offer-refused',
  answered: 'Session.publish/ice-never-connects',
  failed: 'Session.publish/ice-failed-with-reconnection',
  connected: 'Session.publish/stream-never-announced',
}

export const stuckFailure = (progress: Progress | null): FailureId =>
  progress === null ? 'Session.publish/stream-never-announced' : stuck[progress]

const elementSlugs = {
  1: 'media-element-aborted',
  2: 'media-element-network-error',
  3: 'media-element-decode-error',
  4: 'media-element-source-not-supported',
} as const

const isKnownCode = (code: number): code is keyof typeof elementSlugs => Object.hasOwn(elementSlugs, code)

/** The failure that a media element's error is, by the code of its MediaError. */
export const elementFailure = (
  operation: 'OT.initPublisher' | 'Session.publish' | 'Session.subscribe',
  code: number,
): FailureId => `${operation}/${elementSlugs[isKnownCode(code) ? code : 3]}`

const bindingFailures: Readonly<Record<string, FailureId>> = {
  NotSupportedError: 'Session.subscribe/media-element-bind-not-supported',
  InvalidStateError: 'Session.subscribe/media-element-bind-invalid-state',
}

/** The failure that an element is which does not take its media, by what the browser's error is called. */
export const bindingFailure = (browserError: string): FailureId =>
  bindingFailures[browserError] ?? 'Session.subscribe/media-element-bind-failed'

/** Where media that was never received was stuck, as a failure of `Session.subscribe`; all of them end in the same time-out. */
export function unreceivedFailure(connection: MediaConnection | null): FailureId {
  if (connection === null) return 'Session.subscribe/offer-never-sent'
  if (connection.isClosed) return 'Session.subscribe/peer-closed'
  const answered = connection.progress === 'answered' || connection.progress === 'connected'
  return answered ? 'Session.subscribe/ice-never-connects' : 'Session.subscribe/answer-never-created'
}
