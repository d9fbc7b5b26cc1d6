/** The fate of every call that waits when its session, stream, publisher or subscriber ends. */

import type { FailureId } from './failures.ts'
import type { Operation } from './operations.ts'

/**
 * The ways in which a session ends for a client:
 * - `left`: the application calls `session.disconnect()`;
 * - `lost`: the messaging connection is gone for good;
 * - `removed`: the service says that the own connection is gone, as after `forceDisconnect`;
 * - `destroyed`: the application calls `session.destroy()`;
 * - `page`: the page is left.
 */
export type SessionEnd = 'left' | 'lost' | 'removed' | 'destroyed' | 'page'

/** The deeds of a session that ends, in their order. */
export interface SessionEndRule {
  /** Whether requests under way are answered before `sessionDisconnected` or behind it. */
  readonly requests: 'before' | 'behind'
  /** Whether `sessionDisconnected` is dispatched at all. */
  readonly comes: boolean
  /** `session.currentState` while requests are answered. */
  readonly state: 'connected' | 'disconnecting' | 'disconnected'
  readonly source: `observed:${string}`
}

/** The rule for a session that ends, by the way in which it ends. */
export const sessionEnds: Readonly<Record<SessionEnd, SessionEndRule>> = {
  left: { requests: 'before', comes: true, state: 'disconnecting', source: 'observed:ends/signal/sent/disconnect' },
  lost: {
    requests: 'before',
    comes: true,
    state: 'connected',
    source: 'observed:ends/signal/sent/socket-dropped-no-reconnection',
  },
  removed: { requests: 'behind', comes: true, state: 'disconnected', source: 'observed:ends/signal/sent/kick' },
  destroyed: {
    requests: 'before',
    comes: false,
    state: 'disconnecting',
    source: 'observed:ends/signal/sent/session-destroy',
  },
  page: { requests: 'before', comes: false, state: 'disconnecting', source: 'observed:ends/signal/sent/pagehide' },
}

/**
 * The end of a call that waits for an answer of the service, when its session ends: all that were asked for are answered in the
 * order in which they were asked, in one turn.
 */
export interface LostRequest {
  /** The failure that the call ends with; the row of the catalogue says which channels carry it, in which order. */
  readonly failure: FailureId
  /**
   * The SDK throws while it answers: requests that were asked for later are never answered, and the session does not end:
   * no `sessionDisconnected`, no answer to `disconnect()`. A request that is made when the session is on its way out already throws
   * nothing (recorded: `ends/publish/same-turn/disconnect`).
   */
  readonly isThrown?: true
  readonly source: `observed:${string}`
}

/** A call that waits for an answer of the service. */
export type PendingCall = Extract<
  Operation,
  | 'Session.signal'
  | 'Session.forceDisconnect'
  | 'Session.forceUnpublish'
  | 'Session.forceMuteStream'
  | 'Session.forceMuteAll'
  | 'Session.disableForceMute'
  | 'Session.publish'
  | 'Session.subscribe'
  | 'Subscriber.setPreferredResolution'
  | 'Subscriber.setPreferredFrameRate'
  | 'Subscriber.restrictFrameRate'
  | 'Subscriber.subscribeToCaptions'
>

