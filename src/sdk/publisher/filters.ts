import type { FailureId } from '../../contract/failures.ts'
import { never } from '../../kernel/thenable.ts'
import type { PictureFilter } from '../../ports/devices.ts'
import type { Media, Track } from '../../ports/track.ts'
import { errorOf } from '../base/fail.ts'
import { demandUnarmed } from '../base/gate.ts'
import { inTurn } from '../base/promises.ts'
import type { Bag } from '../base/properties.ts'
import { filtersTried, isConnector, TrackProcessor } from '../media/track-processor.ts'
import type { MediaProcessorConnector } from '../surface/device.ts'
import { isAudioFilter, isOutOfReach } from './audio-filter.ts'
import type { PublisherModel } from './model.ts'
import type { SentTracks } from './sent-tracks.ts'
import { isVideoFilter, showsNothing, type VideoFilter, withoutFiles } from './video-filter.ts'

function pictureFilterOf(filter: VideoFilter | null): PictureFilter | null {
  if (filter === null) return null
  if (filter['type'] === 'backgroundReplacement') {
    return { type: 'backgroundReplacement', image: String(filter['backgroundImgUrl']) }
  }
  return { type: 'backgroundBlur', blurStrength: filter['blurStrength'] === 'low' ? 'low' : 'high' }
}

/**
 * The filters of a publisher, and the connectors that an application puts in their place. A filter of the picture shows in
 * a simulated picture that is drawn; one of the sound is kept, and its rules hold.
 */
export class PublisherFilters {
  readonly #model: PublisherModel
  readonly #sent: SentTracks
  readonly #video: TrackProcessor
  readonly #audio: TrackProcessor
  #videoFilter: VideoFilter | null = null
  #audioFilter: Bag | null = null

  constructor(model: PublisherModel, sent: SentTracks) {
    this.#model = model
    this.#sent = sent
    this.#video = new TrackProcessor(model, 'video')
    this.#audio = new TrackProcessor(model, 'audio')
  }

  get videoFilter(): VideoFilter | null {
    return this.#videoFilter
  }

