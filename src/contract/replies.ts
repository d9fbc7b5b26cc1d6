import type { FailureId } from './failures.ts'

export { captureFailure } from './capture-replies.ts'
export { breaksTheReader, sessionInfoFailure } from './session-info-replies.ts'

/** Requests of the messaging connection that the service can refuse, and whose refusal an application hears of. */
export type RefusableRequest =
  | 'connection.create'
  | 'connection.delete'
  | 'stream.create'
  | 'stream.delete'
  | 'stream.update'
  | 'session.update'
  | 'subscriber.create'
  | 'signal.signal'

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
  /** The first that applies decides. */
  readonly rules: readonly ReplyRule[]
  readonly otherwise: FailureId
}

/**
 * The failure that the SDK gives for each refusal (recorded: `given.server.replies`). Both `forceMuteAll` and `disableForceMute` send
 * `session.update`; the table names the failures of the first.
 */
export const replies: Readonly<Record<RefusableRequest, ReplyTable>> = {
  'connection.create': {
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
  'connection.delete': {
    rules: [
      { statuses: ['403'], failure: 'Session.forceDisconnect/permission-denied-by-server' },
      { statuses: ['404'], failure: 'Session.forceDisconnect/connection-not-found' },
    ],
    otherwise: 'Session.forceDisconnect/unexpected-server-response',
  },
  'stream.create': {
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
  'stream.delete': {
    rules: [
      { statuses: ['403'], failure: 'Session.forceUnpublish/permission-denied-by-server' },
      { statuses: ['404'], failure: 'Session.forceUnpublish/stream-not-found' },
    ],
    otherwise: 'Session.forceUnpublish/unexpected-server-response',
  },
  'stream.update': {
    rules: [
      { statuses: ['403'], failure: 'Session.forceMuteStream/permission-denied-by-server' },
      { statuses: ['404'], failure: 'Session.forceMuteStream/stream-not-found' },
    ],
    otherwise: 'Session.forceMuteStream/unexpected-server-response',
  },
  'session.update': {
    rules: [
      { statuses: ['403'], failure: 'Session.forceMuteAll/permission-denied-by-server' },
      { statuses: ['404'], failure: 'Session.forceMuteAll/session-not-found' },
    ],
    otherwise: 'Session.forceMuteAll/unexpected-server-response',
  },
  'subscriber.create': {
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
  'signal.signal': {
    rules: [
      { statuses: ['400'], failure: 'Session.signal/refused-as-invalid' },
      { statuses: ['403'], failure: 'Session.signal/permission-denied' },
      { statuses: ['404'], failure: 'Session.signal/recipient-not-found' },
      { statuses: ['413'], failure: 'Session.signal/refused-as-too-long' },
      { statuses: ['429'], failure: 'Session.signal/rate-limit-exceeded' },
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
 * replyFailure('subscriber.create', { status: '404' }) // 'Session.subscribe/stream-not-found'
 */
export function replyFailure(request: RefusableRequest, refusal: Refusal): FailureId {
  const { rules, otherwise } = replies[request]
  return rules.find((rule) => applies(rule, refusal))?.failure ?? otherwise
}

/** A refusal as an error: what the `exception` event of a refused stream carries in place of the failure's own error. */
export interface RawError {
  readonly class: 'Error'
  /** The status, as a string. */
  readonly code: string
}

/** The raw error of a refusal (recorded: `session.publish/server-stream-create-403-target-form`). */
export const rawErrorOf = ({ status }: Refusal): RawError => ({ class: 'Error', code: status })

/** How the vocabulary names what opening the messaging connection can come to. */
export type SocketTrouble = 'refuse' | 'hang' | 'throw' | 'closeAfterOpen'

/** How the messaging connection can fail before the session is connected, and what that leads to. */
export const socketFailures: Readonly<Record<SocketTrouble, FailureId>> = {
  refuse: 'Session.connect/socket-refused',
  hang: 'Session.connect/socket-timeout',
  throw: 'Session.connect/socket-constructor-throws',
  closeAfterOpen: 'Session.connect/socket-closed',
}
