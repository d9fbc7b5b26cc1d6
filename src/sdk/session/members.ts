import type { PublisherCore } from '../publisher/core.ts'
import type { SubscriberCore } from '../subscriber/core.ts'
import type { SessionCore } from './core.ts'

/** The publishers that are attached to a session, in the order in which they were made. */
export const publishersOf = (core: SessionCore): PublisherCore[] =>
  [...core.client.registry.publishers]
    .map((publisher) => publisher._core)
    .filter((publisher) => publisher.session === core)

/** The subscribers of a session, in the order in which they were made. */
export const subscribersOf = (core: SessionCore): SubscriberCore[] =>
  [...core.client.registry.subscribers]
    .map((subscriber) => subscriber._core)
    .filter((subscriber) => subscriber.session === core)

export const subscribersTo = (core: SessionCore, streamId: string): SubscriberCore[] =>
  subscribersOf(core).filter((subscriber) => subscriber.streamId === streamId)
