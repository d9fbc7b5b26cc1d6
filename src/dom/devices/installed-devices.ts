import { doNothing } from '../../kernel/values.ts'
import type { SimulatedDevices } from './devices.ts'
import { SimulatedMediaDevices } from './media-devices.ts'
import { SimulatedPermissions } from './simulated-permissions.ts'

export interface InstallOptions {
  /** Whether they stay when the world is reset. Default false. */
  readonly keep?: boolean
}

/** The parts of a navigator that stand-ins replace. */
const standIns = ['mediaDevices', 'permissions'] as const

type Before = Readonly<Record<(typeof standIns)[number], PropertyDescriptor | undefined>>

interface Installation {
  readonly navigator: object
  readonly mediaDevices: SimulatedMediaDevices
  readonly permissions: SimulatedPermissions
  readonly keep: boolean
}

/** A navigator's own properties under those names, and the installations in front of them, the last one foremost. */
interface Pile {
  readonly before: Before
  readonly installations: Installation[]
}

/** Worlds that share a navigator undo what they installed in any order. */
const piles: WeakMap<object, Pile> = new WeakMap()

const ownOf = (navigator: object): Before => ({
  mediaDevices: Object.getOwnPropertyDescriptor(navigator, 'mediaDevices'),
  permissions: Object.getOwnPropertyDescriptor(navigator, 'permissions'),
})

/** Shows the foremost installation, or, where none is left, the navigator's own properties. */
function show(navigator: object, { before, installations }: Pile): void {
  const front = installations.at(-1)
  for (const name of standIns) {
    const own = before[name]
    if (front !== undefined) {
      Object.defineProperty(navigator, name, { configurable: true, enumerable: true, value: front[name] })
    } else if (own === undefined) Reflect.deleteProperty(navigator, name)
    else Object.defineProperty(navigator, name, own)
  }
  if (front === undefined) piles.delete(navigator)
}

function putInFront(installation: Installation): void {
  const { navigator } = installation
  const pile = piles.get(navigator) ?? { before: ownOf(navigator), installations: [] }
  piles.set(navigator, pile)
  pile.installations.push(installation)
  show(navigator, pile)
}

function takeAway(installation: Installation): void {
  const pile = piles.get(installation.navigator)
  const place = pile?.installations.indexOf(installation) ?? -1
  if (pile === undefined || place < 0) return
  pile.installations.splice(place, 1)
  show(installation.navigator, pile)
}

const endOf = (ends: readonly (() => void)[]) => (): void => {
  for (const end of ends) end()
}

/** The navigators in which simulated devices stand as `mediaDevices`, and what is allowed as `permissions`. */
export class InstalledDevices {
  readonly #devices: SimulatedDevices
  #installations: readonly Installation[] = []
  #stopWatching: () => void = doNothing

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
    const installation: Installation = {
      navigator: target,
      mediaDevices: new SimulatedMediaDevices(this.#devices),
      permissions: new SimulatedPermissions(this.#devices.permissions, Reflect.get(target, 'permissions')),
      keep,
    }
    putInFront(installation)
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
    for (const installation of this.#installations.filter(goes)) takeAway(installation)
    this.#installations = this.#installations.filter((installation) => !goes(installation))
  }

  #watch(): void {
    this.#stopWatching()
    this.#stopWatching = doNothing
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
    this.#stopWatching = endOf(ends)
  }
}
