import type { CapturingOperation } from '../../contract/capture-replies.ts'
import { doNothing } from '../../kernel/values.ts'
import type { DeviceInfo } from '../../ports/devices.ts'
import type { Track } from '../../ports/track.ts'
import { errorOf } from '../base/fail.ts'
import { demandUnarmed } from '../base/gate.ts'
import { latestCall } from '../base/latest-call.ts'
import { watchAccessDialog } from '../devices/access-dialog.ts'
import { listedOf } from '../devices/device-lists.ts'
import { captureFor } from '../devices/user-media.ts'
import type { PublisherFilters } from './filters.ts'
import type { PublisherModel } from './model.ts'
import { cannotReplaceTracks, replaceTrack } from './replace-track.ts'
import type { SentTracks } from './sent-tracks.ts'

type CameraOperation = CapturingOperation & ('Publisher.setVideoSource' | 'Publisher.cycleVideo')

/** The value of `publisher.getVideoSource()`. */
export interface VideoSource {
  readonly deviceId: string | null
  readonly type: string | null
  readonly track: Track | null
}

/** The device from which a track comes, where the browser says so. */
export function deviceOf(track: Track | undefined): string | null {
  const id: unknown = Reflect.get(track?.getSettings?.() ?? {}, 'deviceId')
  return typeof id === 'string' ? id : null
}

/** The camera of a publisher: which one it is, and whether it is taken. */
export class PublisherCamera {
  #taken: () => void = doNothing
  readonly #model: PublisherModel
  readonly #sent: SentTracks
  readonly #filters: PublisherFilters
  /** The camera in use, or to be used when the picture is on again. */
  #deviceId: string | null = null
  /** The device of the track that is there. */
  #trackDeviceId: string | null = null
  #index = 0
  #cycling = false
  /** The application has stopped the track by itself: the camera is not taken back behind its back. */
  #stoppedByHand = false
  /** Lets the camera go, or takes it again. */
  readonly setOn: (on: boolean) => Promise<void> = latestCall((on) => this.#setOn(on))

  constructor(model: PublisherModel, sent: SentTracks, filters: PublisherFilters) {
    this.#model = model
    this.#sent = sent
    this.#filters = filters
  }

  /** `taken` is called when the picture comes from another camera, or from the same one again. */
  whenTaken(taken: () => void): void {
    this.#taken = taken
  }

  get #track(): Track | undefined {
    return this.#model.media?.getVideoTracks()[0]
  }

