import type { SimulatedDevices } from './devices.ts'
import { SimulatedMediaDevices } from './media-devices.ts'

export interface InstallOptions {
  /** Whether they stay when the world is reset. Default false. */
  readonly keep?: boolean
}

interface Installation {
  readonly navigator: object
  readonly mediaDevices: SimulatedMediaDevices
  readonly keep: boolean
  /** What the navigator itself had under that name. */
  readonly before: PropertyDescriptor | undefined
}

function putBack({ navigator, before }: Installation): void {
  if (before === undefined) Reflect.deleteProperty(navigator, 'mediaDevices')
  else Object.defineProperty(navigator, 'mediaDevices', before)
}

/** The navigators in which simulated devices stand as `mediaDevices`. */
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
    const before = Object.getOwnPropertyDescriptor(target, 'mediaDevices')
    const mediaDevices = new SimulatedMediaDevices(this.#devices)
    Object.defineProperty(target, 'mediaDevices', { configurable: true, enumerable: true, value: mediaDevices })
    this.#installations = [...this.#installations, { navigator: target, mediaDevices, keep, before }]
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
    if (this.#installations.length === 0) return
    this.#stopWatching = this.#devices.watch({
      devicesChanged: () => {
        for (const { mediaDevices } of this.#installations) mediaDevices.changed()
      },
    })
  }
}
