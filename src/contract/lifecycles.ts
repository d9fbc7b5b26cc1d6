/** The states of a session, a publisher and a subscriber, and the failure with which a call is refused in each of them. */

import { type FailureId, isFailureId } from './failures.ts'
import type { Operation } from './operations.ts'

/**
 * States of a session. `reconnecting` is ours: the SDK goes on saying `connected` while it reconnects (recorded:
 * `while-reconnecting/property-currentState`).
 */
export const sessionStates = [
  'disconnected',
  'connecting',
  'connected',
  'reconnecting',
  'migrating',
  'disconnecting',
] as const

export type SessionState = (typeof sessionStates)[number]

/** Whether `session.isConnected()` says so in a state. */
export const isConnectedIn: Readonly<Record<SessionState, boolean>> = {
  disconnected: false,
  connecting: false,
  connected: true,
  reconnecting: true,
  migrating: true,
  disconnecting: false,
}

/**
 * The fate of a call in a state: it `goes` on its way; it `waits` for the session to be reconnected; it is `ignored`,
 * its handler dropped and its promise never settled; it is `done` at once, nothing being to do; or it fails.
 */
export type CallOutcome = 'goes' | 'waits' | 'ignored' | 'done' | FailureId

type Outcomes = Readonly<Record<SessionState, CallOutcome>>

const needsConnection = (failure: FailureId): Outcomes => ({
  disconnected: failure,
  connecting: failure,
  connected: 'goes',
  reconnecting: 'waits',
  migrating: 'goes',
  disconnecting: failure,
})

/**
 * State by operation, as recorded (areas `connect`, `disconnect`, `reconnect`, `session`). Not recorded, and taken to be
 * as when disconnected: calls other than `connect` and `disconnect` while connecting.
 */
export const sessionLifecycle: Readonly<Partial<Record<Operation, Outcomes>>> = {
  'Session.connect': {
    disconnected: 'goes',
    connecting: 'ignored',
    connected: 'ignored',
    reconnecting: 'ignored',
    migrating: 'goes',
    disconnecting: 'goes',
  },
  'Session.disconnect': {
    disconnected: 'done',
    connecting: 'goes',
    connected: 'goes',
    reconnecting: 'goes',
    migrating: 'goes',
    disconnecting: 'goes',
  },
  'Session.publish': needsConnection('Session.publish/not-connected'),
  // Subscribing looks at session.connection alone, which is there until the session is disconnected.
  'Session.subscribe': { ...needsConnection('Session.subscribe/not-connected'), disconnecting: 'goes' },
  'Session.signal': needsConnection('Session.signal/not-connected'),
  'Session.forceDisconnect': needsConnection('Session.forceDisconnect/not-connected'),
  'Session.forceUnpublish': needsConnection('Session.forceUnpublish/not-connected'),
  'Session.forceMuteStream': needsConnection('Session.forceMuteStream/not-connected'),
  'Session.forceMuteAll': needsConnection('Session.forceMuteAll/not-connected'),
  'Session.disableForceMute': needsConnection('Session.disableForceMute/not-connected'),
}

/** The failure with which an operation refuses a call in a state of its session; null: the state is no obstacle. */
export function refusalIn(state: SessionState, operation: Operation): FailureId | null {
  const outcome = sessionLifecycle[operation]?.[state]
  return outcome !== undefined && isFailureId(outcome) ? outcome : null
}

/** The values of `session.currentState`. */
export type SessionStateName = Exclude<SessionState, 'reconnecting'>

/**
 * The states that may follow each state of a session. A migration ends in `connected` whatever became of the session
 * meanwhile (recorded: `webrtc/migration/while-migrating-disconnect`).
 */
export const sessionTransitions: Readonly<Record<SessionStateName, readonly SessionStateName[]>> = {
  disconnected: ['connecting', 'connected'],
  connecting: ['connected', 'disconnecting', 'disconnected'],
  connected: ['migrating', 'disconnecting', 'disconnected'],
  migrating: ['connected', 'disconnecting', 'disconnected'],
  disconnecting: ['connected', 'disconnected'],
}

