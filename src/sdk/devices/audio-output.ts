import type { Client } from '../base/client.ts'
import { errorOf } from '../base/fail.ts'
import { demandUnarmed } from '../base/gate.ts'
import type { AudioOutputDevice } from '../surface/device.ts'
import { audioOutputDevices } from './device-lists.ts'

const usualOf = (speakers: readonly AudioOutputDevice[]): AudioOutputDevice | undefined =>
  speakers.find(({ deviceId }) => deviceId === 'default') ?? speakers[0]

/** The speaker on which the subscribers of one `OT` are heard. */
export class AudioOutput {
  readonly #client: Client
  #current: string | null = null

  constructor(client: Client) {
    this.#client = client
  }

  /** `OT.getActiveAudioOutputDevice()`: the chosen one, or the usual one where it is gone or none was chosen. */
  async active(): Promise<AudioOutputDevice> {
    const speakers = await audioOutputDevices(this.#client)
    const chosen = speakers.find(({ deviceId }) => deviceId === this.#current)
    return chosen ?? usualOf(speakers) ?? { deviceId: null, label: null }
  }

  /** `OT.setAudioOutputDevice(deviceId)`: the browser is asked only where somebody is heard (recorded: `webrtc/OT.setAudioOutputDevice/no-subscribers`). */
  async choose(deviceId: unknown): Promise<void> {
    const client = this.#client
    demandUnarmed(client, 'OT.setAudioOutputDevice', {}, 'media:audio-output')
    if (!client.devices.support.audioOutput) throw errorOf(client, 'OT.setAudioOutputDevice/unsupported-browser')
    const speakers = await audioOutputDevices(client)
    const speaker = speakers.find((device) => device.deviceId === deviceId)
    if (!speaker?.deviceId) throw errorOf(client, 'OT.setAudioOutputDevice/unknown-device')
    if (client.registry.subscribers.size > 0) await this.#use(speaker.deviceId)
    this.#current = speaker.deviceId
  }

  #use(deviceId: string): Promise<void> {
    const client = this.#client
    return new Promise((resolve, reject) => {
      const refuse = (): void => reject(errorOf(client, 'OT.setAudioOutputDevice/permission-denied'))
      if (client.media.audioOutputProblem !== null) refuse()
      else client.devices.useOutput(deviceId, { used: resolve, refused: refuse })
    })
  }
}
