/**
 * `import 'fake-opentok/auto'`: for applications that take `OT` from the window, as a script tag leaves it there. In a page,
 * the simulated devices stand as `navigator.mediaDevices` too, until the world is disposed of, and the page's address may
 * ask for a failure or a scenario, by `?fake-opentok=`.
 */

import { wishOfPage } from '../author/address.ts'
import { simulator } from '../simulator.ts'

Object.assign(globalThis, { OT: simulator.OT })
if (typeof document !== 'undefined') {
  simulator.devices.install(navigator, { keep: true })
  wishOfPage({
    usualFolder: 'node_modules/fake-opentok/fixtures/scenarios/',
    readerScript: 'node_modules/fake-opentok/dist/fake-opentok.scenarios.iife.js',
  }).grant(simulator)
}

export { simulator }