/**
 * The media of a publisher: `asked` until its element shows it (`ready`) or it cannot be had or shown (`failed`); `ended`
 * when all of its tracks have.
 */
export type PublisherMediaState = 'asked' | 'ready' | 'failed' | 'ended'

/** The states that may follow each state of a publisher's media. Media that ended too early is shown, or fails, all the same. */
export const mediaTransitions: Readonly<Record<PublisherMediaState, readonly PublisherMediaState[]>> = {
  asked: ['ready', 'failed', 'ended'],
  ready: ['ended'],
  failed: ['ended'],
  ended: ['ready', 'failed'],
}

/**
 * The place of a publisher:
 * - `free` of any session;
 * - `waiting` to be published, for its media or for the end of the call;
 * - `publishing`, from the request for its stream to the stream's announcement;
 * - `published`;
 * - `kept` by a listener of `streamDestroyed` when its session ended, and attached to it still;
 * - `destroyed`.
 */
export type PublisherPlace = 'free' | 'waiting' | 'publishing' | 'published' | 'kept' | 'destroyed'

/** The places that may follow each place of a publisher. */
export const placeTransitions: Readonly<Record<PublisherPlace, readonly PublisherPlace[]>> = {
  free: ['waiting', 'destroyed'],
  waiting: ['publishing', 'free', 'destroyed'],
  publishing: ['published', 'free', 'destroyed'],
  published: ['kept', 'free', 'destroyed'],
  kept: ['free', 'destroyed'],
  destroyed: [],
}

/**
 * The fate of `session.publish(publisher)` for a publisher that is attached to no session, by its media; media that has
 * ended counts as it did before (assumed). `ignored`: the publisher is returned, and the handler is not called (recorded:
 * `session.publish/publisher-still-loading`, `session.publish/publisher-failed-NotAllowedError`).
 */
export const firstPublish: Readonly<Record<Exclude<PublisherMediaState, 'ended'>, CallOutcome>> = {
  asked: 'waits',
  ready: 'goes',
  failed: 'ignored',
}

/**
 * The fate of `session.publish(publisher)` for a publisher that is attached to the session, by its place (recorded, in this
 * order: `session.publish/twice-failed-publisher`, `session.publish/twice-while-creating`, `session.publish/twice`,
 * `session.disconnect/then-republish-kept-publisher`, `session.publish/twice-destroyed-publisher`). A destroyed publisher is
 * attached by its first publish, which is ignored. The real SDK gives the same error in all of these places.
 */
export const publishAgain: Readonly<Record<Exclude<PublisherPlace, 'free'>, FailureId>> = {
  waiting: 'Session.publish/already-published',
  publishing: 'Session.publish/already-published',
  published: 'Session.publish/already-published',
  kept: 'Session.publish/still-attached',
  destroyed: 'Session.publish/already-published',
}

/** A publisher, as `session.publish` looks at it. */
export interface PublisherStanding {
  /** Its media; where that has ended, as it was before. */
  readonly media: Exclude<PublisherMediaState, 'ended'>
  readonly place: PublisherPlace
  /** The session that it is attached to. */
  readonly attachedTo: 'none' | 'this' | 'another'
}

/** The fate of `session.publish(publisher)` in a session that lets the client publish. */
export function publishOutcome({ media, place, attachedTo }: PublisherStanding): CallOutcome {
  if (attachedTo === 'another') return 'Session.publish/published-elsewhere'
  if (attachedTo === 'this' && place !== 'free') return publishAgain[place]
  return place === 'destroyed' ? 'ignored' : firstPublish[media]
}

/** A subscriber: `subscribing` from the call until it is answered; `failed` with its call, or with its connection later. */
export type SubscriberState = 'subscribing' | 'subscribed' | 'failed' | 'destroyed'

/** The states that may follow each state of a subscriber. */
export const subscriberTransitions: Readonly<Record<SubscriberState, readonly SubscriberState[]>> = {
  subscribing: ['subscribed', 'failed', 'destroyed'],
  subscribed: ['failed', 'destroyed'],
  failed: ['destroyed'],
  destroyed: [],
}
