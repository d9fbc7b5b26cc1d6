import type { CaptureProblem, DeviceInfo, MediaRequest } from '../../ports/devices.ts'
import type { Media } from '../../ports/track.ts'
import type { SimulatedDevices } from './devices.ts'
import { type MediaWishes, requestFor } from './media-constraints.ts'
import { HostTarget } from './tracks.ts'

// Taken when this module loads, as the class below takes its EventTarget: a target refuses the events of another window.
const HostEvent: typeof Event = globalThis.Event

/** A device as a browser lists it. */
export interface ListedDevice extends DeviceInfo {
  readonly groupId: string
  toJSON(): DeviceInfo & { readonly groupId: string }
}

const constraintNames = ['deviceId', 'width', 'height', 'frameRate', 'facingMode'] as const

// A prompt that is closed is a refusal to the page, and only its text tells.
const namesInBrowsers: Readonly<Record<string, string>> = { PermissionDismissedError: 'NotAllowedError' }

function errorFor({ name, message, constraintName }: CaptureProblem): Error {
  const text = name === 'PermissionDismissedError' ? 'The person has closed the prompt.' : message
  const error = new DOMException(text, namesInBrowsers[name] ?? name)
  return constraintName === undefined ? error : Object.assign(error, { constraint: constraintName })
}

function listed({ kind, deviceId, label }: DeviceInfo): ListedDevice {
  const device = { deviceId, kind, label, groupId: deviceId === '' ? '' : 'simulated' }
  return { ...device, toJSON: () => ({ ...device }) }
}

/**
 * `navigator.mediaDevices`, answered by simulated devices: the same ones that the SDK is given, and the same permission.
 *
 * @example const stream = await new SimulatedMediaDevices(devices).getUserMedia({ video: true })
 */
export class SimulatedMediaDevices extends HostTarget {
  readonly #devices: SimulatedDevices
  #onChange: ((event: Event) => void) | null = null

  constructor(devices: SimulatedDevices) {
    super()
    this.#devices = devices
  }

  get ondevicechange(): ((event: Event) => void) | null {
    return this.#onChange
  }

  set ondevicechange(listener: ((event: Event) => void) | null) {
    if (this.#onChange !== null) this.removeEventListener('devicechange', this.#onChange)
    if (listener !== null) this.addEventListener('devicechange', listener)
    this.#onChange = listener
  }

  /** Tells the page that there are other devices now. */
  changed(): void {
    this.dispatchEvent(new HostEvent('devicechange'))
  }

  enumerateDevices(): Promise<ListedDevice[]> {
    return new Promise((resolve, reject) =>
      this.#devices.list({
        listed: (devices) => resolve(devices.map(listed)),
        failed: (problem) => reject(errorFor(problem)),
      }),
    )
  }

  async getUserMedia(wishes: MediaWishes = {}): Promise<Media> {
    const request = requestFor(wishes, false, this.#devices.devices())
    if (request.audio.want !== 'none' || request.video.want !== 'none') return this.#capture(request)
    throw new TypeError('getUserMedia() was asked for neither audio nor video. Ask for one of them at least.')
  }

  async getDisplayMedia(wishes: MediaWishes = {}): Promise<Media> {
    return this.#capture(requestFor(wishes, true, this.#devices.devices()))
  }

  getSupportedConstraints(): Record<string, boolean> {
    return Object.fromEntries(constraintNames.map((name) => [name, true]))
  }

  #capture(request: MediaRequest): Promise<Media> {
    return new Promise((granted, reject) =>
      this.#devices.capture(request, { granted, denied: (problem) => reject(errorFor(problem)) }),
    )
  }
}