/** Calls that wait for an answer of the service, and what they end with when their session does. */
export const lostRequests: Readonly<Record<PendingCall, LostRequest>> = {
  'Session.signal': {
    failure: 'Session.signal/connection-lost-while-pending',
    source: 'observed:ends/signal/sent/disconnect',
  },
  'Session.forceDisconnect': {
    failure: 'Session.forceDisconnect/connection-lost-while-pending',
    source: 'observed:ends/forceDisconnect/sent/disconnect',
  },
  'Session.forceUnpublish': {
    failure: 'Session.forceUnpublish/connection-lost-while-pending',
    source: 'observed:ends/forceUnpublish/sent/disconnect',
  },
  'Session.forceMuteStream': {
    failure: 'Session.forceMuteStream/connection-lost-while-pending',
    source: 'observed:ends/forceMuteStream/sent/disconnect',
  },
  'Session.forceMuteAll': {
    failure: 'Session.forceMuteAll/connection-lost-while-pending',
    source: 'observed:ends/forceMuteAll/sent/disconnect',
  },
  'Session.disableForceMute': {
    failure: 'Session.disableForceMute/connection-lost-while-pending',
    source: 'observed:ends/disableForceMute/sent/disconnect',
  },
  'Session.publish': {
    failure: 'Session.publish/connection-lost-while-pending',
    isThrown: true,
    source: 'observed:ends/publish/sent/disconnect',
  },
  'Session.subscribe': {
    failure: 'Session.subscribe/connection-lost-while-pending',
    source: 'observed:ends/subscribe/sent/disconnect',
  },
  'Subscriber.setPreferredResolution': {
    failure: 'Subscriber.setPreferredResolution/connection-lost-while-pending',
    source: 'observed:ends/subscriber-setPreferredResolution/same-turn/disconnect',
  },
  'Subscriber.setPreferredFrameRate': {
    failure: 'Subscriber.setPreferredFrameRate/connection-lost-while-pending',
    source: 'observed:ends/subscriber-setPreferredFrameRate/same-turn/disconnect',
  },
  'Subscriber.restrictFrameRate': {
    failure: 'Subscriber.restrictFrameRate/connection-lost-while-pending',
    source: 'observed:ends/subscriber-restrictFrameRate-promise/same-turn/disconnect',
  },
  'Subscriber.subscribeToCaptions': {
    failure: 'Subscriber.subscribeToCaptions/connection-lost-while-pending',
    source: 'observed:ends/subscriber-subscribeToCaptions/same-turn/disconnect',
  },
}

/** An end of a call beside that of its session. */
export type OtherEnd =
  /** `session.unpublish(publisher)`, or `session.unsubscribe(subscriber)` or `subscriber.destroy()`. */
  | 'taken-back'
  /** `publisher.destroy()`. */
  | 'publisher-destroyed'
  /** All tracks of the publisher end. */
  | 'media-ended'
  /** The stream, or the person who sends it, leaves. */
  | 'stream-gone'

/**
 * When a call that is under way is answered: `at-once`, before the call that ends it has returned; `soon`, a moment later; `before`
 * `sessionDisconnected` or `behind` it; with its own `time-out`.
 */
export type AnswerTime = 'at-once' | 'soon' | 'before' | 'behind' | 'time-out'

/** How far a call has come. `waiting`: for the camera and the microphone; `asked`: of the service; `accepted`: by the service, and no more. */
export type CallStage = 'waiting' | 'asked' | 'accepted'

/** The end of a call at a stage when something ends; null: its handler is never called, its promise never settles. */
export interface CallEnding {
  readonly call: Operation
  readonly stage: CallStage
  readonly by: readonly (SessionEnd | OtherEnd)[]
  readonly answer: { readonly failure: FailureId; readonly time: AnswerTime } | null
  readonly source: `observed:${string}`
}

