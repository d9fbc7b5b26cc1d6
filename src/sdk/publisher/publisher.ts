import type { Widget } from '../../ports/view.ts'
import { noteCallsOf, noted } from '../base/calls.ts'
import type { Client } from '../base/client.ts'
import { answering, throwing } from '../base/gate.ts'
import { Listeners } from '../base/listeners.ts'
import type { Failure } from '../base/ot-error.ts'
import { ownListening, ownMethods } from '../base/own-methods.ts'
import { type Callable, promised, withPromise } from '../base/promises.ts'
import type { Stream } from '../base/stream.ts'
import { declared, declaredBag, declaredEmpty, declaredSession, declaredTrack } from '../surface/declared.ts'
import type {
  AudioFilter,
  PublisherStyle,
  ScalabilityMode,
  VideoBitratePreset,
  VideoContentHint,
  VideoFilter,
} from '../surface/properties.ts'
import type * as surface from '../surface/publisher.ts'
import type { Session } from '../surface/session.ts'
import type { PublisherRtcStatsReportArr, PublisherStatsArr } from '../surface/stats.ts'
import { PublisherModel } from './model.ts'
import { type PublisherParts, publisherParts } from './parts.ts'
import type { PublisherSettings } from './properties.ts'
import { lastLook } from './statistics.ts'

/** A publisher, as the application holds it: each method sorts its arguments and hands on. */
export class Publisher extends Listeners implements surface.Publisher {
  static {
    noteCallsOf(Publisher, 'Publisher')
  }

  readonly destroy: Callable<readonly unknown[], this, undefined>
  readonly publishAudio: Callable<readonly unknown[], this, undefined>
  readonly publishVideo: Callable<readonly unknown[], this, undefined>
  /** Not for applications. */
  readonly _model: PublisherModel
  readonly #parts: PublisherParts

  constructor(client: Client, settings: PublisherSettings, widget: Widget, initialised: (error?: Failure) => void) {
    super(client, 'publisher')
    this._model = new PublisherModel(this, client, settings, widget, initialised)
    this.#parts = publisherParts(this._model)
    const model = this._model
    const { switches } = this.#parts
    // Undocumented: a reason for the event, and `true` for no event (observed: `live/programs/publisher-destroy-quietly`).
    this.destroy = noted(
      client,
      'Publisher.destroy',
      withPromise(
        (reason?: unknown, quiet?: unknown) => {
          model.destroy(reason, quiet === true ? 'quietly' : 'by-order')
          return this
        },
        (reason?: unknown, quiet?: unknown) =>
          promised(this._model.client, (done) => {
            // A turn later where there is something to destroy (observed: `live/programs/promises-of-one-turn`).
            const looked = model.isDestroyed ? null : lastLook(model)
            model.destroy(reason, quiet === true ? 'quietly' : 'by-order')
            if (looked === null) done(null, undefined)
            else void looked.then(() => done(null, undefined))
          }),
      ),
      this,
    )
    this.publishAudio = noted(
      client,
      'Publisher.publishAudio',
      withPromise(
        (value: unknown) => {
          switches.setAudio(value)
          return this
        },
        (value: unknown) => switches.setAudioLater(value),
      ),
      this,
    )
    this.publishVideo = noted(
      client,
      'Publisher.publishVideo',
      withPromise(
        (value: unknown, completion: unknown) => {
          switches.setVideo(value, completion)
          return this
        },
        (value: unknown) => switches.setVideoLater(value),
      ),
      this,
    )
    ownListening(this)
    ownMethods(this)
  }

  get element(): HTMLElement | undefined {
    return this._model.widget.element
  }

  get id(): string {
    return declared(this._model.isDestroyed ? null : this._model.widget.id)
  }

  get stream(): Stream {
    return declared(this._model.stream)
  }

  get streamId(): string | undefined {
    const { stream } = this._model
    return declared(stream === null ? null : stream?.id)
  }

  get session(): Session {
    const { session, stream } = this._model
    if (session !== null) return declaredSession(session.facade)
    return declared<Session>(stream === undefined ? undefined : null)
  }

  get accessAllowed(): boolean {
    return this._model.accessAllowed
  }

  override on(names: unknown, listener?: unknown, context?: unknown): this {
    super.on(names, listener, context)
    this.#parts.levels.wake()
    return this
  }

