import { errorOf } from '../base/fail.ts'
import { demandUnarmed } from '../base/gate.ts'
import { isConnector, TrackProcessor } from '../media/track-processor.ts'
import type { SubscriberModel } from './model.ts'

/** The connectors that an application puts between a received stream and the page. */
export class SubscriberConnectors {
  readonly #model: SubscriberModel
  readonly #video: TrackProcessor
  readonly #audio: TrackProcessor

  constructor(model: SubscriberModel) {
    this.#model = model
    this.#video = new TrackProcessor(model, 'video')
    this.#audio = new TrackProcessor(model, 'audio')
  }

  connectVideo(connector: unknown): Promise<void> | undefined {
    return this.#connect('Subscriber.setVideoMediaProcessorConnector', this.#video, connector)
  }

  connectAudio(connector: unknown): Promise<void> | undefined {
    return this.#connect('Subscriber.setAudioMediaProcessorConnector', this.#audio, connector)
  }

  #connect(
    operation: 'Subscriber.setVideoMediaProcessorConnector' | 'Subscriber.setAudioMediaProcessorConnector',
    processor: TrackProcessor,
    connector: unknown,
  ): Promise<void> | undefined {
    const { client } = this.#model
    demandUnarmed(client, operation)
    if (connector && !isConnector(connector)) throw errorOf(client, `${operation}/invalid-connector`)
    if (!connector && !processor.isSet) return undefined
    return this.#exchange(processor, connector)
  }

  async #exchange(processor: TrackProcessor, connector: unknown): Promise<void> {
    await processor.disconnect()
    if (isConnector(connector)) await processor.connect(connector)
  }
}
