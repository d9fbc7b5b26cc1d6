import type { FailureId } from './failures.ts'
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

/** The value of `session.currentState` in a state. */
export const currentStateOf: Readonly<Record<SessionState, string>> = {
  disconnected: 'disconnected',
  connecting: 'connecting',
  connected: 'connected',
  reconnecting: 'connected',
  migrating: 'migrating',
  disconnecting: 'disconnecting',
}

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

/** States of a publisher, from its making to its end. `kept`: preventDefault() saved it when its stream went. */
export const publisherStates = ['loading', 'failed', 'ready', 'publishing', 'published', 'kept', 'destroyed'] as const

export type PublisherState = (typeof publisherStates)[number]

/**
 * The fate of `session.publish(publisher)`, by the publisher's state (recorded: area `publish`). `waits`: for its
 * media. `ignored`: the publisher is returned, and the handler is not called.
 */
export const publishLifecycle: Readonly<Record<PublisherState, CallOutcome>> = {
  loading: 'waits',
  failed: 'ignored',
  ready: 'goes',
  publishing: 'Session.publish/already-published',
  published: 'Session.publish/already-published',
  kept: 'Session.publish/still-attached',
  destroyed: 'ignored',
}
