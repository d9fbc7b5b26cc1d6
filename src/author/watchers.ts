import type { Dialect } from '../contract/dialect.ts'
import type { Operation } from '../contract/operations.ts'
import type { Journal } from '../kernel/journal/journal.ts'
import type { Unmet } from './unmet.ts'
import { version } from './version.ts'

/** A world, as far as a test suite looks after it. */
export interface WatchedWorld {
  readonly dialect: Dialect
  readonly journal: Journal
  readonly unmet: readonly Unmet[]
  readonly _operationsCalled: readonly Operation[]
  settled(): Promise<void>
  reset(): void
}

/** The events of worlds that a test suite listens to. */
export interface WorldWatcher {
  /** A world was made. */
  readonly made: (world: WatchedWorld) => void
  /** A world is about to be made as new, or to end: what happened in it can be read for the last time. */
  readonly ending: (world: WatchedWorld) => void
}

/** Copies of one version (imported and required) share their watchers; each version has a list of its own. */
const slot: symbol = Symbol.for('fake-opentok/watchers')

type Lists = Map<string, Set<WorldWatcher>>

function lists(): Lists {
  const known: unknown = Reflect.get(globalThis, slot)
  if (known instanceof Map) return known
  const made: Lists = new Map()
  Object.defineProperty(globalThis, slot, { value: made, configurable: true })
  return made
}

function listOf(own: string): Set<WorldWatcher> {
  const known = lists().get(own)
  if (known !== undefined) return known
  const made = new Set<WorldWatcher>()
  lists().set(own, made)
  return made
}

/**
 * Lets a suite know of every world of this realm from now on, until the function that this returns is called.
 *
 * @example
 * const stop = watchWorlds({ made: (world) => worlds.add(world), ending: (world) => read(world.journal) })
 */
export function watchWorlds(watcher: WorldWatcher): () => void {
  const list = listOf(version)
  list.add(watcher)
  return () => void list.delete(watcher)
}

/** The versions of this package that have made a world in this realm. */
export const versionsInUse = (): readonly string[] => [...lists().keys()]

/** Tells every watcher of this realm of a world. */
export function tellWatchers(what: keyof WorldWatcher, world: WatchedWorld): void {
  for (const watcher of listOf(version)) watcher[what](world)
}
