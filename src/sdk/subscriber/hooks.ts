/** What the parts of a subscriber hear of its life. */
export interface SubscriberHooks {
  /** It is subscribed: its handler and its listeners know. */
  received(): void
  /** It runs: what was armed for one that does strikes. */
  running(): void
  /** The picture of its stream is on or off, or of another size. */
  streamChanged(): void
  /** What its stream says of its tracks has changed, or how loud they are. */
  described(): void
  /** The service has turned its picture off, or on again, because of the network. */
  suspended(suspended: boolean): void
  /** It has come to its end. */
  finished(): void
}

export const noHooks: SubscriberHooks = {
  received: () => {},
  running: () => {},
  streamChanged: () => {},
  described: () => {},
  suspended: () => {},
  finished: () => {},
}
