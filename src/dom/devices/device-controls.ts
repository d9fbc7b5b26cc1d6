import { demandEffect } from '../../kernel/effect.ts'
import type { DeviceInfo, DeviceKind } from '../../ports/devices.ts'
import type { SimulatedDevices } from './devices.ts'
import type { InstalledDevices, InstallOptions } from './installed-devices.ts'
import type { CaptureKind, Permission } from './usual-devices.ts'

/** A kind of device, as a test author names it. */
export type DeviceName = 'camera' | 'microphone' | 'speaker'

const kinds: Readonly<Record<DeviceName, DeviceKind>> = {
  camera: 'videoinput',
  microphone: 'audioinput',
  speaker: 'audiooutput',
}

type Note = (what: string, detail: Readonly<Record<string, unknown>>) => void

function kindOf(name: DeviceName): DeviceKind {
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  if (kind !== undefined) return kind
  throw new RangeError(`There is no device called ${JSON.stringify(name)}. Say camera, microphone or speaker.`)
}

/** Cameras, microphones, speakers and permission, in the test author's hands. */
export class DeviceControls {
  readonly #devices: SimulatedDevices
  readonly #installed: InstalledDevices
  readonly #note: Note

  constructor(devices: SimulatedDevices, installed: InstalledDevices, note: Note) {
    this.#devices = devices
    this.#installed = installed
    this.#note = note
  }

  /** The devices that there are. */
  get list(): readonly DeviceInfo[] {
    return this.#devices.devices()
  }

  /**
   * The person refuses the permission. Where a camera or a microphone is in use, its publishers are told `accessDenied`, and all
   * tracks that were captured together with it end, as in Chromium (`fixtures/facts/measured.json`).
   * @example simulator.devices.deny('camera') // accessDenied
   */
  deny(kind: CaptureKind): void {
    this.#permit(kind, 'denied')
  }

  /**
   * The person closes the prompt.
   * @example simulator.devices.dismiss('microphone')
   */
  dismiss(kind: CaptureKind): void {
    this.#permit(kind, 'dismissed')
  }

  /**
   * The person leaves the prompt standing.
   * @example simulator.devices.neverAnswer('camera') // accessDialogOpened, and nothing more
   */
  neverAnswer(kind: CaptureKind): void {
    this.#permit(kind, 'unanswered')
  }

  /**
   * The person grants the permission, or has granted it before they were asked.
   * @example simulator.devices.allow('camera')
   */
  allow(kind: CaptureKind): void {
    this.#permit(kind, 'granted')
  }

  /**
   * The person has not been asked yet, and allows it when they are: until then a page sees no names of devices.
   *
   * @example
   * simulator.devices.forgetPermission('camera')
   */
  forgetPermission(kind: CaptureKind): void {
    this.#permit(kind, 'unasked')
  }

  /**
   * The person shares the sound of a screen with its picture, where the application asks for both, or does not. Not, to begin with.
   *
   * @example
   * simulator.devices.shareSound(true)
   */
  shareSound(shares: boolean): void {
    this.#note('devices.shareSound', { shares })
    this.#devices.sharesSound = shares
  }

  /**
   * Another program uses the device: it cannot be captured. A microphone that is in use gives nothing more to its track, which lives on
   * (assumed): its publishers dispatch `audioAcquisitionProblem` 3 to 6 seconds later, and `audioAcquisitionProblemResolved` once they
   * send bytes of sound again.
   *
   * @throws Error where there is no such device.
   *
   * @example
   * simulator.devices.occupy('microphone')
   * await simulator.clock.advance('6s') // the publisher's audioAcquisitionProblem, { method: 'getStats' }
   */
  occupy(name: DeviceName): void {
    const there = this.list.filter(({ kind }) => kind === kindOf(name))
    demandEffect('devices.occupy', there, `there is no ${name} to occupy. Call devices.add() first.`)
    this.#note('devices.occupy', { name })
    this.#devices.setOccupied(kindOf(name), true)
  }

