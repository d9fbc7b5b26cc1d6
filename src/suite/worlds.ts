import { type WatchedWorld, watchWorlds } from '../author/watchers.ts'

/** Reads a world before the world is made as new. */
export type ReadWorld = (world: WatchedWorld) => void

/** The worlds of a realm that a suite looks after: the default one, and those that tests make. */
export class Worlds {
  readonly #known: Set<WeakRef<WatchedWorld>> = new Set()
  readonly #readers: ReadWorld[] = []
  readonly #stop: () => void

  /** `first`: the world that was there before the suite looked. */
  constructor(first: WatchedWorld) {
    this.#keep(first)
    this.#stop = watchWorlds({
      made: (world) => this.#keep(world),
      ending: (world) => {
        for (const read of this.#readers) read(world)
      },
    })
  }

  /** The worlds in which something has happened since they were made or reset, oldest first. */
  get busy(): readonly WatchedWorld[] {
    return this.#living().filter(({ journal, unmet }) => journal.entries.length > 0 || unmet.length > 0)
  }

  /** Calls `read` with every world that is about to be made as new, or to end. */
  onEnding(read: ReadWorld): void {
    this.#readers.push(read)
  }

  /** Makes every busy world as new; what it held is read before. */
  reset(): void {
    for (const world of this.busy) world.reset()
  }

  /** Looks after no world any more. */
  stop(): void {
    this.#stop()
  }

  #keep(world: WatchedWorld): void {
    this.#known.add(new WeakRef(world))
  }

  #living(): readonly WatchedWorld[] {
    return [...this.#known].flatMap((reference) => {
      const world = reference.deref()
      if (world === undefined) this.#known.delete(reference)
      return world ?? []
    })
  }
}
