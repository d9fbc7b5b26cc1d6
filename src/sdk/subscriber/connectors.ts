import { errorOf } from '../base/fail.ts'
import { demandUnarmed } from '../base/gate.ts'
import { isConnector, TrackProcessor } from '../media/track-processor.ts'
import type { SubscriberCore } from './core.ts'

/** What an application puts between a received stream and the page. */
export class SubscriberConnectors {
  readonly #core: SubscriberCore
  readonly #video: TrackProcessor
  readonly #audio: TrackProcessor

  constructor(core: SubscriberCore) {
    this.#core = core
    this.#video = new TrackProcessor(core, 'video')
    this.#audio = new TrackProcessor(core, 'audio')
  }

  connectVideo(connector: unknown): Promise<void> {
    return this.#connect('Subscriber.setVideoMediaProcessorConnector', this.#video, connector)
  }

  connectAudio(connector: unknown): Promise<void> {
    return this.#connect('Subscriber.setAudioMediaProcessorConnector', this.#audio, connector)
  }

  async #connect(
    operation: 'Subscriber.setVideoMediaProcessorConnector' | 'Subscriber.setAudioMediaProcessorConnector',
    processor: TrackProcessor,
    connector: unknown,
  ): Promise<void> {
    const { client } = this.#core
    demandUnarmed(client, operation)
    if (connector && !isConnector(connector)) throw errorOf(client, `${operation}/invalid-connector`)
    await processor.disconnect()
    if (isConnector(connector)) await processor.connect(connector)
  }
}
