import type { CallStep, Json, Step } from '../../conformance/recorded-case.ts'
import { call, completion, type Ending, listen, server } from './shape.ts'

const disconnect = call('session.disconnect')
const connect = call('session.connect', 'T1==token', completion)
const destroySession = call('session.destroy')
const publisher: Json = { $ref: 'publisher' }
const unpublish = call('session.unpublish', publisher)
const publishAgain = call('session.publish', publisher, completion)
const destroyPublisher = call('publisher.destroy')
const unsubscribe = call('session.unsubscribe', { $ref: 'subscriber' })
const destroySubscriber = call('subscriber.destroy')
const subscribeAgain = call('session.subscribe', { $stream: 's1' }, 'sub-target', {}, completion)

const together = (name: string, ...and: readonly CallStep[]): Ending => ({ name, and })
const then = (name: string, ...steps: readonly Step[]): Ending => ({ name, steps })
const within = (name: string, setup: readonly Step[], ...steps: readonly Step[]): Ending => ({ name, setup, steps })

const kick = server('kick', { reason: 'forceDisconnected' })
const drop = server('drop')
const final = { server: { reconnection: false } }
const streamGoes = server('remoteUnpublish', { id: 's1', reason: 'clientDisconnected' })
const personGoes: readonly Step[] = [streamGoes, server('remoteLeave', { id: 'c1', reason: 'clientDisconnected' })]
const prevent = (on: string, event: string): Step => listen(on, event, 'preventDefault')

/** Ends of a session by calls in the same turn. */
export const sessionTogether: readonly Ending[] = [
  { ...together('disconnect', disconnect), isWatchedLong: true },
  together('disconnect-twice', disconnect, disconnect),
  { ...together('disconnect-and-connect', disconnect, connect), isWatchedLong: true },
  together('connect', connect),
  together('session-destroy', destroySession),
]

/** Ends of a session that come later. */
export const sessionEnds: readonly Ending[] = [
  { ...then('disconnect', disconnect), isWatchedLong: true },
  then('disconnect-then-connect', disconnect, connect),
  then('session-destroy', destroySession),
  then('second-connect', connect),
  { ...then('kick', kick), isWatchedLong: true },
  { ...then('socket-dropped-and-back', drop), isWatchedLong: true },
  then('socket-dropped-never-back', server('mode', { mode: 'refuse' }), drop, { wait: 31_000 }),
  { ...then('socket-dropped-no-reconnection', drop), given: final },
  { ...then('socket-closed-1001-no-reconnection', server('drop', { code: 1001, clean: true })), given: final },
  within('disconnect-in-sessionReconnecting', [listen('session', 'sessionReconnecting', disconnect)], drop),
  within('disconnect-in-sessionDisconnected', [listen('session', 'sessionDisconnected', disconnect)], kick),
  within('connect-in-sessionDisconnected', [listen('session', 'sessionDisconnected', connect)], disconnect),
  within('disconnect-in-streamDestroyed', [listen('session', 'streamDestroyed', disconnect)], streamGoes),
  then('pagehide', { page: 'pagehide' }),
]

/** Ends of what somebody else has there. */
export const othersEnds: readonly Ending[] = [then('stream-goes', streamGoes), then('person-goes', ...personGoes)]

/** A few ends of a session, for answers that come late. */
export const fewEnds: readonly Ending[] = sessionEnds.filter(({ name }) =>
  ['disconnect', 'kick', 'socket-dropped-and-back', 'socket-dropped-no-reconnection'].includes(name),
)

/** Ends of a publisher by calls in the same turn. */
export const publisherTogether: readonly Ending[] = [
  together('unpublish', unpublish),
  together('unpublish-and-publish', unpublish, publishAgain),
  {
    ...together('unpublish-and-publish-prevented', unpublish, publishAgain),
    setup: [prevent('publisher', 'streamDestroyed')],
  },
  { ...together('unpublish-prevented', unpublish), setup: [prevent('publisher', 'streamDestroyed')] },
  { ...together('disconnect-prevented', disconnect), setup: [prevent('publisher', 'streamDestroyed')] },
  together('publisher-destroy', destroyPublisher),
  together('publisher-destroy-and-disconnect', destroyPublisher, disconnect),
  together('unpublish-and-disconnect', unpublish, disconnect),
  together('publish-again', publishAgain),
]