/** The ends of publishing and subscribing, where they differ from those of a request that is under way. */
const mediaEndings: readonly CallEnding[] = [
  {
    call: 'Session.publish',
    stage: 'waiting',
    by: ['left', 'lost', 'removed'],
    answer: { failure: 'Session.publish/ended-before-media', time: 'behind' },
    source: 'observed:ends/publish/without-media-yet/disconnect',
  },
  {
    call: 'Session.publish',
    stage: 'waiting',
    by: ['publisher-destroyed'],
    answer: { failure: 'Session.publish/ended-before-media', time: 'soon' },
    source: 'observed:ends/publish/without-media-yet/publisher-destroy',
  },
  {
    call: 'Session.publish',
    stage: 'waiting',
    by: ['page'],
    answer: null,
    source: 'observed:ends/publish/without-media-yet/pagehide',
  },
  {
    call: 'Session.publish',
    stage: 'asked',
    by: ['removed', 'page'],
    answer: null,
    source: 'observed:ends/publish/sent/kick',
  },
  ...(['waiting', 'asked', 'accepted'] as const).map(
    (stage): CallEnding => ({
      call: 'Session.publish',
      stage,
      by: ['taken-back'],
      answer: { failure: 'Session.publish/unpublished-while-publishing', time: 'soon' },
      source: 'observed:ends/publish/sent/unpublish',
    }),
  ),
  // A publish that waits for a filter has media already, which can end (recorded: `live/media/filtered-publish-ended`).
  ...(['waiting', 'asked', 'accepted'] as const).map(
    (stage): CallEnding => ({
      call: 'Session.publish',
      stage,
      by: ['media-ended'],
      answer: { failure: 'Session.publish/media-ended', time: 'soon' },
      source: 'observed:webrtc/publishing/track-ended-all',
    }),
  ),
  ...(['asked', 'accepted'] as const).map(
    (stage): CallEnding => ({
      call: 'Session.publish',
      stage,
      by: ['publisher-destroyed'],
      answer: null,
      source: 'observed:ends/publish/sent/publisher-destroy',
    }),
  ),
  {
    call: 'Session.publish',
    stage: 'accepted',
    by: ['left', 'lost', 'removed', 'page'],
    answer: null,
    source: 'observed:ends/publish/answered/disconnect',
  },
  {
    call: 'Session.subscribe',
    stage: 'asked',
    by: ['removed'],
    answer: { failure: 'Session.subscribe/stream-destroyed', time: 'before' },
    source: 'observed:ends/subscribe/sent/kick',
  },
  {
    call: 'Session.subscribe',
    stage: 'accepted',
    by: ['left', 'lost', 'removed'],
    answer: { failure: 'Session.subscribe/stream-destroyed', time: 'before' },
    source: 'observed:ends/subscribe/answered/disconnect',
  },
  ...(['asked', 'accepted'] as const).flatMap((stage): readonly CallEnding[] => [
    {
      call: 'Session.subscribe',
      stage,
      by: ['page'],
      answer: { failure: 'Session.subscribe/unsubscribed-while-subscribing', time: 'soon' },
      source: 'observed:ends/subscribe/sent/pagehide',
    },
    {
      call: 'Session.subscribe',
      stage,
      by: ['taken-back'],
      answer: { failure: 'Session.subscribe/unsubscribed-while-subscribing', time: 'at-once' },
      source: 'observed:ends/subscribe/sent/unsubscribe',
    },
    {
      call: 'Session.subscribe',
      stage,
      by: ['stream-gone'],
      answer: { failure: 'Session.subscribe/stream-destroyed', time: 'soon' },
      source: 'observed:ends/subscribe/sent/stream-goes',
    },
  ]),
]

const sessionEndNames: readonly SessionEnd[] = ['left', 'lost', 'removed', 'destroyed', 'page']

/** The ends of a request that is under way, by each end of its session. */
function requestEndings(call: PendingCall): readonly CallEnding[] {
  const { failure, source } = lostRequests[call]
  const exceptions = mediaEndings
    .filter((ending) => ending.call === call && ending.stage === 'asked')
    .flatMap(({ by }) => by)
  return sessionEndNames
    .filter((end) => !exceptions.includes(end))
    .map((end) => ({
      call,
      stage: 'asked',
      by: [end],
      answer: { failure, time: sessionEnds[end].comes ? sessionEnds[end].requests : 'soon' },
      source,
    }))
}

/** The ends of calls that are under way: the whole table. */
export const callEndings: readonly CallEnding[] = [
  ...Object.keys(lostRequests)
    .filter((name): name is PendingCall => name in lostRequests)
    .flatMap(requestEndings),
  ...mediaEndings,
]

/**
 * The end of a call at a stage when something ends.
 *
 * @returns its ending; undefined where that was not recorded, or is the usual course.
 * @example endingOf('Session.signal', 'asked', 'left')?.answer // { failure: 'Session.signal/connection-lost-while-pending', time: 'before' }
 */
export const endingOf = (call: Operation, stage: CallStage, end: SessionEnd | OtherEnd): CallEnding | undefined =>
  callEndings.find((one) => one.call === call && one.stage === stage && one.by.includes(end))

/** The failure that a call at a stage is told when something ends; null: nothing is told. */
export const failureAt = (call: Operation, stage: CallStage, end: SessionEnd | OtherEnd): FailureId | null =>
  endingOf(call, stage, end)?.answer?.failure ?? null

/** The code that the SDK makes up for a request whose session ended (recorded: the raw error of `ends/publish/sent/disconnect`). */
export const lostStatus = 500
