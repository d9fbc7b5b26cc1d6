/** The facts of the service about media, and what is done when the line to it breaks and is there again. */

import type { Fact } from '../../wire/facts.ts'
import { SdkEvent } from '../base/events.ts'
import { offerMs } from '../media/timing.ts'
import type { PublisherModel } from '../publisher/model.ts'
import type { SubscriberModel } from '../subscriber/model.ts'
import type { SessionModel } from './model.ts'

type Apply<Name extends Fact['is']> = (model: SessionModel, fact: Extract<Fact, { is: Name }>) => void

/** The names of the facts about media. */
type MediaFactName =
  | 'offer.requested'
  | 'stream.answered'
  | 'stream.trickled'
  | 'subscriber.offered'
  | 'subscriber.answered'
  | 'subscriber.trickled'
  | 'subscriber.gone'
  | 'media.carried'

const publisherOf = (model: SessionModel, streamId: string): PublisherModel | undefined =>
  model.publishers.find((candidate) => candidate.streamId === streamId)

const subscriberOf = (model: SessionModel, subscriberId: string): SubscriberModel | undefined =>
  model.subscribers.find((candidate) => candidate.id === subscriberId)

/** How a client takes what the service tells about media: the router shows itself with the first of it. */
export const mediaRules: { readonly [Name in MediaFactName]: Apply<Name> } = {
  'offer.requested': (model, { streamId, subscriberId, subscriberConnectionId }) => {
    model.meetRouter()
    publisherOf(model, streamId)?.outgoing.requested(subscriberId, subscriberConnectionId)
  },
  'stream.answered': (model, { streamId, subscriberId, quality }) =>
    publisherOf(model, streamId)?.outgoing.answered(subscriberId, quality),
  'stream.trickled': (model, { streamId, subscriberId }) =>
    publisherOf(model, streamId)?.outgoing.trickled(subscriberId),
  'subscriber.offered': (model, { subscriberId, quality }) => {
    const subscriber = subscriberOf(model, subscriberId)
    if (subscriber === undefined) return
    // The service's first message is its offer: a subscriber that is gone by then is not asked (read: the SDK's source).
    const met = (): void => {
      if (subscriberOf(model, subscriberId) !== undefined) model.meetRouter()
    }
    model.client.clock.after(offerMs, met, { what: 'an offer of media', kind: 'work' })
    subscriber.offered(quality)
  },
  'subscriber.answered': (model, { subscriberId, quality }) =>
    subscriberOf(model, subscriberId)?.incoming.answered(quality),
  'subscriber.trickled': (model, { subscriberId }) => subscriberOf(model, subscriberId)?.incoming.trickled(),
  'subscriber.gone': (model, { streamId, subscriberId }) => publisherOf(model, streamId)?.outgoing.gone(subscriberId),
  'media.carried': (model, { connectionId, subscriberIds, carried }) => {
    for (const { stream, incoming } of model.subscribers) {
      if (stream?.connection.id === connectionId) incoming.carryThere(carried)
    }
    for (const { outgoing } of model.publishers) for (const id of subscriberIds) outgoing.carryThere(id, carried)
  },
}

/** The messaging connection is back: paths that are down are sought anew (read: sessions with automatic reconnection). */
function restartMedia(model: SessionModel): void {
  if (model.info?.reconnection !== true) return
  for (const publisher of model.publishers) publisher.outgoing.restart()
  for (const subscriber of model.subscribers) subscriber.incoming.restart()
}

/** The line is gone, and is being sought again. */
export const lineInterrupted = (model: SessionModel): void =>
  void model.facade.dispatchEvent(new SdkEvent('sessionReconnecting', false))

/** The line is there again. */
export function lineRestored(model: SessionModel): void {
  model.facade.dispatchEvent(new SdkEvent('sessionReconnected', true))
  restartMedia(model)
}