/** Ends of a publisher that come later. */
export const publisherEnds: readonly Ending[] = [
  then('unpublish', unpublish),
  within('unpublish-prevented', [prevent('publisher', 'streamDestroyed')], unpublish),
  within('unpublish-prevented-and-publish', [prevent('publisher', 'streamDestroyed')], {
    ...unpublish,
    and: [publishAgain],
  }),
  within('disconnect-in-own-streamDestroyed', [listen('publisher', 'streamDestroyed', disconnect)], unpublish),
  within('disconnect-prevented', [prevent('publisher', 'streamDestroyed')], disconnect),
  within('kick-prevented', [prevent('publisher', 'streamDestroyed')], kick),
  then('publisher-destroy', destroyPublisher),
  then('unpublish-then-disconnect', unpublish, disconnect),
  then('publisher-destroy-then-disconnect', destroyPublisher, disconnect),
  then('publish-again', publishAgain),
  then('unpublished-by-moderator', server('unpublishOwn', { reason: 'forceUnpublished' })),
  within(
    'unpublished-by-moderator-prevented',
    [prevent('publisher', 'streamDestroyed')],
    server('unpublishOwn', { reason: 'forceUnpublished' }),
  ),
]

/** Ends of a subscriber by calls in the same turn. */
export const subscriberTogether: readonly Ending[] = [
  together('unsubscribe', unsubscribe),
  together('unsubscribe-and-subscribe', unsubscribe, subscribeAgain),
  together('subscriber-destroy', destroySubscriber),
  together('subscribe-again', subscribeAgain),
  { ...together('disconnect-prevented', disconnect), setup: [prevent('session', 'sessionDisconnected')] },
]

/** Ends of a subscriber that come later. */
export const subscriberEnds: readonly Ending[] = [
  then('unsubscribe', unsubscribe),
  then('subscriber-destroy', destroySubscriber),
  within('stream-goes-prevented', [prevent('session', 'streamDestroyed')], streamGoes),
  within('disconnect-prevented', [prevent('session', 'sessionDisconnected')], disconnect),
  within('kick-prevented', [prevent('session', 'sessionDisconnected')], kick),
]

/** Ends of a session that is not joined yet. */
export const connectEnds: readonly Ending[] = sessionEnds.filter(({ name }) =>
  [
    'disconnect',
    'disconnect-then-connect',
    'session-destroy',
    'second-connect',
    'socket-dropped-and-back',
    'socket-dropped-no-reconnection',
    'pagehide',
  ].includes(name),
)

/** Ends of a call that is asked of a publisher, in the same turn. */
export const setterEnds = (owner: 'publisher' | 'subscriber'): readonly Ending[] => [
  together('disconnect', disconnect),
  owner === 'publisher' ? together('unpublish', unpublish) : together('unsubscribe', unsubscribe),
  owner === 'publisher'
    ? together('publisher-destroy', destroyPublisher)
    : together('subscriber-destroy', destroySubscriber),
]

/** Ends that come a turn later than the call. */
export const nextTurnEnds: readonly Ending[] = [then('kick', kick), then('stream-goes', streamGoes)]

/** Ends of a publisher that is being made. */
export const initEnds: readonly Ending[] = [
  then('publisher-destroy', destroyPublisher, { wait: 2000 }),
  then('disconnect', disconnect, { wait: 2000 }),
  then('publish-and-disconnect', { ...publishAgain, and: [disconnect] }, { wait: 2000 }),
  then('init-again', call('OT.initPublisher', 'target', {}, completion), { wait: 2000 }),
  then('pagehide', { page: 'pagehide' }, { wait: 2000 }),
]

export const initTogether: readonly Ending[] = [
  together('publisher-destroy', destroyPublisher),
  together('publish-and-disconnect', publishAgain, disconnect),
  together('publish-and-destroy', publishAgain, destroyPublisher),
]
