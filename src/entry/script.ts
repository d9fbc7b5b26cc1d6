/**
 * The script build: `<script src="fake-opentok.iife.js">` leaves `OT` in the window, as the real script does, in a world
 * that goes by real time and lets errors escape to the page. `fakeOpentok` beside it is the test author's. The page's
 * address may ask for a failure or a scenario, by `?fake-opentok=`.
 */

import { wishOfPage } from '../author/address.ts'
import { currentScript } from '../dom/page/page-address.ts'
import { createSimulator, failures } from '../simulator.ts'

const wish = wishOfPage({
  usualFolder: '../fixtures/scenarios/',
  readerScript: 'fake-opentok.scenarios.iife.js',
  script: currentScript(),
})
const simulator = createSimulator({ clock: 'wall', uncaught: 'page', ...wish.options })

Object.assign(globalThis, { OT: simulator.OT, fakeOpentok: { simulator, createSimulator, failures } })
wish.grant(simulator)
