/**
 * The script build: `<script src="fake-opentok.iife.js">` leaves `OT` in the window, as the real script does, in a world
 * that goes by real time and lets errors escape to the page. `fakeOpentok` beside it is the test author's. The tabs of an
 * origin share one world, which this same script hosts in a worker; `data-world="own"` on the script's tag gives a page a
 * world of its own, and an address that `npx fake-opentok serve` prints lets it take part in that one. The page's address
 * may ask for a failure or a scenario, by `?fake-opentok=`. The panel opens by Ctrl+Alt+P, and by `?fake-opentok` alone.
 */

import { wishOfPage } from '../author/address.ts'
import type { SimulatorOptions } from '../author/options.ts'
import { joinSharedWorld } from '../author/shared.ts'
import type { Simulator } from '../author/simulator.ts'
import { version } from '../author/this-package.ts'
import { asksForPanel, currentScript, worldAsked } from '../dom/page/page-address.ts'
import { leaveInRealm } from '../kernel/frozen.ts'
import { tellThatSimulated } from '../kernel/test-runner.ts'
import { type LaunchOptions, ownScript, PanelLauncher } from '../panel/launcher.ts'
import type { Panel } from '../panel/open-panel.ts'
import { createSimulator, failures } from '../simulator.ts'
import { hostTabs, servedWorld, tabsWorld } from '../world/page-world.ts'

/** The world that the script's tag asks for. A scenario has a world of its own, which no other tab disturbs. */
function worldOfPage(options: SimulatorOptions, hasScenario: boolean): Simulator {
  const asked = worldAsked()
  if (asked !== null && /^wss?:/.test(asked)) return joinSharedWorld(servedWorld(asked, WebSocket, version), options)
  if (hasScenario || asked === 'own') return createSimulator(options)
  if (asked !== null && asked !== 'tabs') {
    throw new RangeError(
      `data-world="${asked}" names no world. It is "tabs" (the default), "own", or the address that "npx fake-opentok serve" prints, such as ws://127.0.0.1:4005/`,
    )
  }
  const alone = (why: string): void => console.info(`fake-opentok: this page has a world of its own; ${why}.`)
  const warn = (text: string): void => console.warn(`fake-opentok: ${text}`)
  const address = currentScript()
  const script = address === null ? null : ({ address, type: 'classic' } as const)
  return joinSharedWorld(tabsWorld({ version, script, alone, warn }), options)
}

function openPage(): void {
  const wish = wishOfPage({
    usualFolder: '../fixtures/scenarios/',
    readerScript: 'fake-opentok.scenarios.iife.js',
    script: currentScript(),
  })
  const options = { clock: 'wall', uncaught: 'page', ...wish.options } as const
  const simulator = worldOfPage(options, Object.keys(wish.options).length > 0)
  const launcher = new PanelLauncher({ simulator, failures, own: ownScript() })
  /** Opens the panel; its script is loaded then. */
  const openPanel = (...how: readonly [options?: LaunchOptions]): Promise<Panel> => launcher.open(...how)
  leaveInRealm({ OT: simulator.OT, fakeOpentok: { simulator, createSimulator, failures, openPanel } })
  tellThatSimulated('fake-opentok.iife.js is loaded in this page', console)
  wish.grant(simulator)
  launcher.listen()
  if (asksForPanel()) launcher.toggle()
}

if (!hostTabs(version)) openPage()
