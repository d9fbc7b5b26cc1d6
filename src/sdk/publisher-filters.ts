import { demandUnarmed } from './armed-failure.ts'
import { errorOf, type Failure } from './fail.ts'
import { isConnector } from './media-connectors.ts'
import type { Track } from './ports.ts'
import type { PublisherCore } from './publisher-core.ts'
import { isBag } from './publisher-properties.ts'
import type { PublisherSends } from './publisher-sends.ts'
import { TrackProcessor } from './track-processor.ts'

type Filter = Readonly<Record<string, unknown>>

const isImage = (address: unknown): boolean =>
  typeof address === 'string' &&
  (/^data:image\/(?:png|jpeg|bmp|gif);base64/.test(address) || /\.(?:png|jpe?g|bmp|gif)$/i.test(address))

const strengths: readonly unknown[] = ['low', 'high']

const videoFilters: Readonly<Record<string, (filter: Filter) => boolean>> = {
  backgroundBlur: ({ blurStrength }) => !blurStrength || strengths.includes(blurStrength),
  backgroundReplacement: ({ backgroundImgUrl }) => isImage(backgroundImgUrl),
}

const isVideoFilter = (filter: unknown): filter is Filter => {
  const type = isBag(filter) ? String(filter['type']) : ''
  return isBag(filter) && Object.hasOwn(videoFilters, type) && videoFilters[type]?.(filter) === true
}

const isAudioFilter = (filter: unknown): filter is Filter =>
  isBag(filter) && filter['type'] === 'advancedNoiseSuppression'

/**
 * The filters of a publisher, and the connectors that an application puts in their place. Filters change nothing in a
 * simulated picture: they are kept, and their rules hold.
 */
export class PublisherFilters {
  readonly #core: PublisherCore
  readonly #sends: PublisherSends
  readonly #video: TrackProcessor
  readonly #audio: TrackProcessor
  #videoFilter: Filter | null = null
  #audioFilter: Filter | null = null

  constructor(core: PublisherCore, sends: PublisherSends) {
    this.#core = core
    this.#sends = sends
    this.#video = new TrackProcessor(core, 'video')
    this.#audio = new TrackProcessor(core, 'audio')
  }

  get videoFilter(): Filter | null {
    return this.#videoFilter
  }

  get audioFilter(): Filter | null {
    return this.#audioFilter
  }

  get processesVideo(): boolean {
    return this.#videoFilter !== null || this.#video.isSet
  }

  get processesAudio(): boolean {
    return this.#audio.isSet
  }

  /** The track of the microphone behind a connector. */
  get unprocessedAudio(): Track | null {
    return this.#audio.original
  }

  /** What becomes of a track of the camera on its way into the stream. */
  processedVideo(track: Track): Promise<Track> {
    return this.#video.process(track)
  }

  /** What becomes of a track of the microphone on its way into the stream. */
  processedAudio(track: Track): Promise<Track> {
    return this.#audio.process(track)
  }

  /** The camera is let go. */
  letGo(): void {
    this.#video.letGo()
  }

  /** The filters that the publisher was made with; what is none is not told (reference: initPublisher). */
  applyGiven(): void {
    const { videoFilter, audioFilter } = this.#core.settings
    if (isVideoFilter(videoFilter)) this.#videoFilter = videoFilter
    if (isAudioFilter(audioFilter)) this.#audioFilter = audioFilter
  }

  async applyVideo(filter: unknown): Promise<void> {
    const { client, media, settings } = this.#core
    demandUnarmed(client, 'Publisher.applyVideoFilter')
    if (filter === null || filter === undefined) throw errorOf(client, 'Publisher.applyVideoFilter/missing-filter')
    if (this.#video.isSet) throw this.#conflict('Publisher.applyVideoFilter', 'a connector')
    if (!isVideoFilter(filter) || (media !== null && settings.videoType === 'screen')) {
      throw errorOf(client, 'Publisher.applyVideoFilter/invalid-filter')
    }
    const isThere = media !== null && (!this.#sends.video || media.getVideoTracks().length > 0)
    if (isThere) this.#videoFilter = filter
  }

  async applyAudio(filter: unknown): Promise<void> {
    const { client, media } = this.#core
    demandUnarmed(client, 'Publisher.applyAudioFilter')
    if (!isAudioFilter(filter)) throw errorOf(client, 'Publisher.applyAudioFilter/invalid-filter')
    if (this.#audio.isSet) throw this.#conflict('Publisher.applyAudioFilter', 'a connector')
    if (media !== null) this.#audioFilter = filter
  }

  async clearVideo(): Promise<void> {
    this.#videoFilter = null
  }

  async clearAudio(): Promise<void> {
    this.#audioFilter = null
  }

  async connectVideo(connector: unknown): Promise<void> {
    const { client } = this.#core
    demandUnarmed(client, 'Publisher.setVideoMediaProcessorConnector')
    if (this.#videoFilter !== null) throw this.#conflict('Publisher.setVideoMediaProcessorConnector', 'a filter')
    await this.#video.disconnect()
    if (!connector) return
    if (!isConnector(connector)) throw errorOf(client, 'Publisher.setVideoMediaProcessorConnector/invalid-connector')
    await this.#video.connect(connector)
    this.#sends.refresh()
  }

  async connectAudio(connector: unknown): Promise<void> {
    const { client } = this.#core
    demandUnarmed(client, 'Publisher.setAudioMediaProcessorConnector')
    if (this.#audioFilter !== null && connector) {
      throw this.#conflict('Publisher.setAudioMediaProcessorConnector', 'a filter')
    }
    await this.#audio.disconnect()
    if (!connector) return
    if (!isConnector(connector)) throw errorOf(client, 'Publisher.setAudioMediaProcessorConnector/invalid-connector')
    await this.#audio.connect(connector)
    this.#sends.refresh()
  }

  #conflict(operation: Parameters<typeof errorOf>[3], other: string): Failure {
    return errorOf(
      this.#core.client,
      'Publisher.cycleVideo/not-supported',
      `${other} is set; take it out first`,
      operation,
    )
  }
}
