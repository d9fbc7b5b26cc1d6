/** How much of a picture a publisher sends: its size, content hint, degradation preference, bitrate, preferred resolution and frame rate. */

import { turnsLater } from '../../kernel/thenable.ts'
import { doNothing } from '../../kernel/values.ts'
import type { Track } from '../../ports/track.ts'
import { errorOf } from '../base/fail.ts'
import { demandUnarmed } from '../base/gate.ts'
import { inTurn } from '../base/promises.ts'
import { isBag } from '../base/properties.ts'
import type { Dimensions } from '../surface/event.ts'
import type { ScalabilityMode, VideoBitratePreset, VideoContentHint } from '../surface/properties.ts'
import type { PublisherModel } from './model.ts'
import type { SentTracks } from './sent-tracks.ts'

const hints: readonly VideoContentHint[] = ['', 'text', 'motion', 'detail']
const presets: readonly VideoBitratePreset[] = ['default', 'bw_saver', 'extra_bw_saver']
const modes: readonly ScalabilityMode[] = ['L1T1', 'L1T2', 'L1T3', 'L2T1', 'L2T2', 'L2T3', 'L3T1', 'L3T2', 'L3T3']

/** From a call to its answer, in turns of the SDK's promises (observed: `live/programs/promises-of-one-turn`). */
const turnsOfBitrate = 2
const turnsOfHint = 2

/** Bits per second (reference: Publisher.setMaxVideoBitrate). */
const bitrates = { least: 5000, most: 10_000_000 }

/** The size in pixels of a publisher without a picture of its own (recorded: `publisher.videoWidth/audio-only`). */
const usualSize: Dimensions = { width: 640, height: 480 }

const isSize = (value: unknown): value is Dimensions =>
  isBag(value) && [value['width'], value['height']].every((side) => Number.isInteger(side) && Number(side) > 0)

const figureIn = (settings: object | undefined, key: string): number | undefined => {
  const figure: unknown = settings === undefined ? undefined : Reflect.get(settings, key)
  return typeof figure === 'number' && figure > 0 ? figure : undefined
}

const figureOf = (track: Track | undefined, key: string): number | undefined => figureIn(track?.getSettings?.(), key)

interface PictureLimits {
  readonly width?: number
  readonly height?: number
  readonly frameRate?: number
}

/** How much of a picture a publisher sends: hints and limits. */
export class PublisherLimits {
  #resized: () => void = doNothing
  readonly #model: PublisherModel
  readonly #sent: SentTracks
  #wanted: PictureLimits = {}
  #bitrate: number | VideoBitratePreset | null = null
  #mode: ScalabilityMode | undefined

  constructor(model: PublisherModel, sent: SentTracks) {
    this.#model = model
    this.#sent = sent
  }

  /** `resized` is called when the picture was given another size. */
  whenResized(resized: () => void): void {
    this.#resized = resized
  }

