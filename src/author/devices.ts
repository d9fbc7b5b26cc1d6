import { ambientTracks } from '../dom/devices/ambient-tracks.ts'
import { DeviceControls } from '../dom/devices/device-controls.ts'
import { SimulatedDevices } from '../dom/devices/devices.ts'
import { InstalledDevices } from '../dom/devices/installed-devices.ts'
import { RealDevices } from '../dom/devices/real-devices.ts'
import type { Page } from '../dom/page/ambient-page.ts'
import { surroundingsOf } from '../dom/page/ambient-page.ts'
import type { Random } from '../kernel/random.ts'
import type { Clock } from '../kernel/time/clock.ts'
import type { Devices } from '../ports/devices.ts'

export interface DeviceParts {
  readonly clock: Clock
  readonly random: Random
  /** The page that tracks are made in, at the moment of asking. Default: none, tracks are described. */
  readonly page?: () => Page | undefined
  /** The kind of the camera: simulated, or the page's own. Default `simulated`. */
  readonly devices?: 'simulated' | 'real'
}

type Note = (what: string, detail: Readonly<Record<string, unknown>>) => void

/** The devices of one client: as its SDK uses them, and in the test author's hands. */
export interface ClientDevices {
  readonly simulated: SimulatedDevices
  readonly used: Devices
  readonly controls: DeviceControls
  reset(): void
  /** Nothing of them is left anywhere. */
  dispose(): void
}

/** Puts the devices of one client together. */
export function makeDevices(
  { clock, random, page = () => undefined, devices }: DeviceParts,
  note: Note,
): ClientDevices {
  const tracks = ambientTracks({ page, clock, newId: () => random.uuid() })
  const simulated = new SimulatedDevices({ clock, random, ...tracks, surroundings: () => surroundingsOf(page()) })
  const installed = new InstalledDevices(simulated)
  return {
    simulated,
    used: devices === 'real' ? new RealDevices(simulated, clock) : simulated,
    controls: new DeviceControls(simulated, installed, note),
    reset: () => {
      simulated.clear()
      tracks.stop()
      installed.reset()
    },
    dispose: () => installed.uninstall(),
  }
}
