import type { FallbackStage } from '../media/network-quality.ts'

/** The calls by which the parts of a publisher hear of its life. */
export interface PublisherHooks {
  /** It has its media, and nobody was told yet. */
  granted(): void
  /** Its element was given its media, and shows nothing of it yet. */
  bound(): void
  /** Its media can be seen; its handler is told next. */
  ready(): void
  /** Its stream was announced. */
  published(): void
  /** The path to the router (null), or to a subscriber of a relayed session, is connected. */
  connected(remote: string | null): void
  /** Its microphone gives nothing any more. */
  soundChanged(): void
  /** It is published, or somebody receives its media: what was armed for one that runs strikes. */
  running(): void
  /** A moderator has muted it; the event follows. */
  muteForced(): void
  /** Its camera gives pictures of another size. */
  resized(): void
  /** The person at its microphone speaks, or is silent again. */
  loudnessChanged(): void
  /** How far it is to fall back to sound where the network does not carry its picture; gives whether anything has changed. */
  fallBack(stage: FallbackStage): boolean
  /** It has come to its end, and its tracks with it. */
  finished(): void
}

export const noHooks: PublisherHooks = {
  granted: () => {},
  bound: () => {},
  ready: () => {},
  published: () => {},
  connected: () => {},
  soundChanged: () => {},
  running: () => {},
  muteForced: () => {},
  resized: () => {},
  loudnessChanged: () => {},
  fallBack: () => false,
  finished: () => {},
}
