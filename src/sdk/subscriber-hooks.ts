/** What the parts of a subscriber hear of its life. */
export interface SubscriberHooks {
  /** It is subscribed: its handler and its listeners know. */
  received(): void
  /** The picture of its stream is on or off. */
  streamChanged(): void
  /** It has come to its end. */
  finished(): void
}

export const noHooks: SubscriberHooks = { received: () => {}, streamChanged: () => {}, finished: () => {} }
