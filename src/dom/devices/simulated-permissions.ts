import type { Permissions } from './permissions.ts'
import { HostTarget } from './tracks.ts'
import type { Permission } from './usual-devices.ts'

/** As the W3C's Permissions API says it. */
export type PermissionAnswer = 'granted' | 'denied' | 'prompt'

// Taken when this module loads, as the class below takes its EventTarget: a target refuses the events of another window.
const HostEvent: typeof Event = globalThis.Event

const names = ['camera', 'microphone'] as const

type Name = (typeof names)[number]

/** A prompt that was closed, or that stays open, can be shown again. */
const answers: Readonly<Record<Permission, PermissionAnswer>> = {
  granted: 'granted',
  denied: 'denied',
  dismissed: 'prompt',
  unanswered: 'prompt',
  unasked: 'prompt',
}

/** The permission of the page for one kind of device; it tells when it changes. */
export class SimulatedPermissionStatus extends HostTarget {
  readonly name: Name
  readonly #permissions: Permissions
  #lastAnnounced: PermissionAnswer
  #onChange: ((event: Event) => void) | null = null

  constructor(name: Name, permissions: Permissions) {
    super()
    this.name = name
    this.#permissions = permissions
    this.#lastAnnounced = this.state
  }

  get state(): PermissionAnswer {
    return answers[this.#permissions.of(this.name)]
  }

  get onchange(): ((event: Event) => void) | null {
    return this.#onChange
  }

  set onchange(listener: ((event: Event) => void) | null) {
    if (this.#onChange !== null) this.removeEventListener('change', this.#onChange)
    if (listener !== null) this.addEventListener('change', listener)
    this.#onChange = listener
  }

  /** Something was allowed or refused; the page is told where that is of this kind. */
  look(): void {
    if (this.#lastAnnounced === this.state) return
    this.#lastAnnounced = this.state
    this.dispatchEvent(new HostEvent('change'))
  }
}

/** The navigator's own permissions, which are asked for everything else. */
interface Asked {
  query(description: unknown): Promise<unknown>
}

const canBeAsked = (value: unknown): value is Asked =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'query') === 'function'

/**
 * `navigator.permissions`, answered by simulated devices for `camera` and `microphone`, and by the browser for the rest.
 *
 * @example (await navigator.permissions.query({ name: 'camera' })).state // 'denied' after simulator.devices.deny('camera')
 */
export class SimulatedPermissions {
  readonly #permissions: Permissions
  readonly #browser: unknown
  #statuses: SimulatedPermissionStatus[] = []

  constructor(permissions: Permissions, browser: unknown) {
    this.#permissions = permissions
    this.#browser = browser
  }

  /** Rejects with a TypeError for an unknown name. */
  async query(description: unknown): Promise<unknown> {
    const asked: unknown =
      typeof description === 'object' && description !== null ? Reflect.get(description, 'name') : ''
    const name = names.find((known) => known === asked)
    if (name !== undefined) return this.#statusOf(name)
    if (canBeAsked(this.#browser)) return await this.#browser.query(description)
    throw new TypeError(`There is no permission ${JSON.stringify(asked)} here. Ask for camera or microphone.`)
  }

  /** Something was allowed or refused. */
  look(): void {
    for (const status of this.#statuses) status.look()
  }

  #statusOf(name: Name): SimulatedPermissionStatus {
    const status = new SimulatedPermissionStatus(name, this.#permissions)
    this.#statuses = [...this.#statuses, status]
    return status
  }
}
