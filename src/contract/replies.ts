/** The ways in which the service, a browser or a network can refuse each request, and the failure that each of them becomes. */

import { type FailureId, findFailure } from './failures.ts'
import type { Operation } from './operations.ts'

export { captureFailure } from './capture-replies.ts'
export { breaksTheReader, sessionInfoFailure } from './session-info-replies.ts'

/** A call whose request the service can refuse over the messaging connection. */
export type RefusableCall = Extract<
  Operation,
  | 'Session.connect'
  | 'Session.forceDisconnect'
  | 'Session.publish'
  | 'Session.forceUnpublish'
  | 'Session.forceMuteStream'
  | 'Session.forceMuteAll'
  | 'Session.disableForceMute'
  | 'Session.subscribe'
  | 'Session.signal'
>

/** A refusal as the service sends it. */
export interface Refusal {
  readonly status: string
  readonly reason?: string
}

/** The failure that a refusal leads to. A rule applies where the status is listed and the reason, if the rule has one, is equal. */
export interface ReplyRule {
  readonly statuses: readonly string[]
  readonly reason?: string
  readonly failure: FailureId
}

export interface ReplyTable {
  /** The request that the service refuses. */
  readonly request: string
  /** The first that applies decides. */
  readonly rules: readonly ReplyRule[]
  readonly otherwise: FailureId
}

/** The failure that the SDK gives for each refusal (recorded: `given.server.replies`), by the call that sent the request. */
export const replies: Readonly<Record<RefusableCall, ReplyTable>> = {
  'Session.connect': {
    request: 'connection.create',
    rules: [
      {
        statuses: ['403', '409'],
        reason: 'connectionLimitExceeded',
        failure: 'Session.connect/connection-limit-exceeded',
      },
      { statuses: ['400', '403', '409'], failure: 'Session.connect/connection-refused' },
    ],
    otherwise: 'Session.connect/unexpected-server-response',
  },
  'Session.forceDisconnect': {
    request: 'connection.delete',
    rules: [
      { statuses: ['403'], failure: 'Session.forceDisconnect/permission-denied-by-server' },
      { statuses: ['404'], failure: 'Session.forceDisconnect/connection-not-found' },
    ],
    otherwise: 'Session.forceDisconnect/unexpected-server-response',
  },
  'Session.publish': {
    request: 'stream.create',
    rules: [
      { statuses: ['409'], reason: 'streamLimitExceeded', failure: 'Session.publish/stream-limit-exceeded' },
      {
        statuses: ['405'],
        reason: 'IncompatibleEncryptionSettings',
        failure: 'Session.publish/incompatible-encryption',
      },
      { statuses: ['403', '404', '409'], failure: 'Session.publish/stream-create-refused' },
    ],
    otherwise: 'Session.publish/unexpected-server-response',
  },
  'Session.forceUnpublish': {
    request: 'stream.delete',
    rules: [
      { statuses: ['403'], failure: 'Session.forceUnpublish/permission-denied-by-server' },
      { statuses: ['404'], failure: 'Session.forceUnpublish/stream-not-found' },
    ],
    otherwise: 'Session.forceUnpublish/unexpected-server-response',
  },
  'Session.forceMuteStream': {
    request: 'stream.update',
    rules: [
      { statuses: ['403'], failure: 'Session.forceMuteStream/permission-denied-by-server' },
      { statuses: ['404'], failure: 'Session.forceMuteStream/stream-not-found' },
    ],
    otherwise: 'Session.forceMuteStream/unexpected-server-response',
  },
  'Session.forceMuteAll': {
    request: 'session.update',
    rules: [
      { statuses: ['403'], failure: 'Session.forceMuteAll/permission-denied-by-server' },
      { statuses: ['404'], failure: 'Session.forceMuteAll/session-not-found' },
    ],
    otherwise: 'Session.forceMuteAll/unexpected-server-response',
  },
  'Session.disableForceMute': {
    request: 'session.update',
    rules: [
      { statuses: ['403'], failure: 'Session.disableForceMute/permission-denied-by-server' },
      { statuses: ['404'], failure: 'Session.disableForceMute/session-not-found' },
    ],
    otherwise: 'Session.disableForceMute/unexpected-server-response',
  },
  'Session.subscribe': {
    request: 'subscriber.create',
    rules: [
      { statuses: ['404'], failure: 'Session.subscribe/stream-not-found' },
      { statuses: ['409'], reason: 'streamLimitExceeded', failure: 'Session.subscribe/stream-limit-exceeded' },
      {
        statuses: ['405'],
        reason: 'IncompatibleEncryptionSettings',
        failure: 'Session.subscribe/incompatible-encryption',
      },
    ],
    otherwise: 'Session.subscribe/unable-to-subscribe',
  },
  'Session.signal': {
    request: 'signal.signal',
    rules: [
      { statuses: ['400'], failure: 'Session.signal/refused-as-invalid' },
      { statuses: ['403'], failure: 'Session.signal/permission-denied' },
      { statuses: ['404'], failure: 'Session.signal/recipient-not-found' },
      { statuses: ['413'], failure: 'Session.signal/refused-as-too-long' },
      { statuses: ['429'], failure: 'Session.signal/rate-limit-exceeded' },
      { statuses: ['500'], failure: 'Session.signal/refused-as-not-connected' },
    ],
    otherwise: 'Session.signal/unexpected-server-response',
  },
}

const applies = (rule: ReplyRule, { status, reason }: Refusal): boolean =>
  rule.statuses.includes(status) && (rule.reason === undefined || rule.reason === reason)

/**
 * The failure that a refusal leads to.
 *
 * @example
 * replyFailure('Session.subscribe', { status: '404' }) // 'Session.subscribe/stream-not-found'
 */
export function replyFailure(call: RefusableCall, refusal: Refusal): FailureId {
  const { rules, otherwise } = replies[call]
  return rules.find((rule) => applies(rule, refusal))?.failure ?? otherwise
}

/** Whether the error of a refusal says nothing: the SDK hands on the status and the words of the service, or neither, and there are no words (recorded: `session.signal/server-404-no-reason`). */
export const isWordless = (failure: FailureId, { status, reason = '' }: Refusal): boolean =>
  reason === '' && findFailure(failure).sdk?.code === Number(status)

/** The ways in which the messaging connection can fail before it is open, or before the session is connected. */
export type SocketTrouble = 'refuse' | 'hang' | 'throw' | 'closeAfterOpen'

/** The failure of `session.connect` that each of them leads to. The names are those of `given.server.socket` in the recordings. */
export const socketFailures: Readonly<Record<SocketTrouble, FailureId>> = {
  refuse: 'Session.connect/socket-refused',
  hang: 'Session.connect/socket-timeout',
  throw: 'Session.connect/socket-constructor-throws',
  closeAfterOpen: 'Session.connect/socket-closed',
}
