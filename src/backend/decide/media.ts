/** Offers, answers and candidates: the service passes them between a publisher and its subscribers, or answers as the router. */

import type { MediaMethod } from '../../wire/commands.ts'
import type { RoutedFact } from '../../wire/facts.ts'
import type { MediaArrival } from '../../wire/link.ts'
import type { Member, SessionState } from '../state.ts'
import { announced } from './archiving.ts'
import { accept, type Decide, tellOnly } from './decision.ts'

const good = 'good'

/** The client at the other end of a relayed subscription; null: the service answers in somebody's stead. */
function clientOf(session: SessionState, connectionId: string | undefined): Member | null {
  const member = connectionId === undefined ? undefined : session.members.get(connectionId)
  return member === undefined || member.clientId === null ? null : member
}

/** The publisher of a stream in a relayed session, where it is another client. */
export function relayingPublisher(session: SessionState, streamId: string, by: Member): Member | null {
  if (!session.rules().relayed) return null
  const owner = clientOf(session, session.streams.get(streamId)?.connectionId)
  return owner?.connection.id === by.connection.id ? null : owner
}

/** The subscriber to an own stream in a relayed session, where it is another client. */
const relayedSubscriber = (session: SessionState, subscriberId: string | null): Member | null =>
  clientOf(session, session.subscribers.get(subscriberId ?? '')?.connectionId)

const isOwn = (session: SessionState, streamId: string, by: Member): boolean =>
  session.streams.get(streamId)?.connectionId === by.connection.id

function announcement(session: SessionState, streamId: string): RoutedFact[] {
  const stream = session.pending.get(streamId)
  return stream === undefined ? [] : announced(session, stream)
}

/** The answer to a publisher's offer, and a way to the answering side, where it has to be found. */
function answerTo(by: Member, streamId: string, subscriberId: string | null, fresh: boolean): RoutedFact[] {
  const to = by.connection.id
  return [
    tellOnly(to, { is: 'stream.answered', streamId, subscriberId, quality: good }),
    ...(fresh ? [tellOnly(to, { is: 'stream.trickled', streamId, subscriberId })] : []),
  ]
}

/** A publisher offers its media to the router, which answers. */
const decideOffer: Decide<'stream.offer'> = ({ command, by, session }) => {
  const { streamId, fresh } = command
  const news = session.rules().announced === 'answered' ? announcement(session, streamId) : []
  return accept(...answerTo(by, streamId, null, fresh), ...news)
}

/**
 * An offer for one subscriber: from the publisher of a relayed stream, for whom it is passed on or answered; or from the
 * subscriber itself, whose connection is to be restarted.
 */
const decideSubscriberOffer: Decide<'subscriber.offer'> = ({ command, by, session }) => {
  const { streamId, subscriberId, fresh } = command
  if (subscriberId === null) return accept()
  if (isOwn(session, streamId, by)) {
    const subscriber = relayedSubscriber(session, subscriberId)
    if (subscriber === null) return accept(...answerTo(by, streamId, subscriberId, fresh))
    return accept(
      tellOnly(subscriber.connection.id, { is: 'subscriber.offered', subscriberId, streamId, quality: good }),
    )
  }
  return accept(
    tellOnly(by.connection.id, { is: 'subscriber.answered', subscriberId, streamId, quality: good }),
    tellOnly(by.connection.id, { is: 'subscriber.trickled', subscriberId, streamId }),
  )
}

/** A subscriber's answer goes to the publisher of a relayed stream, or stays with the router. */
const decideSubscriberAnswer: Decide<'subscriber.answer'> = ({ command, by, session }) => {
  const { streamId, subscriberId } = command
  const publisher = relayingPublisher(session, streamId, by)
  if (publisher === null) return accept()
  return accept(tellOnly(publisher.connection.id, { is: 'stream.answered', streamId, subscriberId, quality: good }))
}

/** A way to one side of a relayed subscription is told to the other. */
const decideSubscriberCandidate: Decide<'subscriber.candidate'> = ({ command, by, session }) => {
  const { streamId, subscriberId } = command
  const publisher = relayingPublisher(session, streamId, by)
  if (publisher !== null) {
    return accept(tellOnly(publisher.connection.id, { is: 'stream.trickled', streamId, subscriberId }))
  }
  const subscriber = isOwn(session, streamId, by) ? relayedSubscriber(session, subscriberId) : null
  if (subscriber === null || subscriberId === null) return accept()
  return accept(tellOnly(subscriber.connection.id, { is: 'subscriber.trickled', subscriberId, streamId }))
}

/** The rules of the negotiation of media. */
export const decideMedia: { readonly [Name in MediaMethod]: Decide<Name> } = {
  'stream.offer': decideOffer,
  'stream.candidate': () => accept(),
  'subscriber.offer': decideSubscriberOffer,
  'subscriber.answer': decideSubscriberAnswer,
  'subscriber.candidate': decideSubscriberCandidate,
}

/** The frames of a stream are encrypted with something else, or are louder: those that receive them find out. */
function framesChange(session: SessionState, arrival: MediaArrival): readonly RoutedFact[] {
  const { connectionId, streamId, key, loudness } = arrival
  const stream = session.streams.get(streamId)
  if (stream?.connectionId !== connectionId) return []
  const change = { ...(key === undefined ? {} : { key }), ...(loudness === undefined ? {} : { loudness }) }
  return stream.channels
    .filter(({ type }) => key !== undefined || type === 'audio')
    .map(({ id }) => ({
      fact: { is: 'channel.updated', streamId, channelId: id, change },
      audience: { to: 'except', connectionId },
    }))
}

/** The network of a member carries its media, or does not any more: the others are told, as far as they have to do with it. */
export function decideCarriage(session: SessionState, connectionId: string, carried: boolean): readonly RoutedFact[] {
  if (!session.members.has(connectionId) || session.cutOff.has(connectionId) !== carried) return []
  const subscriberIds = session.subscribers.keysBy('connectionId', connectionId)
  const fact = { is: 'media.carried', connectionId, subscriberIds, carried } as const
  return [{ fact, audience: { to: 'except', connectionId } }]
}

/** The facts that follow from media that arrives: the stream is announced, where that is what it waits for. */
export function decideArrival(session: SessionState, arrival: MediaArrival): readonly RoutedFact[] {
  const { connectionId, streamId, key, loudness } = arrival
  if (key !== undefined || loudness !== undefined) return framesChange(session, arrival)
  if (session.rules().announced !== 'arrived' || session.pending.get(streamId)?.connectionId !== connectionId) return []
  return announcement(session, streamId)
}
