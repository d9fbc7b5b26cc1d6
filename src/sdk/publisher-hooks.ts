/** What the parts of a publisher hear of its life. */
export interface PublisherHooks {
  /** It has its media, and nobody was told yet. */
  granted(): void
  /** Its media can be seen; its handler is told next. */
  ready(): void
  /** Its stream was announced. */
  published(): void
  /** A moderator has muted it; the event follows. */
  muteForced(): void
  /** It has come to its end, and its tracks with it. */
  finished(): void
}

export const noHooks: PublisherHooks = {
  granted: () => {},
  ready: () => {},
  published: () => {},
  muteForced: () => {},
  finished: () => {},
}