  /**
   * The other program lets go of the device.
   *
   * @throws Error where no other program uses one.
   * @example simulator.devices.free('camera')
   */
  free(name: DeviceName): void {
    const occupied = this.#devices.occupied(kindOf(name))
    demandEffect('devices.free', occupied, `no other program uses a ${name}. Call devices.occupy() first.`)
    this.#note('devices.free', { name })
    this.#devices.setOccupied(kindOf(name), false)
  }

  /**
   * Takes a device away, or every device of its kind: tracks that come from it end.
   *
   * @throws Error where there is no such device.
   * @example simulator.devices.unplug('microphone')
   */
  unplug(name: DeviceName, deviceId?: string): void {
    const kind = kindOf(name)
    const ids = this.list.filter((device) => device.kind === kind).map((device) => device.deviceId)
    if (ids.length === 0 || (deviceId !== undefined && !ids.includes(deviceId))) {
      const which = deviceId === undefined ? `no ${name}` : `no ${name} ${JSON.stringify(deviceId)}`
      throw new Error(
        `devices.unplug() has no effect: there is ${which} to unplug. There are: ${ids.join(', ') || 'none'}.`,
      )
    }
    this.#note('devices.unplug', { name, ...(deviceId === undefined ? {} : { deviceId }) })
    this.#devices.unplug(kind, deviceId)
  }

  /**
   * Adds a device, behind the ones that there are.
   *
   * @throws RangeError for the id of a device that is there.
   * @example simulator.devices.add('camera', { label: 'Back camera' })
   */
  add(name: DeviceName, options: { readonly deviceId?: string; readonly label?: string } = {}): void {
    const kind = kindOf(name)
    const ids = this.list.filter((device) => device.kind === kind).map((device) => device.deviceId)
    if (options.deviceId !== undefined && ids.includes(options.deviceId)) {
      throw new RangeError(
        `devices.add(options.deviceId): there is a ${name} ${JSON.stringify(options.deviceId)} already. Give another id, or none.`,
      )
    }
    let count = ids.length + 1
    while (ids.includes(`${name}-${count}`)) count++
    const { deviceId = `${name}-${count}`, label = `Simulated ${name} ${count}` } = options
    this.#note('devices.add', { name, deviceId, label })
    this.#devices.setDevices([...this.list, { kind, deviceId, label }])
  }

  /**
   * Lets the same devices stand as `mediaDevices` of a navigator, and what is allowed as its `permissions`, for applications
   * that ask the browser themselves; until the world is reset, or, with `keep`, until it is disposed of. Default: the navigator
   * of this page.
   *
   * @throws Error where there is no navigator.
   *
   * @example
   * simulator.devices.install()
   * simulator.devices.deny('camera')
   * await navigator.mediaDevices.getUserMedia({ video: true }) // NotAllowedError
   */
  install(navigator?: object, options: InstallOptions = {}): void {
    this.#note('devices.install', { ...options })
    this.#installed.install(navigator, options)
  }

  /**
   * Gives every navigator back the `mediaDevices` and the `permissions` that it had.
   * @example simulator.devices.uninstall()
   */
  uninstall(): void {
    this.#note('devices.uninstall', {})
    this.#installed.uninstall()
  }

  /**
   * One of each, permission granted, nothing armed.
   * @example simulator.devices.reset()
   */
  reset(): void {
    this.#note('devices.reset', {})
    this.#devices.reset()
  }

  #permit(kind: CaptureKind, permission: Permission): void {
    if (!['camera', 'microphone', 'screen', 'speaker'].includes(kind)) {
      throw new RangeError(
        `There is no permission for ${JSON.stringify(kind)}. Say camera, microphone, screen or speaker.`,
      )
    }
    this.#note(`devices.${permission}`, { kind })
    this.#devices.setPermission(kind, permission)
  }
}
