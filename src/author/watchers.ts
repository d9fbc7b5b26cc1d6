import type { Dialect } from '../contract/dialect.ts'
import type { Operation } from '../contract/operations.ts'
import { sharedInRealm } from '../kernel/frozen.ts'
import type { Journal } from '../kernel/journal/journal.ts'
import { version } from './this-package.ts'
import type { Unmet } from './unmet.ts'

/** A world, as far as a test suite looks after it. */
export interface WatchedWorld {
  readonly dialect: Dialect
  readonly journal: Journal
  readonly unmet: readonly Unmet[]
  /** @internal */
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

/** Where each version of this package lies. */
const placesSlot: symbol = Symbol.for('fake-opentok/places')

const isMap = <Value>(value: unknown): value is Map<string, Value> => value instanceof Map

const inRealm = <Value>(name: symbol): Map<string, Value> => sharedInRealm(name, isMap<Value>, () => new Map())

const lists = (): Lists => inRealm<Set<WorldWatcher>>(slot)

/** The file or address that this code was loaded from, as the host tells it. */
function ownPlace(): string {
  const { stack = '' } = new Error('Where is this?')
  return (
    /((?:file|https?):\/\/[^\s)]+?|\/[^\s():]+|[A-Za-z]:\\[^\s():]+):\d+:\d+/.exec(stack)?.[1] ??
    'a place that the host does not tell'
  )
}

function warnOfCopies(places: ReadonlyMap<string, string>): void {
  const all = [...places].map(([one, place]) => `${one} (${place})`).join(' and ')
  console.warn(
    `fake-opentok: two versions are loaded: ${all}. What a test arms with fail() in one has no effect in the other. Run "npm ls fake-opentok", and install one version.`,
  )
}

function listOf(versionHere: string): Set<WorldWatcher> {
  const known = lists().get(versionHere)
  if (known !== undefined) return known
  const made = new Set<WorldWatcher>()
  lists().set(versionHere, made)
  const places = inRealm<string>(placesSlot)
  places.set(versionHere, ownPlace())
  if (places.size === 2) warnOfCopies(places)
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
