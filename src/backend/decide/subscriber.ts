/** Subscribing and unsubscribing: the service answers with an offer of media, or in a relayed session asks the publisher for one. */

import type { Command } from '../../wire/commands.ts'
import type { RoutedFact } from '../../wire/facts.ts'
import type { Member, SessionState } from '../state.ts'
import { accept, type Decide, keep, refuse, tellOnly } from './decision.ts'
import { relayingPublisher } from './media.ts'

/** The facts that the router, or a remote publisher whom the service speaks for, sends to a new subscriber. */
function offerTo(by: Member, subscriberId: string, streamId: string): RoutedFact[] {
  return [
    tellOnly(by.connection.id, { is: 'subscriber.offered', subscriberId, streamId, quality: 'good' }),
    tellOnly(by.connection.id, { is: 'subscriber.trickled', subscriberId, streamId }),
  ]
}

/** The publisher of a relayed session is asked for an offer to one subscriber. */
const requestTo = (publisher: Member, subscriberId: string, streamId: string, connectionId: string): RoutedFact => {
  const request = { is: 'offer.requested', streamId, subscriberId, subscriberConnectionId: connectionId } as const
  return tellOnly(publisher.connection.id, request)
}

/** A publisher that is cut off gives nothing to those that come now. */
function silenceOf(session: SessionState, by: Member, connectionId: string): RoutedFact[] {
  if (!session.cutOff.has(connectionId)) return []
  return [tellOnly(by.connection.id, { is: 'media.carried', connectionId, subscriberIds: [], carried: false })]
}

/**
 * Somebody subscribes; the service answers with an offer of media, or in a relayed session asks the publisher for one.
 * The subscribe permission is not looked at (recorded: `session.subscribe/role-none`); the role is, before it comes here (`closedTo`).
 */
export const decideSubscriberCreate: Decide<'subscriber.create'> = ({ command, by, session }) => {
  const stream = session.streams.get(command.streamId)
  if (stream === undefined) return refuse('404', 'streamNotFound')
  if (session.rules().encrypted && !command.encrypted) return refuse('405', 'IncompatibleEncryptionSettings')
  const { subscriberId, streamId } = command
  const { id: connectionId } = by.connection
  const publisher = relayingPublisher(session, streamId, by)
  const offer =
    publisher === null
      ? offerTo(by, subscriberId, streamId)
      : [requestTo(publisher, subscriberId, streamId, connectionId)]
  return accept(
    keep({ is: 'subscriber.accepted', subscriberId, streamId, connectionId }),
    ...silenceOf(session, by, stream.connectionId),
    ...offer,
  )
}

/** Somebody stops subscribing; the publisher of a relayed stream hears of it. */
export const decideSubscriberDelete: Decide<'subscriber.delete'> = ({ command, by, session }) => {
  const { subscriberId } = command
  const known = session.subscribers.get(subscriberId)
  if (known === undefined) return accept()
  const publisher = relayingPublisher(session, known.streamId, by)
  const notice = { is: 'subscriber.gone', subscriberId, streamId: known.streamId } as const
  return accept(
    keep({ is: 'subscriber.withdrawn', subscriberId }),
    ...(publisher === null ? [] : [tellOnly(publisher.connection.id, notice)]),
  )
}

/** The facts for each publisher that sends media to a leaving member alone: the media is not wanted any more. */
export const farewell = (session: SessionState, connectionId: string): readonly Command[] =>
  session.subscribers
    .keysBy('connectionId', connectionId)
    .map((subscriberId) => ({ method: 'subscriber.delete', subscriberId }))