  get audioFilter(): Bag | null {
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

  /** The processing of the camera's track on its way into the stream. */
  processedVideo(track: Track): Promise<Track> {
    this.#filter(track)
    return this.#video.process(track)
  }

  /** The processing of the microphone's track on its way into the stream. */
  processedAudio(track: Track): Promise<Track> {
    return this.#audio.process(track)
  }

  /** The camera is let go. */
  letGo(): void {
    this.#video.letGo()
  }

  /** The filters that the publisher was made with; what is none is not told (reference: initPublisher). */
  applyGiven(): void {
    const { videoFilter, audioFilter } = this.#model.settings
    if (isVideoFilter(videoFilter)) this.#setVideoFilter(videoFilter)
    if (isAudioFilter(audioFilter)) this.#audioFilter = audioFilter
  }

  async applyVideo(filter: unknown): Promise<void> {
    const { client, settings } = this.#model
    demandUnarmed(client, 'Publisher.applyVideoFilter')
    if (this.#video.isSet) throw errorOf(client, 'Publisher.applyVideoFilter/connector-set')
    await filtersTried(client)
    const media = this.#mediaNow
    if (filter === null || filter === undefined) throw errorOf(client, 'Publisher.applyVideoFilter/missing-filter')
    if (!isVideoFilter(filter) || (media !== null && settings.videoType === 'screen')) {
      throw errorOf(client, 'Publisher.applyVideoFilter/invalid-filter')
    }
    const isThere = media !== null && (!this.#sent.video || media.getVideoTracks().length > 0)
    if (!isThere) return
    if (this.#sent.video && showsNothing(client, filter, media)) {
      await withoutFiles(client, this.#videoFilter === null ? 'first' : 'again')
    }
    this.#setVideoFilter(filter)
  }

  async applyAudio(filter: unknown): Promise<void> {
    const { client } = this.#model
    demandUnarmed(client, 'Publisher.applyAudioFilter')
    await filtersTried(client)
    if (!isAudioFilter(filter)) throw errorOf(client, 'Publisher.applyAudioFilter/invalid-filter')
    if (this.#audio.isSet) throw errorOf(client, 'Publisher.applyAudioFilter/connector-set')
    if (this.#mediaNow === null) return
    // The sound of a publisher that sends none is not filtered (observed: `connected:20350611:31`).
    if (this.#sent.audio && isOutOfReach(client, filter)) await never()
    this.#audioFilter = filter
  }

  /** Where there is none, or no picture is sent, nothing is tried (observed: `live/programs/filters-without-picture`). */
  clearVideo(): Promise<void> | undefined {
    if (this.#videoFilter === null) return undefined
    if (!this.#sent.video) {
      this.#setVideoFilter(null)
      return undefined
    }
    return filtersTried(this.#model.client).then(() => this.#setVideoFilter(null))
  }

  async clearAudio(): Promise<void> {
    if (this.#sent.audio || this.#audioFilter === null) await filtersTried(this.#model.client)
    this.#audioFilter = null
  }

  connectVideo(connector: unknown): Promise<void> | undefined {
    const { client } = this.#model
    demandUnarmed(client, 'Publisher.setVideoMediaProcessorConnector')
    if (this.#videoFilter !== null) throw errorOf(client, 'Publisher.setVideoMediaProcessorConnector/filter-set')
    if (this.#video.isSet) return this.#video.disconnect().then(() => this.#connectVideoAnew(connector))
    return this.#connectVideoAnew(connector)
  }

  #connectVideoAnew(connector: unknown): Promise<void> | undefined {
    const { client } = this.#model
    if (!connector) return undefined
    if (!isConnector(connector)) throw errorOf(client, 'Publisher.setVideoMediaProcessorConnector/invalid-connector')
    this.#demandMedia('Publisher.setVideoMediaProcessorConnector/no-media')
    return this.#throughVideo(connector)
  }

  async #throughVideo(connector: MediaProcessorConnector): Promise<void> {
    const { client } = this.#model
    const outcome = await this.#video.connect(connector).catch(() => 'nothing')
    if (outcome === 'nothing') {
      throw errorOf(client, 'Publisher.setVideoMediaProcessorConnector/no-track')
    }
    this.#sent.refresh()
  }

  /** Of sound everything is told a turn later than of the picture (observed: `live/programs/promises-of-one-turn`). */
  connectAudio(connector: unknown): Promise<void> {
    return inTurn(() => this.#connectAudio(connector))
  }

  #connectAudio(connector: unknown): Promise<void> | undefined {
    const { client } = this.#model
    demandUnarmed(client, 'Publisher.setAudioMediaProcessorConnector')
    if (this.#audioFilter !== null && connector) {
      throw errorOf(client, 'Publisher.setAudioMediaProcessorConnector/filter-set')
    }
    if (this.#audio.isSet) return this.#audio.disconnect().then(() => this.#connectAudioAnew(connector))
    return this.#connectAudioAnew(connector)
  }

  #connectAudioAnew(connector: unknown): Promise<void> | undefined {
    const { client } = this.#model
    if (!connector) return undefined
    if (!isConnector(connector)) throw errorOf(client, 'Publisher.setAudioMediaProcessorConnector/invalid-connector')
    this.#demandMedia('Publisher.setAudioMediaProcessorConnector/no-media')
    return this.#throughAudio(connector)
  }

  async #throughAudio(connector: MediaProcessorConnector): Promise<void> {
    const { client } = this.#model
    const outcome = await this.#audio.connect(connector).catch(() => 'nothing')
    if (outcome === 'no-track') throw errorOf(client, 'Publisher.setAudioMediaProcessorConnector/no-sound')
    // The SDK does not mind a connector that gives nothing back; its publisher has no sound from then on.
    if (outcome === 'nothing') this.#audio.lose()
    this.#sent.refresh()
  }

  // A publisher that has lost its media meanwhile, or never had any, takes no filter (recorded: `live/programs/filter-of-a-*`).
  get #mediaNow(): Media | null {
    return this.#model.isDestroyed ? null : this.#model.media
  }

  #setVideoFilter(filter: VideoFilter | null): void {
    this.#videoFilter = filter
    for (const track of this.#model.media?.getVideoTracks() ?? []) this.#filter(track)
  }

  #filter(track: Track): void {
    this.#model.client.devices.filter?.(track, pictureFilterOf(this.#videoFilter))
  }

  #demandMedia(failure: FailureId): void {
    if (this.#model.media === null || this.#model.isDestroyed) {
      throw errorOf(this.#model.client, failure)
    }
  }
}
