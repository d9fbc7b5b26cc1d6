import type { Track } from '../../ports/track.ts'
import { errorOf } from '../base/fail.ts'
import { demandUnarmed } from '../base/gate.ts'
import type { Failure } from '../base/ot-error.ts'
import { isTrack } from '../base/properties.ts'
import { watchAccessDialog } from '../devices/access-dialog.ts'
import { captureFor } from '../devices/user-media.ts'
import { deviceOf } from './camera.ts'
import type { PublisherFilters } from './filters.ts'
import type { PublisherModel } from './model.ts'
import { cannotReplaceTracks, replaceTrack } from './replace-track.ts'
import type { SentTracks } from './sent-tracks.ts'

/** A camera is listed, taken and shown meanwhile. */
const turnsOfLettingGo = 3

/** The microphone of a publisher. */
export class PublisherMicrophone {
  readonly #model: PublisherModel
  readonly #sent: SentTracks
  readonly #filters: PublisherFilters
  /** Counts the calls: one that is not the latest has been overtaken. */
  #calls = 0

  constructor(model: PublisherModel, sent: SentTracks, filters: PublisherFilters) {
    this.#model = model
    this.#sent = sent
    this.#filters = filters
  }

  /** The track that is there; null without sound, and after the end (recorded: `publisher.getAudioSource/*`). */
  track(): Track | null {
    if (this.#model.isDestroyed) return null
    return this.#model.media?.getAudioTracks()[0] ?? null
  }

  /** The track of the microphone itself, whatever processes it. */
  source(): Track | null {
    return this.#model.isDestroyed ? null : (this.#filters.unprocessedAudio ?? this.track())
  }

  /** `publisher.setAudioSource(deviceId | track)`. */
  choose(source: unknown): Promise<undefined> {
    const { client } = this.#model
    demandUnarmed(client, 'Publisher.setAudioSource', {}, 'media:replace-track')
    if (cannotReplaceTracks(client)) throw errorOf(client, 'Publisher.setAudioSource/unsupported-browser')
    const call = ++this.#calls
    const old = this.track()
    if (old === null) throw errorOf(client, 'Publisher.setAudioSource/not-supported')
    if (isTrack(source)) {
      return this.#put(old, source).then(() => {
        if (this.#model.isDestroyed) throw errorOf(client, 'Publisher.setAudioSource/destroyed-meanwhile')
        return undefined
      })
    }
    if (typeof source !== 'string') throw errorOf(client, 'Publisher.setAudioSource/invalid-source')
    return this.#take(source, old, call)
  }

  async #put(old: Track, taken: Track): Promise<undefined> {
    const next = await this.#filters.processedAudio(taken)
    await replaceTrack(this.#model, 'Publisher.setAudioSource', old, next)
    if (!this.#filters.processesAudio) old.stop()
    this.#sent.refresh()
  }

  async #take(deviceId: string, old: Track, call: number): Promise<undefined> {
    const before = deviceOf(old)
    old.stop()
    const taken = await this.#capture(deviceId, call).catch(async (error: unknown) => {
      this.#demandLatest(call)
      await this.#letGo()
      if (before !== null) await this.#put(old, await this.#capture(before, call))
      throw error
    })
    // The SDK takes a replacement that the browser refuses for a call that was overtaken (recorded: `webrtc/publisher.setVideoSource/published-replaceTrack-rejects`).
    await this.#put(old, taken).catch(() => {
      throw this.#overtaken()
    })
  }

  /** A microphone that was let go for another comes back behind what cameras do in the same turn (observed: `connected:20410223:65`, `connected:20340128:50`). */
  async #letGo(): Promise<void> {
    const { clock } = this.#model.client
    for (let turn = 0; turn < turnsOfLettingGo; turn += 1) {
      await new Promise<void>((resolve) => {
        clock.after(0, resolve, { what: 'a microphone to be let go', kind: 'work' })
      })
    }
  }

  async #capture(deviceId: string, call: number): Promise<Track> {
    const { client, facade, settings } = this.#model
    const answered = watchAccessDialog(client, facade, () => !this.#model.isDestroyed)
    const request = {
      ...settings.request,
      screen: false,
      video: { want: 'none' },
      audio: { want: 'device', deviceId },
    } as const
    const media = await captureFor(client, 'Publisher.setAudioSource', request)
      .finally(answered)
      .catch((error: unknown) => {
        // A publisher that is gone hears of no refusal (observed: `media:20481129:593`).
        throw this.#model.isDestroyed ? this.#overtaken() : error
      })
    const [track] = media.getAudioTracks()
    if (track === undefined) throw errorOf(client, 'Publisher.setAudioSource/no-devices-found')
    if (call !== this.#calls || this.#model.isDestroyed) track.stop()
    this.#demandLatest(call)
    return track
  }

  #demandLatest(call: number): void {
    if (call !== this.#calls) throw this.#overtaken()
  }

  #overtaken(): Failure {
    return errorOf(this.#model.client, 'Publisher.setAudioSource/replace-track-rejected')
  }
}
