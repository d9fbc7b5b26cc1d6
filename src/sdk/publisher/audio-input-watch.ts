import type { Timer } from '../../kernel/time/clock.ts'
import { doNothing } from '../../kernel/values.ts'
import type { DeviceInfo } from '../../ports/devices.ts'
import { unlessRefused } from '../base/browser-refusal.ts'
import { SdkEvent } from '../base/events.ts'
import { browserError, errorOf } from '../base/fail.ts'
import { askMedia } from '../base/gate.ts'
import { listedOf } from '../devices/device-lists.ts'
import { deviceOf } from './camera.ts'
import type { PublisherMicrophone } from './microphone.ts'
import type { PublisherModel } from './model.ts'

/** Browsers tell of one change several times; the SDK waits until they are done. */
const settlingMs = 200

const usualOf = (devices: readonly DeviceInfo[]): DeviceInfo | undefined =>
  devices.find(({ deviceId }) => deviceId === 'default')

/** Takes another microphone when the one in use is unplugged, and tells so (recorded: `webrtc/published/microphone-unplugged-another-remains`). */
export class AudioInputWatch {
  readonly #model: PublisherModel
  readonly #microphone: PublisherMicrophone
  #usualLabel: string | undefined
  #timer: Timer | undefined
  #busy = false
  #stop: () => void = doNothing

  constructor(model: PublisherModel, microphone: PublisherMicrophone) {
    this.#model = model
    this.#microphone = microphone
  }

  begin(): void {
    const { client, settings } = this.#model
    if (settings.disableAudioInputDeviceManagement || settings.request.audio.want === 'none') return
    this.#listFirst().catch((error: unknown) => client.onUncaught('unhandledrejection', error))
    this.#stop = client.devices.watch({ devicesChanged: () => this.#changed() })
  }

  // The SDK does not handle the rejection, and the page hears of it (recorded: `OT.initPublisher/devices/enumerate-rejects`).
  async #listFirst(): Promise<void> {
    const { client } = this.#model
    const failure = askMedia(client, 'OT.initPublisher', 'media:enumerate-devices')
    if (failure !== null) throw errorOf(client, failure)
    const devices = await listedOf(client, 'audioinput').catch(
      unlessRefused((problem) => {
        throw browserError(client, 'OT.initPublisher/enumerate-devices-rejected', problem)
      }),
    )
    this.#usualLabel = usualOf(devices)?.label
  }

  end(): void {
    this.#stop()
    this.#model.client.clock.cancel(this.#timer)
  }

  #microphones(): Promise<readonly DeviceInfo[]> {
    return listedOf(this.#model.client, 'audioinput').catch(() => [])
  }

  #changed(): void {
    const { clock } = this.#model.client
    clock.cancel(this.#timer)
    this.#timer = clock.after(settlingMs, () => void this.#look(), {
      what: 'the list of devices to settle',
      kind: 'work',
    })
  }

  async #look(): Promise<void> {
    if (this.#busy || this.#model.isDestroyed) return
    this.#busy = true
    const other = this.#other(await this.#microphones())
    this.#busy = false
    if (other === undefined || this.#model.isDestroyed) return
    const isChosen = await this.#choose(other)
    if (isChosen) this.#model.facade.dispatchEvent(this.#event(other))
  }

  // The SDK says nothing of a change that fails, nor of a publisher that has no sound to change (recorded: `live/programs/devicechange-without-sound`).
  async #choose({ deviceId }: DeviceInfo): Promise<boolean> {
    try {
      await this.#microphone.choose(deviceId)
      return true
    } catch {
      return false
    }
  }

  #event({ deviceId, label }: DeviceInfo): SdkEvent {
    return new SdkEvent('audioInputDeviceChanged', false, { device: { deviceId, label } })
  }

  /** The microphone to be used instead of the one in use, where there is a reason to change. */
  #other(devices: readonly DeviceInfo[]): DeviceInfo | undefined {
    const usual = usualOf(devices)
    const before = this.#usualLabel
    this.#usualLabel = usual?.label
    if (usual !== undefined && usual.label !== before) return usual
    const track = this.#microphone.track()
    const used = devices.find(({ deviceId }) => deviceId === deviceOf(track ?? undefined))
    return used !== undefined && used.label === track?.label ? undefined : (usual ?? devices[0])
  }
}
