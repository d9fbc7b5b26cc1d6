import type { Fact } from '../../wire/facts.ts'
import { SdkEvent } from '../base/events.ts'
import type { PublisherCore } from '../publisher/core.ts'
import type { SubscriberCore } from '../subscriber/core.ts'
import type { SessionCore } from './core.ts'

type Apply<Name extends Fact['is']> = (core: SessionCore, fact: Extract<Fact, { is: Name }>) => void

/** What the service tells about media. */
type MediaFactName =
  | 'offer.requested'
  | 'stream.answered'
  | 'stream.trickled'
  | 'subscriber.offered'
  | 'subscriber.answered'
  | 'subscriber.trickled'
  | 'subscriber.gone'
  | 'media.carried'

const publisherOf = (core: SessionCore, streamId: string): PublisherCore | undefined =>
  core.publishers.find((candidate) => candidate.streamId === streamId)

const subscriberOf = (core: SessionCore, subscriberId: string): SubscriberCore | undefined =>
  core.subscribers.find((candidate) => candidate.id === subscriberId)

/** How a client takes what the service tells about media: the router shows itself with the first of it. */
export const mediaRules: { readonly [Name in MediaFactName]: Apply<Name> } = {
  'offer.requested': (core, { streamId, subscriberId }) => {
    core.meetRouter()
    publisherOf(core, streamId)?.outgoing.requested(subscriberId)
  },
  'stream.answered': (core, { streamId, subscriberId, quality }) =>
    publisherOf(core, streamId)?.outgoing.answered(subscriberId, quality),
  'stream.trickled': (core, { streamId, subscriberId }) => publisherOf(core, streamId)?.outgoing.trickled(subscriberId),
  'subscriber.offered': (core, { subscriberId, quality }) => {
    const subscriber = subscriberOf(core, subscriberId)
    if (subscriber === undefined) return
    core.meetRouter()
    subscriber.offered(quality)
  },
  'subscriber.answered': (core, { subscriberId, quality }) =>
    subscriberOf(core, subscriberId)?.incoming.answered(quality),
  'subscriber.trickled': (core, { subscriberId }) => subscriberOf(core, subscriberId)?.incoming.trickled(),
  'subscriber.gone': (core, { streamId, subscriberId }) => publisherOf(core, streamId)?.outgoing.gone(subscriberId),
  'media.carried': (core, { connectionId, subscriberIds, carried }) => {
    for (const { stream, incoming } of core.subscribers) {
      if (stream?.connection.id === connectionId) incoming.carryThere(carried)
    }
    for (const { outgoing } of core.publishers) for (const id of subscriberIds) outgoing.carryThere(id, carried)
  },
}

/** The messaging connection is back: paths that are down are sought anew (read: sessions with automatic reconnection). */
function restartMedia(core: SessionCore): void {
  if (core.info?.reconnection !== true) return
  for (const publisher of core.publishers) publisher.outgoing.restart()
  for (const subscriber of core.subscribers) subscriber.incoming.restart()
}

/** The line is gone, and is being sought again. */
export const lineInterrupted = (core: SessionCore): void =>
  void core.facade.dispatchEvent(new SdkEvent('sessionReconnecting', false))

/** The line is there again. */
export function lineRestored(core: SessionCore): void {
  core.facade.dispatchEvent(new SdkEvent('sessionReconnected', true))
  restartMedia(core)
}
