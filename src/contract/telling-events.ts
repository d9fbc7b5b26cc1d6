import type { FailureId } from './failures.ts'

/** The event by which an application hears of a failure that no call answers for. */
export interface TellingEvent {
  readonly on: 'session' | 'publisher' | 'subscriber'
  readonly event: string
  /** Only with this `reason`, where the event has several. */
  readonly reason?: string
  /** Whether the event tells of this failure alone, so that the failure is known by it; else by its having been asked for. */
  readonly tellsApart: boolean
}

const session = (event: string, tellsApart: boolean, reason?: string): TellingEvent =>
  reason === undefined ? { on: 'session', event, tellsApart } : { on: 'session', event, reason, tellsApart }

const publisher = (event: string, tellsApart: boolean, reason?: string): TellingEvent => ({
  ...session(event, tellsApart, reason),
  on: 'publisher',
})

const subscriber = (event: string, tellsApart: boolean, reason?: string): TellingEvent => ({
  ...session(event, tellsApart, reason),
  on: 'subscriber',
})

/** The events that tell of failures without a call (recordings: areas `reconnect`, `moderation`, `publisher`, `subscriber`). */
export const tellingEvents: Readonly<Partial<Record<FailureId, TellingEvent>>> = {
  'Session/connection-interrupted': session('sessionReconnecting', true),
  'Session/network-lost': session('sessionDisconnected', true, 'networkDisconnected'),
  'Session/server-silent': session('sessionDisconnected', false, 'clientDisconnected'),
  'Session/socket-closed': session('sessionDisconnected', false, 'networkDisconnected'),
  'Session/closed-by-server': session('sessionDisconnected', false, 'clientDisconnected'),
  'Session/force-disconnected': session('sessionDisconnected', true, 'forceDisconnected'),
  'Publisher/media-ended': publisher('streamDestroyed', true, 'mediaStopped'),
  'Publisher/track-ended': publisher('mediaStopped', true),
  'Publisher/force-unpublished': publisher('streamDestroyed', true, 'forceUnpublished'),
  'Publisher/force-muted': publisher('muteForced', true),
  'Publisher/ice-failed-with-reconnection': publisher('streamDestroyed', false),
  'Session.subscribe/ice-disconnected': subscriber('destroyed', false, 'peerConnection is disconnected'),
  'Subscriber/ice-failed-with-reconnection': subscriber('destroyed', false),
  'Subscriber/ice-disconnected': subscriber('disconnected', false),
  'Subscriber/audio-blocked': subscriber('audioBlocked', true),
  'Subscriber/video-disabled': subscriber('videoDisabled', true),
  'Subscriber/stream-destroyed': subscriber('destroyed', true, 'clientDisconnected'),
  'Subscriber/encryption-secret-mismatch': subscriber('encryptionSecretMismatch', true),
}
