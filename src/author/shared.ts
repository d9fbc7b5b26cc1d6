import { sharedInRealm } from '../kernel/frozen.ts'
import type { Elsewhere } from '../world/elsewhere.ts'
import type { SimulatorOptions } from './options.ts'
import { Simulator } from './simulator.ts'
import { version } from './this-package.ts'
import { tellWatchers } from './watchers.ts'

/** Under this name copies of this version find the default world of one another; another version has one of its own. */
const slot: symbol = Symbol.for(`fake-opentok/simulator@${version}`)

const isWorld = (value: unknown): value is Simulator => typeof value === 'object' && value !== null && 'OT' in value

/**
 * The default world of this realm, made by the first copy that asks: a package that is imported in one place and required in
 * another is loaded twice, and its tests drive one world all the same. A test runner that gives each file a realm of its own
 * (Vitest, Jest) gives it a world of its own.
 *
 * @param make Makes the world where there is none yet.
 *
 * @example
 * sharedWorld(createSimulator) === sharedWorld(createSimulator) // true
 */
export function sharedWorld(make: () => Simulator): Simulator {
  return sharedInRealm(slot, isWorld, make)
}

/**
 * The simulator of a world whose service lives elsewhere: it goes by real time.
 *
 * @throws RangeError for an option that is none.
 */
export function joinSharedWorld(elsewhere: Elsewhere, options: SimulatorOptions = {}): Simulator {
  const world = new Simulator({ ...options, clock: 'wall' }, elsewhere)._face
  tellWatchers('made', world)
  return world
}
