import { SimulatedDevices } from '../../src/dom/devices/devices.ts'
import { pageTracks } from '../../src/dom/devices/page-tracks.ts'
import { HeadlessView } from '../../src/dom/page/headless.ts'
import { PageView } from '../../src/dom/page/view.ts'
import { createRandom } from '../../src/kernel/random.ts'
import { VirtualClock } from '../../src/kernel/time/virtual-clock.ts'
import { nextTurn } from '../../src/kernel/time/wall-clock.ts'
import { type DevicesUnderTest, describeDevicesContract } from './devices-contract.ts'
import { describeViewContract, plainMedia } from './view-contract.ts'
import { describeMediaContract } from './view-media-contract.ts'
import { describePageContract, type PageUnderTest } from './view-page-contract.ts'

const openClock = (): VirtualClock => new VirtualClock({ mode: 'instant', epoch: 0, nextTurn })

function openDevices(clock: VirtualClock): SimulatedDevices {
  const random = createRandom('contract')
  return new SimulatedDevices({ clock, random, ...pageTracks({ document, window, clock, newId: () => random.uuid() }) })
}

function openPage(): PageUnderTest {
  const clock = openClock()
  const devices = openDevices(clock)
  const view = new PageView({ document, window, clock })
  return {
    view,
    clock,
    media: ({ audio = true, video = true } = {}) =>
      devices.receive({ audio, video, width: 320, height: 240, name: 'Ann' }),
    close: () => view.clear(),
  }
}

function openDevicesUnderTest(): DevicesUnderTest {
  const clock = openClock()
  return { devices: openDevices(clock), clock }
}

/** Runs every contract of the `dom` room in the environment that the test file names. */
export function describeEnvironment(name: string): void {
  describeViewContract(`${name}, headless`, () => {
    const clock = openClock()
    return { view: new HeadlessView(clock), clock, media: plainMedia, close: () => {} }
  })
  describeViewContract(name, openPage)
  describePageContract(name, openPage)
  describeMediaContract(name, openPage)
  describeDevicesContract(name, openDevicesUnderTest)
}
