/**
 * `import 'fake-opentok/auto'`: for applications that take `OT` from the window, as a script tag leaves it there. In a page,
 * the simulated devices stand as `navigator.mediaDevices` too, until the world is disposed of.
 */
import { simulator } from '../simulator.ts'

Object.assign(globalThis, { OT: simulator.OT })
if (typeof document !== 'undefined') simulator.devices.install(navigator, { keep: true })

export { simulator }
