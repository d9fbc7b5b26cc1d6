/** The events of a page. */
export interface PresenceWatcher {
  /** The person leaves the page, or closes it. */
  left(): void
  /** The browser says that it has a network again, or none any more. */
  networkWent(online: boolean): void
}

/** The page as long as it is there: whether somebody is in it, and whether it has a network. */
export interface Presence {
  /** Tells `watcher` from now on, of the page of this moment alone; returns what ends that. */
  watch(watcher: PresenceWatcher): () => void
}
