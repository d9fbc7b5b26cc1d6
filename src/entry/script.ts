/**
 * The script build: `<script src="fake-opentok.iife.js">` leaves `OT` in the window, as the real script does, in a world
 * that goes by real time and lets errors escape to the page. `fakeOpentok` beside it is the test author's. The page's
 * address may ask for a failure or a scenario, by `?fake-opentok=`. The panel opens by Ctrl+Alt+P, and by `?fake-opentok`
 * alone.
 */

import { wishOfPage } from '../author/address.ts'
import { asksForPanel, currentScript } from '../dom/page/page-address.ts'
import { leaveInRealm } from '../kernel/leave-in-realm.ts'
import { tellThatSimulated } from '../kernel/test-runner.ts'
import { type LaunchOptions, ownScript, PanelLauncher } from '../panel/launcher.ts'
import type { Panel } from '../panel/open-panel.ts'
import { createSimulator, failures } from '../simulator.ts'

const wish = wishOfPage({
  usualFolder: '../fixtures/scenarios/',
  readerScript: 'fake-opentok.scenarios.iife.js',
  script: currentScript(),
})
const simulator = createSimulator({ clock: 'wall', uncaught: 'page', ...wish.options })

const launcher = new PanelLauncher({ simulator, failures, own: ownScript() })

/** Opens the panel; its script is loaded then. */
const openPanel = (options?: LaunchOptions): Promise<Panel> => launcher.open(options)

leaveInRealm({ OT: simulator.OT, fakeOpentok: { simulator, createSimulator, failures, openPanel } })
tellThatSimulated('fake-opentok.iife.js is loaded in this page')
wish.grant(simulator)
launcher.listen()
if (asksForPanel()) launcher.toggle()