  get #isCamera(): boolean {
    return this.#model.settings.videoType === 'camera'
  }

  /** The publisher has its media. The camera of a picture that is off is let go; that it cannot be is nobody's concern. */
  opened(): void {
    if (!this.#isCamera) return
    this.#deviceId = deviceOf(this.#track)
    if (this.#sent.video) this.#trackDeviceId = this.#deviceId
    else this.setOn(false).catch(() => {})
  }

  source(): VideoSource {
    const { settings, isDestroyed } = this.#model
    if (isDestroyed) return { deviceId: this.#isCamera ? this.#deviceId : null, type: null, track: null }
    const track = this.#track
    const type = track === undefined && this.#isCamera ? null : settings.videoType
    return {
      deviceId: this.#isCamera ? this.#deviceId : null,
      type,
      track: this.#sent.video ? (track ?? null) : null,
    }
  }

  /** `publisher.setVideoSource(deviceId)`. */
  choose(deviceId: unknown): Promise<undefined> {
    const { client, isDestroyed } = this.#model
    demandUnarmed(client, 'Publisher.setVideoSource', {}, 'media:replace-track')
    if (cannotReplaceTracks(client)) throw errorOf(client, 'Publisher.setVideoSource/unsupported-browser')
    if (typeof deviceId !== 'string') throw errorOf(client, 'Publisher.setVideoSource/invalid-source')
    if (isDestroyed) throw errorOf(client, 'Publisher.setVideoSource/destroyed')
    if (!this.#isCamera || this.#track === undefined) throw errorOf(client, 'Publisher.setVideoSource/not-replaceable')
    return this.#chooseListed(deviceId)
  }

  async #chooseListed(deviceId: string): Promise<undefined> {
    const { client } = this.#model
    const cameras = await listedOf(client, 'videoinput')
    if (!cameras.some((camera) => camera.deviceId === deviceId)) {
      throw errorOf(client, 'Publisher.setVideoSource/invalid-source')
    }
    await this.#take(deviceId, 'Publisher.setVideoSource')
  }

  /** `publisher.cycleVideo()`; one at a time. */
  async cycle(): Promise<{ deviceId: string }> {
    const { client } = this.#model
    if (this.#cycling) {
      // A plain Error without a code (observed in Chromium without a service: SDK 2.35.2).
      throw errorOf(client, 'Publisher.cycleVideo/media-aborted', 'the call before it has not come to its end')
    }
    this.#cycling = true
    try {
      return { deviceId: (await this.#next()) ?? '' }
    } finally {
      this.#cycling = false
    }
  }

  async #next(): Promise<string | null> {
    const { client, media } = this.#model
    demandUnarmed(client, 'Publisher.cycleVideo', {}, 'media:replace-track', 'media:enumerate-devices')
    if (cannotReplaceTracks(client)) throw errorOf(client, 'Publisher.cycleVideo/unsupported-browser')
    if (!this.#isCamera) throw errorOf(client, 'Publisher.cycleVideo/not-supported')
    if (media === null || this.#model.isDestroyed) throw errorOf(client, 'Publisher.cycleVideo/destroyed')
    if (this.#track === undefined) throw errorOf(client, 'Publisher.cycleVideo/not-supported')
    this.#index++
    const cameras = await this.#cameras()
    if (cameras.length === 0) throw errorOf(client, 'Publisher.cycleVideo/no-other-camera')
    if (cameras.every((camera) => camera.deviceId === this.#deviceId)) return this.#deviceId
    const at = (index: number): string | undefined => cameras[index % cameras.length]?.deviceId
    while (at(this.#index) === this.#deviceId) this.#index++
    await this.#take(at(this.#index) ?? '', 'Publisher.cycleVideo')
    return this.#deviceId
  }

  // A list that cannot be had counts as an empty one.
  #cameras(): Promise<readonly DeviceInfo[]> {
    return listedOf(this.#model.client, 'videoinput').catch(() => [])
  }

  async #take(deviceId: string, operation: CameraOperation): Promise<void> {
    const before = this.#deviceId
    this.#deviceId = deviceId
    if (!this.#sent.video) return
    if (deviceId === this.#trackDeviceId && !this.#filters.processesVideo) return
    const old = this.#track
    const taken = await this.#capture(deviceId, operation).catch((error: unknown) => {
      this.#deviceId = before
      throw error
    })
    await this.#put(operation, old, taken, deviceId)
    this.#stoppedByHand = false
  }

  async #put(operation: CameraOperation, old: Track | undefined, taken: Track, deviceId: string): Promise<void> {
    const next = await this.#filters.processedVideo(taken)
    await replaceTrack(this.#model, operation, old, next)
    this.#trackDeviceId = deviceId
    old?.stop()
    this.#sent.refresh()
    this.#taken()
  }

  async #capture(deviceId: string, operation: CameraOperation): Promise<Track> {
    const { client, facade, settings } = this.#model
    const answered = watchAccessDialog(client, facade, () => !this.#model.isDestroyed)
    const request = { ...settings.request, audio: { want: 'none' }, video: { want: 'device', deviceId } } as const
    const media = await captureFor(client, operation, request).finally(answered)
    const [track] = media.getVideoTracks()
    if (track === undefined) throw errorOf(client, `${operation}/no-devices-found`)
    if (this.#model.isDestroyed) track.stop()
    return track
  }

  async #setOn(on: boolean): Promise<void> {
    if (!this.#isCamera || this.#stoppedByHand) return
    const { client } = this.#model
    const cameras = await this.#cameras()
    if (this.#model.isDestroyed || this.#model.media === null) throw errorOf(client, 'Publisher.publishVideo/destroyed')
    const old = this.#track
    if (old === undefined) throw errorOf(client, 'Publisher.publishVideo/audio-only')
    if (cameras.length === 0) throw errorOf(client, 'Publisher.publishVideo/no-camera')
    const oldDevice = cameras.find(({ label }) => label !== '' && label === old.label)?.deviceId
    if (!this.#needsAnother(on, oldDevice)) return
    if (old.readyState === 'ended') {
      this.#stoppedByHand = true
      return
    }
    if (!on) this.#deviceId = oldDevice ?? this.#deviceId
    const wanted = this.#deviceId
    if (wanted !== null && !cameras.some(({ deviceId }) => deviceId === wanted)) {
      throw errorOf(client, 'Publisher.publishVideo/camera-lost')
    }
    if (on) await this.#takeAgain(old, wanted)
    else await this.#letGo(old)
  }

  #needsAnother(on: boolean, oldDevice: string | undefined): boolean {
    if (this.#filters.processesVideo) return true
    return on ? this.#deviceId !== (oldDevice ?? null) : oldDevice !== undefined
  }

  async #takeAgain(old: Track, deviceId: string | null): Promise<void> {
    if (deviceId === null || deviceId === this.#trackDeviceId) return
    const taken = await this.#capture(deviceId, 'Publisher.setVideoSource')
    await this.#put('Publisher.setVideoSource', old, taken, deviceId)
  }

  async #letGo(old: Track): Promise<void> {
    const blank = this.#model.client.devices.blank(this.#model.settings.request)
    this.#trackDeviceId = null
    this.#sent.blank = blank
    await replaceTrack(this.#model, 'Publisher.setVideoSource', old, blank)
    this.#filters.letGo()
    old.stop()
    this.#sent.refresh()
  }
}
