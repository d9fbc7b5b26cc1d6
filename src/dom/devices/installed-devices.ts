import type { SimulatedDevices } from './devices.ts'
import { SimulatedMediaDevices } from './media-devices.ts'
import { SimulatedPermissions } from './simulated-permissions.ts'

export interface InstallOptions {
  /** Whether they stay when the world is reset. Default false. */
  readonly keep?: boolean
}

/** The parts of a navigator that stand-ins replace. */
const standIns = ['mediaDevices', 'permissions'] as const

interface Installation {
  readonly navigator: object
  readonly mediaDevices: SimulatedMediaDevices
  readonly permissions: SimulatedPermissions
  readonly keep: boolean
  /** The properties that the navigator itself had under those names. */
  readonly before: Readonly<Record<(typeof standIns)[number], PropertyDescriptor | undefined>>
}

function putBack({ navigator, before }: Installation): void {
  for (const name of standIns) {
    const own = before[name]
    if (own === undefined) Reflect.deleteProperty(navigator, name)
    else Object.defineProperty(navigator, name, own)
  }
}

/** The navigators in which simulated devices stand as `mediaDevices`, and what is allowed as `permissions`. */
export class InstalledDevices {
  readonly #devices: SimulatedDevices
  #installations: readonly Installation[] = []
  #stopWatching: () => void = () => {}

  constructor(devices: SimulatedDevices) {
    this.#devices = devices
  }

  /** @throws Error where there is no navigator. */
  install(navigator: object | undefined, { keep = false }: InstallOptions): void {
    const target = navigator ?? (typeof globalThis.navigator === 'object' ? globalThis.navigator : undefined)
    if (target === undefined) {
      throw new Error('devices.install() found no navigator here. Call it in a page, or hand a navigator over.')
    }
    this.#remove((installation) => installation.navigator === target)
    const before = {
      mediaDevices: Object.getOwnPropertyDescriptor(target, 'mediaDevices'),
      permissions: Object.getOwnPropertyDescriptor(target, 'permissions'),
    }
    const installation: Installation = {
      navigator: target,
      mediaDevices: new SimulatedMediaDevices(this.#devices),
      permissions: new SimulatedPermissions(this.#devices.permissions, Reflect.get(target, 'permissions')),
      keep,
      before,
    }
    for (const name of standIns) {
      Object.defineProperty(target, name, { configurable: true, enumerable: true, value: installation[name] })
    }
    this.#installations = [...this.#installations, installation]
    this.#watch()
  }

  /** Gives every navigator back what it had. */
  uninstall(): void {
    this.#remove(() => true)
  }

  /** The world begins anew: what is not to be kept goes. */
  reset(): void {
    this.#remove(({ keep }) => !keep)
    this.#watch()
  }

  #remove(goes: (installation: Installation) => boolean): void {
    for (const installation of this.#installations.filter(goes)) putBack(installation)
    this.#installations = this.#installations.filter((installation) => !goes(installation))
  }

  #watch(): void {
    this.#stopWatching()
    this.#stopWatching = () => {}
    if (this.#installations.length === 0) return
    const ends = [
      this.#devices.watch({
        devicesChanged: () => {
          for (const { mediaDevices } of this.#installations) mediaDevices.changed()
        },
      }),
      this.#devices.permissions.watch(() => {
        for (const { permissions } of this.#installations) permissions.look()
      }),
    ]
    this.#stopWatching = () => {
      for (const end of ends) end()
    }
  }
}
