/**
 * `import 'fake-opentok/auto'`: for applications that take `OT` from the window, as a script tag leaves it there. In a page,
 * the simulated devices stand as `navigator.mediaDevices` too, until the world is disposed of, and the page's address may
 * ask for a failure or a scenario, by `?fake-opentok=`. A scenario plays in real time, as with the script build.
 */

import { wishOfPage } from '../author/address.ts'
import { sharedWorld } from '../author/shared.ts'
import { createSimulator, type Simulator } from '../author/simulator.ts'
import { leaveInRealm } from '../kernel/frozen.ts'

const isInPage = typeof document !== 'undefined'
const wish = wishOfPage({
  usualFolder: 'node_modules/fake-opentok/fixtures/scenarios/',
  readerScript: 'node_modules/fake-opentok/dist/fake-opentok.scenarios.iife.js',
  ...(isInPage ? {} : { wish: null }),
})

let isMadeHere = false

/** The world that `fake-opentok` and `fake-opentok/simulator` share with this entrance. */
export const simulator: Simulator = sharedWorld(() => {
  isMadeHere = true
  return createSimulator(wish.options)
})

if (!isMadeHere && wish.options.clock !== undefined) {
  throw new Error(
    "The page's address asks for a scenario, and the world is there already, with a clock that plays no timeline. Import 'fake-opentok/auto' before 'fake-opentok' and 'fake-opentok/simulator'.",
  )
}
leaveInRealm({ OT: simulator.OT })
if (isInPage) simulator.devices.install(navigator, { keep: true })
wish.grant(simulator)
