/**
 * A subscriber, as the application holds it: each method sorts its arguments and hands on; a picture of it is null until the stream is
 * received.
 */

import { noteCallsOf, noted } from '../base/calls.ts'
import { answering } from '../base/gate.ts'
import { Listeners } from '../base/listeners.ts'
import type { Failure } from '../base/ot-error.ts'
import { ownListening, ownMethods } from '../base/own-methods.ts'
import { type Callable, promised, withPromise } from '../base/promises.ts'
import { widgetPropertiesOf } from '../base/properties.ts'
import type { SessionLink } from '../base/session-link.ts'
import type { Stream } from '../base/stream.ts'
import { demandImage } from '../base/styles.ts'
import { declared, declaredSession } from '../surface/declared.ts'
import type { CaptionsLanguageCode, SubscriberStyle } from '../surface/properties.ts'
import type { Session } from '../surface/session.ts'
import type { SubscriberStats } from '../surface/stats.ts'
import type * as surface from '../surface/subscriber.ts'
import { SubscriberModel } from './model.ts'
import { type SubscriberParts, subscriberParts } from './parts.ts'

export interface SubscriberPlace {
  readonly target: unknown
  readonly properties: Readonly<Record<string, unknown>>
}

/** How a switch is called: its value first, and for those who know the SDK from inside, the reason. */
type Switch = Callable<readonly unknown[], Subscriber, undefined>

/** A subscriber, as the application holds it: each method sorts its arguments and hands on. */
export class Subscriber extends Listeners implements surface.Subscriber {
  static {
    noteCallsOf(Subscriber, 'Subscriber')
  }

  readonly subscribeToAudio: Switch
  readonly subscribeToVideo: Switch
  readonly setAudioVolume: Switch
  readonly restrictFrameRate: Switch
  /** Not for applications. */
  readonly _model: SubscriberModel
  readonly #parts: SubscriberParts

  constructor(session: SessionLink, stream: Stream, place: SubscriberPlace, done: (error: Failure | null) => void) {
    super(session.client, 'subscriber')
    const { client } = session
    const properties = widgetPropertiesOf(place.properties)
    if (properties.showControls) demandImage(properties.style)
    const widget = client.view.create({
      ...properties,
      kind: 'subscriber',
      target: place.target,
      name: stream.name,
      mirror: false,
      videoType: stream.videoType ?? 'camera',
      fallbackId: `OT_${client.random.uuid()}`,
    })
    this._model = new SubscriberModel(this, session, stream, widget, done, place.properties)
    this.#parts = subscriberParts(this._model, place.properties)
    const { switches, limits } = this.#parts
    this.subscribeToAudio = noted(
      client,
      'Subscriber.subscribeToAudio',
      this.#switch((value, done, reason) => switches.setAudio(value, reason, done)),
      this,
    )
    this.subscribeToVideo = noted(
      client,
      'Subscriber.subscribeToVideo',
      this.#switch((value, done, reason) => switches.setVideo(value, reason, done)),
      this,
    )
    this.setAudioVolume = noted(
      client,
      'Subscriber.setAudioVolume',
      this.#switch((value, done) => switches.setVolume(value, done)),
      this,
    )
    this.restrictFrameRate = noted(
      client,
      'Subscriber.restrictFrameRate',
      this.#switch((value, done) => limits.restrict(value, done)),
      this,
    )
    ownListening(this)
    ownMethods(this)
  }

  get element(): HTMLElement {
    return declared(this._model.isDestroyed ? null : this._model.widget.element)
  }

  get id(): string {
    return this._model.widget.id
  }

  get stream(): Stream {
    return declared(this._model.stream)
  }

  get streamId(): string | undefined {
    return declared(this._model.stream === null ? null : this._model.streamId)
  }

  get session(): Session {
    const { session } = this._model
    return session === null ? declared<Session>(null) : declaredSession(session.facade)
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

  /** Undocumented: a reason for the event, and `true` for no event (observed: `live/programs/subscriber-destroy-reason`). */
  destroy(reason: unknown = 'Unsubscribe', quiet?: unknown): void {
    this._model.destroy(reason, quiet === true ? 'quietly' : 'by-order')
  }

  getAudioVolume(): number {
    return this.#parts.switches.volume
  }

  getImgData(): string | null {
    return this._model.isLoaded ? this._model.widget.capture() : null
  }

  getStats(completion?: unknown): Promise<SubscriberStats> {
    return this.#parts.statistics.getStats(completion)
  }

  getRtcStatsReport(): Promise<Map<string, unknown>> {
    return this.#parts.statistics.getRtcStatsReport()
  }

  getStyle(style?: unknown): SubscriberStyle {
    return this.#parts.styles.get(style)
  }

  setStyle(style: unknown, value?: unknown): this {
    this.#parts.styles.set(style, value)
    return this
  }

  subscribeToCaptions(value?: unknown): Promise<void> {
    return answering(this._model, () => this.#parts.switches.setCaptions(value))
  }

  isSubscribedToCaptions(): boolean {
    return this.#parts.switches.captions
  }

  setCaptionsTranslationLanguage(language?: unknown): Promise<void> {
    return answering(this._model, () => this.#parts.switches.setLanguage(language))
  }

  getCaptionsTranslationLanguage(): CaptionsLanguageCode | null {
    return declared(this.#parts.switches.language)
  }

  isAudioBlocked(): boolean {
    return this._model.isAudioBlocked
  }

  setPreferredFrameRate(frameRate?: unknown): Promise<void> {
    return answering(this._model, () => this.#parts.limits.preferFrameRate(frameRate))
  }

  setPreferredResolution(size?: unknown): Promise<void> {
    return answering(this._model, () => this.#parts.limits.preferSize(size))
  }

  setAudioMediaProcessorConnector(connector?: unknown): Promise<void> {
    return answering(this._model, () => this.#parts.connectors.connectAudio(connector))
  }

  setVideoMediaProcessorConnector(connector?: unknown): Promise<void> {
    return answering(this._model, () => this.#parts.connectors.connectVideo(connector))
  }

  videoWidth(): number | undefined {
    return this.#parts.limits.size()?.width
  }

  videoHeight(): number | undefined {
    return this.#parts.limits.size()?.height
  }

  #switch(set: (value: unknown, completion?: (error?: Failure) => void, reason?: unknown) => void): Switch {
    return withPromise(
      (value: unknown, reason?: unknown) => {
        set(value, undefined, reason)
        return this
      },
      (value: unknown, reason?: unknown) =>
        promised(this._model.client, (done) => set(value, (error) => done(error, undefined), reason)),
    )
  }
}