  override once(names: unknown, listener?: unknown, context?: unknown): this {
    super.once(names, listener, context)
    this.#parts.levels.wake()
    return this
  }

  publishCaptions(value: unknown): Promise<undefined> {
    return this.#parts.switches.setCaptions(value)
  }

  getImgData(): string | null {
    return this._model.isDestroyed || this._model.isLoading ? null : this._model.widget.capture()
  }

  getStats(completion?: unknown): Promise<PublisherStatsArr> {
    return this.#parts.statistics.getStats(completion)
  }

  getRtcStatsReport(): Promise<PublisherRtcStatsReportArr> {
    return this.#parts.statistics.getRtcStatsReport()
  }

  getStyle(style?: unknown): PublisherStyle {
    return this.#parts.styles.get(style)
  }

  setStyle(style: unknown, value?: unknown): this {
    this.#parts.styles.set(style, value)
    return this
  }

  applyVideoFilter(filter?: unknown): Promise<void> {
    return answering(this._model, () => this.#parts.filters.applyVideo(filter))
  }

  getVideoFilter(): VideoFilter | null {
    return declaredBag(this.#parts.filters.videoFilter)
  }

  clearVideoFilter(): Promise<void> {
    return answering(this._model, () => this.#parts.filters.clearVideo())
  }

  applyAudioFilter(filter?: unknown): Promise<void> {
    return answering(this._model, () => this.#parts.filters.applyAudio(filter))
  }

  getAudioFilter(): AudioFilter | null {
    return declaredBag(this.#parts.filters.audioFilter)
  }

  clearAudioFilter(): Promise<void> {
    return answering(this._model, () => this.#parts.filters.clearAudio())
  }

  setVideoMediaProcessorConnector(connector?: unknown): Promise<void> {
    return answering(this._model, () => this.#parts.filters.connectVideo(connector))
  }

  setAudioMediaProcessorConnector(connector?: unknown): Promise<void> {
    return answering(this._model, () => this.#parts.filters.connectAudio(connector))
  }

  cycleVideo(): Promise<{ deviceId: string }> {
    return answering(this._model, () => this.#parts.camera.cycle())
  }

  setVideoSource(deviceId?: unknown): Promise<undefined> {
    return answering(this._model, () => this.#parts.camera.choose(deviceId))
  }

  getVideoSource(): { deviceId: string | null; type: string | null; track: MediaStreamTrack | null } {
    const { track, ...source } = this.#parts.camera.source()
    return { ...source, track: declaredTrack(track) }
  }

  setAudioSource(source?: unknown): Promise<undefined> {
    return answering(this._model, () => this.#parts.microphone.choose(source))
  }

  getAudioSource(): MediaStreamTrack {
    return declaredTrack(this.#parts.microphone.source())
  }

  setVideoContentHint(hint?: unknown): Promise<void> {
    return answering(this._model, () => this.#parts.limits.setHint(hint))
  }

  getVideoContentHint(): VideoContentHint {
    return this.#parts.limits.hint
  }

  setTargetScalabilityMode(mode?: unknown): void {
    throwing(this._model, () => this.#parts.limits.setMode(mode))
  }

  getTargetScalabilityMode(): ScalabilityMode | undefined {
    return this.#parts.limits.mode
  }

  setMaxVideoBitrate(bitrate?: unknown): Promise<void> {
    return answering(this._model, () => this.#parts.limits.setBitrate(bitrate))
  }

  getMaxVideoBitrate(): number {
    return declared(this.#parts.limits.maxBitrate)
  }

  setVideoBitratePreset(preset?: unknown): Promise<void> {
    return answering(this._model, () => this.#parts.limits.setPreset(preset))
  }

  getVideoBitratePreset(): VideoBitratePreset {
    return declared(this.#parts.limits.preset)
  }

  setPreferredResolution(size?: unknown): Promise<void> {
    return declaredEmpty(answering(this._model, () => this.#parts.limits.preferSize(size)))
  }

  setPreferredFrameRate(frameRate?: unknown): Promise<void> {
    return declaredEmpty(answering(this._model, () => this.#parts.limits.preferFrameRate(frameRate)))
  }

  /** Undocumented: the real one has it (observed in Chromium). */
  getEchoCancellationMode(): string {
    return 'fullDuplex'
  }

  videoWidth(): number {
    return this.#parts.limits.size().width
  }

  videoHeight(): number {
    return this.#parts.limits.size().height
  }
}
