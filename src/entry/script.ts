/**
 * The script build: `<script src="fake-opentok.iife.js">` leaves `OT` in the window, as the real script does, in a world
 * that goes by real time and lets errors escape to the page. `fakeOpentok` beside it is the test author's.
 */
import { createSimulator, failures } from '../simulator.ts'

const simulator = createSimulator({ clock: 'wall', uncaught: 'page' })

Object.assign(globalThis, { OT: simulator.OT, fakeOpentok: { simulator, createSimulator, failures } })
