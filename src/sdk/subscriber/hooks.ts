/** The calls by which the parts of a subscriber hear of its life. */
export interface SubscriberHooks {
  /** The service offers its media for the first time. */
  offered(): void
  /** It is subscribed: its handler and its listeners know. */
  received(): void
  /** It runs: what was armed for one that does strikes. */
  running(): void
  /** The picture of its stream is on or off, or of another size. */
  streamChanged(): void
  /** The stream's description of its tracks has changed, or their loudness. */
  described(): void
  /** The service has turned its picture off, or on again, because of the network. */
  suspended(suspended: boolean): void
  /** It has come to its end. */
  finished(): void
}

export const noHooks: SubscriberHooks = {
  offered: () => {},
  received: () => {},
  running: () => {},
  streamChanged: () => {},
  described: () => {},
  suspended: () => {},
  finished: () => {},
}