  get #track(): Track | undefined {
    return this.#model.media?.getVideoTracks()[0]
  }

  get mode(): ScalabilityMode | undefined {
    return this.#mode
  }

  get hint(): VideoContentHint {
    return hints.find((hint) => hint === this.#track?.contentHint) ?? ''
  }

  /** In bits per second; undefined unless a limit is in force, which it is on the way to others alone (recorded: `initial` of `publisher.setMaxVideoBitrate/*`). */
  get maxBitrate(): number | undefined {
    if (this.#bitrate === null || !this.#isInForce) return undefined
    return typeof this.#bitrate === 'number' ? this.#bitrate : 0
  }

  get preset(): VideoBitratePreset | undefined {
    if (this.#bitrate === null || !this.#isInForce) return undefined
    return typeof this.#bitrate === 'number' ? 'custom' : this.#bitrate
  }

  /** The size of the picture as it is sent, in pixels. */
  size(): Dimensions {
    const { isDestroyed, settings } = this.#model
    const track = isDestroyed ? undefined : this.#track
    const asked = settings.request.video.want === 'none' ? usualSize : settings.request
    const own = track?.getSettings?.()
    return { width: figureIn(own, 'width') ?? asked.width, height: figureIn(own, 'height') ?? asked.height }
  }

  /** The hint that the publisher was made with; another text is ignored (recorded: `OT.initPublisher/property/videoContentHint-invalid`). */
  applyGiven(): void {
    const hint = hints.find((one) => one === this.#model.settings.videoContentHint)
    const track = this.#track
    if (hint !== undefined && track?.contentHint !== undefined) track.contentHint = hint
  }

  setHint(hint: unknown): Promise<undefined> {
    return inTurn(() => this.#setHint(hint))
  }

  #setHint(hint: unknown): Promise<undefined> {
    const { client } = this.#model
    demandUnarmed(client, 'Publisher.setVideoContentHint')
    const known = hints.find((one) => one === hint)
    if (known === undefined) throw errorOf(client, 'Publisher.setVideoContentHint/invalid-hint')
    const track = this.#model.isDestroyed ? undefined : this.#track
    if (track?.contentHint === undefined) throw errorOf(client, 'Publisher.setVideoContentHint/audio-only')
    track.contentHint = known
    return turnsLater(turnsOfHint)
  }

  setMode(mode: unknown): void {
    const { client } = this.#model
    demandUnarmed(client, 'Publisher.setTargetScalabilityMode')
    const known = modes.find((one) => one === mode)
    if (known === undefined) throw errorOf(client, 'Publisher.setTargetScalabilityMode/invalid-mode')
    this.#mode = known
  }

  setBitrate(bitrate: unknown): Promise<undefined> {
    const { client } = this.#model
    demandUnarmed(client, 'Publisher.setMaxVideoBitrate')
    const figure = typeof bitrate === 'number' ? Math.trunc(bitrate) : Number.NaN
    const isPossible = figure === 0 || (figure >= bitrates.least && figure <= bitrates.most)
    if (!isPossible) throw errorOf(client, 'Publisher.setMaxVideoBitrate/invalid-bitrate')
    this.#bitrate = figure === 0 ? 'default' : figure
    return this.#toldToSenders()
  }

  setPreset(preset: unknown): Promise<undefined> {
    const { client } = this.#model
    demandUnarmed(client, 'Publisher.setVideoBitratePreset')
    const name = typeof preset === 'string' ? preset.toLowerCase() : ''
    const known = presets.find((one) => one === name)
    if (known === undefined) throw errorOf(client, 'Publisher.setVideoBitratePreset/invalid-preset')
    this.#bitrate = known
    return this.#toldToSenders()
  }

  // A browser that has a connection takes the limit in a task of its own (observed: `live/statistics/publisher-bitrate`).
  #toldToSenders(): Promise<undefined> {
    const { client, outgoing } = this.#model
    if (!outgoing.connections.some(({ connection }) => connection.isOpen)) return turnsLater(turnsOfBitrate)
    return new Promise((resolve) => {
      client.clock.after(0, () => resolve(undefined), { what: 'the limit of a picture that is sent', kind: 'work' })
    })
  }

  /** Resolves with a list of one (recorded: `publisher.setPreferredResolution/valid`). */
  preferSize(size: unknown): Promise<undefined[]> {
    const { client, settings } = this.#model
    demandUnarmed(client, 'Publisher.setPreferredResolution')
    const isMore = isSize(size) && size.width * size.height > settings.request.width * settings.request.height
    if (!this.#hasPicture || !isSize(size) || isMore) {
      throw errorOf(client, 'Publisher.setPreferredResolution/invalid-resolution')
    }
    const { width, height } = size
    return this.#prefer({ width, height }, () => {
      this.#sent.report('video', this.size())
      this.#resized()
    })
  }

  /** Resolves with a list of one (recorded: `publisher.setPreferredFrameRate/valid`). */
  preferFrameRate(frameRate: unknown): Promise<undefined[]> {
    const { client } = this.#model
    demandUnarmed(client, 'Publisher.setPreferredFrameRate')
    if (!this.#hasPicture || !Number.isInteger(frameRate) || Number(frameRate) < 1) {
      throw errorOf(client, 'Publisher.setPreferredFrameRate/invalid-frame-rate')
    }
    return this.#prefer({ frameRate: Number(frameRate) }, () => {
      this.#sent.report('video', { frameRate: figureOf(this.#track, 'frameRate') ?? Number(frameRate) })
    })
  }

  get #hasPicture(): boolean {
    return !this.#model.isDestroyed && Boolean(this.#sent.video) && this.#track !== undefined
  }

  get #isInForce(): boolean {
    return this.#model.isPublished
  }

  /** The browser answers in a task of its own (observed: `live/programs/preferred-frame-rate`). */
  async #prefer(change: PictureLimits, applied: () => void): Promise<undefined[]> {
    this.#wanted = { ...this.#wanted, ...change }
    const constraints = Object.fromEntries(Object.entries(this.#wanted).map(([key, ideal]) => [key, { ideal }]))
    const tracks = this.#model.media?.getVideoTracks() ?? []
    await Promise.all(tracks.map((track) => track.applyConstraints?.(constraints)))
    await new Promise<void>((resolve) => {
      this.#model.client.clock.after(0, resolve, { what: 'limits of a track', kind: 'work' })
    })
    applied()
    return tracks.map(() => undefined)
  }
}
