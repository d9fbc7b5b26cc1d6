/** The world of a page that has `fake-opentok/offline` in the real SDK's place: the one that the tabs of its origin share. */

import { joinSharedWorld, sharedWorld } from '../../author/shared.ts'
import { createSimulator, type Simulator } from '../../author/simulator.ts'
import { version } from '../../author/this-package.ts'
import { tabsWorld } from '../../world/page-world.ts'

// The address has a name of its own, because a bundler would bundle a file whose address is written out.
const here: string | undefined = import.meta.url

/** The worker, seen from the chunk of the build that holds this file; a bundle without a worker lets one of the tabs host. */
const workerPlace = '../entry/offline/tabs-worker.js'

const worker = (): string | null =>
  here !== undefined && URL.canParse(workerPlace, here) ? new URL(workerPlace, here).href : null

const alone = (why: string): void => console.info(`fake-opentok/offline: this page has a world of its own; ${why}.`)
const warn = (text: string): void => console.warn(`fake-opentok/offline: ${text}`)

let isMadeHere = false

/** Where there is no page, it is the usual default world: other tabs there are none. */
function makeWorld(): Simulator {
  isMadeHere = true
  if (typeof document === 'undefined') return createSimulator()
  const address = worker()
  const script = address === null ? null : ({ address, type: 'module' } as const)
  return joinSharedWorld(tabsWorld({ version, script, alone, warn }), { uncaught: 'page' })
}

/** The world that `fake-opentok` and `fake-opentok/simulator` share with this entrance. */
export const defaultWorld: Simulator = sharedWorld(makeWorld)

if (!isMadeHere && typeof document !== 'undefined') {
  console.warn(
    "fake-opentok/offline: this page has a world of its own, because fake-opentok or fake-opentok/simulator was imported before. Import 'fake-opentok/offline' first, and the tabs share one.",
  )
}
