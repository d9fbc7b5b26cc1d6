import type { OfferQuality, Reply } from '../backend/wire.ts'
import type { FailureId } from '../contract/failures.ts'
import { replyFailure } from '../contract/replies.ts'
import type { Timer } from '../kernel/clock.ts'
import type { Client } from './client.ts'
import { SdkEvent } from './events.ts'
import { errorOf, type Failure, raiseException } from './fail.ts'
import type { FailedStage } from './media-path/connection-host.ts'
import type { ElementIdentity } from './media-path/element.ts'
import { bindingFailure, elementFailure, pendingFailure, unreceivedFailure } from './media-path/failures.ts'
import { Reception } from './media-path/reception.ts'
import { strikeSubscriber } from './media-path/running-faults.ts'
import type { TracksThere } from './media-path/track-wait.ts'
import { isOwnTrack, ownMedia } from './own-media.ts'
import type { CaptureProblem, Media, Widget, WidgetFailure } from './ports.ts'
import type { SessionCore } from './session-core.ts'
import type { PropertyChange, Stream } from './stream.ts'
import type { Subscriber } from './subscriber.ts'
import { noHooks, type SubscriberHooks } from './subscriber-hooks.ts'
import { SubscriberSound } from './subscriber-sound.ts'

type SubscriberState = 'subscribing' | 'subscribed' | 'failed' | 'destroyed'

type Properties = Readonly<Record<string, unknown>>

/** From the call to its time-out, in milliseconds (recorded). */
const subscribeTimeoutMs = 30_000

/** The code of an exception on a subscriber whose connection failed, and of one whose element did (recorded). */
const connectionCode = 1013
const elementCode = 1501

/** What the widget says of refusals that it tells apart. */
const shownFailures: Readonly<Partial<Record<FailureId, WidgetFailure>>> = {
  'Session.subscribe/stream-limit-exceeded': 'stream-limit',
  'Session.subscribe/incompatible-encryption': 'encryption',
}

/** The state of one subscriber, behind its facade. */
export class SubscriberCore {
  readonly client: Client
  readonly id: string
  readonly facade: Subscriber
  readonly widget: Widget
  /** How it comes by its media. */
  readonly reception: Reception
  readonly wanted: TracksThere
  /** What its parts do when something becomes of it. */
  hooks: SubscriberHooks = noHooks
  session: SessionCore | null
  stream: Stream | null
  media: Media | null = null
  readonly #sound: SubscriberSound
  #state: SubscriberState = 'subscribing'
  #done: (error: Failure | null) => void
  #timer: Timer | undefined
  #answered = false
  readonly #testsNetwork: boolean

  constructor(
    facade: Subscriber,
    session: SessionCore,
    stream: Stream,
    widget: Widget,
    done: (error: Failure | null) => void,
    properties: Properties = {},
  ) {
    this.client = session.client
    this.id = session.client.random.uuid()
    this.facade = facade
    this.session = session
    this.stream = stream
    this.widget = widget
    this.wanted = { audio: properties['subscribeToAudio'] !== false, video: properties['subscribeToVideo'] !== false }
    this.#testsNetwork = properties['testNetwork'] === true
    this.#done = done
    this.#sound = new SubscriberSound(this)
    this.reception = new Reception(this)
  }

  get streamId(): string | undefined {
    return this.stream?.id
  }

  get isDestroyed(): boolean {
    return this.#state === 'destroyed'
  }

  get isLoaded(): boolean {
    return this.#state === 'subscribed'
  }

  /** Asks the service for the stream; an own stream is looped back without asking (recorded: `session.subscribe/own-stream`). */
  begin(): void {
    const { client, session, stream } = this
    if (session === null || stream === null) return
    this.#timer = client.clock.after(subscribeTimeoutMs, () => this.#timedOut(), {
      what: 'the time-out of subscribe()',
      kind: () =>
        client.isHeld('subscriber.create') || client.isHeld('subscriber.offered') || session.isReconnecting
          ? 'calendar'
          : 'work',
    })
    if (stream.connection.id === session.connection?.id && !this.#testsNetwork)
      return this.#later(() => this.#loopBack())
    const encrypted = Boolean(session.options.encryptionSecret)
    session.request({ method: 'subscriber.create', streamId: stream.id, subscriberId: this.id, encrypted }, (reply) => {
      this.#answered = true
      if (!reply.status.startsWith('2')) this.#refused(reply)
    })
  }

  /** The service offers the media of the stream. */
  offered(quality: OfferQuality): void {
    if (this.#state === 'subscribing' || this.#state === 'subscribed') this.reception.offered(quality)
  }

  /** The stream, or the session, is gone: what was being negotiated fails (recorded: `webrtc/subscribe/while-negotiating/*`). */
  streamLost(): void {
    if (this.#state !== 'subscribing') return
    this.#finish(errorOf(this.client, 'Session.subscribe/stream-destroyed'))
  }

  /**
   * Ends the subscriber: taken out of the page, then `destroyed`. Who gives up by itself tells nobody who still waits for it to
   * be subscribed (recorded: `webrtc/subscribe/ice-disconnected-before-loaded`).
   */
  destroy(reason: string, quietly = false): void {
    if (this.#state === 'destroyed') return
    const { session } = this
    if (this.#state === 'subscribing' && !quietly) {
      this.#finish(errorOf(this.client, 'Session.subscribe/unsubscribed-while-subscribing'))
    }
    this.#state = 'destroyed'
    this.client.clock.cancel(this.#timer)
    this.widget.remove()
    if (session !== null) this.#giveBack(session)
    this.client.registry.subscribers.delete(this.facade)
    this.reception.close()
    for (const track of this.media?.getTracks() ?? []) if (!isOwnTrack(this.client, track)) track.stop()
    this.hooks.finished()
    this.stream = null
    this.session = null
    this.#dispatch('destroyed', { reason })
  }

  /** A track of the stream was turned off or on by its publisher. */
  streamChanged({ changedProperty, newValue }: PropertyChange): void {
    if (changedProperty !== 'hasVideo' || this.#state !== 'subscribed') return
    this.#dispatch(newValue === true ? 'videoEnabled' : 'videoDisabled', { reason: 'publishVideo' })
    this.widget.update({ audioOnly: newValue !== true })
  }

  /** The service turns the picture off, or on again, because the network does not carry it. */
  videoByQuality(active: boolean): void {
    if (this.#state !== 'subscribed') return
    this.#dispatch(active ? 'videoEnabled' : 'videoDisabled', { reason: 'quality' })
  }

  get isAudioBlocked(): boolean {
    return this.#sound.isBlocked
  }

  /** Tries to play with the sound that was blocked; what the browser refuses it with, or null. */
  unblockAudio(done: (problem: CaptureProblem | null) => void): void {
    this.#sound.unblock(done)
  }

  mediaCame(media: Media): void {
    this.media = media
    this.#dispatch('mediaStreamAvailable', { mediaStream: media })
    const change = { active: true }
    if (this.#state !== 'destroyed') {
      this.session?.request({ method: 'subscriber_channel.update', subscriberId: this.id, change })
    }
  }

  // The handler is told before the element is (recorded).
  received(): void {
    if (this.#state !== 'subscribing') return
    this.#state = 'subscribed'
    this.client.clock.cancel(this.#timer)
    try {
      this.#done(null)
    } catch (thrown) {
      this.client.journal.add('uncaught', 'Session.subscribe', 'completion', { message: String(thrown) })
    }
    if (this.isDestroyed) return
    this.#dispatch('videoElementCreated', { element: this.widget.videoElement })
    this.hooks.received()
    this.#sound.isThere()
    strikeSubscriber(this)
  }

  blocked(): void {
    if (this.#state === 'subscribing' || this.#state === 'subscribed') this.#sound.refused()
  }

  announce(what: 'connected' | 'disconnected'): void {
    if (this.#state === 'subscribing' || this.#state === 'subscribed') this.#dispatch(what, {})
  }

  connectionFailed(stage: FailedStage): void {
    if (stage === 'codecs') return this.#undecodable()
    const running = this.#state === 'subscribed' && stage === 'ice'
    const error = errorOf(this.client, running ? 'Subscriber/ice-failed' : pendingFailure('subscriber', stage))
    const { session } = this
    if (this.#state === 'subscribing') this.#finish(error)
    this.#state = 'failed'
    if (session !== null) this.#giveBack(session)
    this.reception.close()
    raiseException(this.client, this.facade, error, stage === 'ice' ? {} : { code: connectionCode })
    this.widget.update({ failed: true })
  }

  elementFailed(code: number): void {
    const subscribing = this.#state === 'subscribing'
    if (!subscribing && this.#state !== 'subscribed') return
    const id = subscribing ? elementFailure('Session.subscribe', code) : 'Subscriber/media-element-error'
    const error = errorOf(this.client, id)
    if (subscribing) this.#finish(error)
    raiseException(this.client, this.facade, error, { code: elementCode })
  }

  bindingFailed(thrown: unknown): void {
    const error = errorOf(this.client, bindingFailure(thrown instanceof Error ? thrown.name : ''))
    this.#finish(error)
    raiseException(this.client, this.facade, error, { code: elementCode })
    this.destroy('Unknown')
  }

  neverShown(): void {
    if (this.#state === 'destroyed') return
    const error = errorOf(this.client, 'Subscriber/media-element-error')
    raiseException(this.client, this.facade, error, { code: elementCode })
    this.destroy('Unknown')
  }

  givenUp(): void {
    this.destroy('peerConnection is disconnected', true)
  }

  secretChanged(event: 'encryptionSecretMismatch' | 'encryptionSecretMatch'): void {
    this.facade._trigger(event)
  }

  readonly identity = (): ElementIdentity => ({
    operation: this.#state === 'subscribing' ? 'Session.subscribe' : 'Subscriber',
    streamId: this.streamId,
    name: this.stream?.name,
  })

  #loopBack(): void {
    if (this.#state !== 'subscribing') return
    const media = ownMedia(this.client, this.streamId)
    if (media === null) this.streamLost()
    else this.reception.loopBack(media)
  }

  #refused(reply: Reply): void {
    const { session } = this
    if (this.#state !== 'subscribing' || session === null) return
    const id = replyFailure('subscriber.create', reply)
    const error = errorOf(this.client, id)
    raiseException(this.client, this.facade, error)
    this.widget.update({ failed: true, failure: shownFailures[id] ?? 'network' })
    this.#finish(error)
    if (id === 'Session.subscribe/stream-not-found') this.destroy('streamNotFound')
    else this.#giveBack(session)
  }

  #undecodable(): void {
    if (this.#state !== 'subscribing') return
    const error = errorOf(this.client, 'Session.subscribe/invalid-offer')
    this.#dispatch('videoDisabled', { reason: 'codecNotSupported' })
    this.widget.update({ failed: true })
    this.#finish(error)
    raiseException(this.client, this.facade, error, { code: elementCode })
  }

  #timedOut(): void {
    const { session } = this
    if (this.#state !== 'subscribing' || session === null) return
    this.#giveBack(session)
    const id: FailureId = this.#answered
      ? unreceivedFailure(this.reception.connection)
      : 'Session.subscribe/create-never-answered'
    this.widget.update({ failed: true, failure: 'time-out' })
    this.#finish(errorOf(this.client, id))
    this.reception.close()
  }

  // Nothing is said of a stream that is gone (recorded: `session.subscribe/stream-already-destroyed-server-404`).
  #giveBack(session: SessionCore): void {
    if (!session.isConnected || this.streamId === undefined || !session.streams.has(this.streamId)) return
    session.request({ method: 'subscriber.delete', subscriberId: this.id })
  }

  /** The attempt is over: its handler is told. */
  #finish(error: Failure): void {
    if (this.#state !== 'subscribing') return
    this.#state = 'failed'
    this.client.clock.cancel(this.#timer)
    this.#done(error)
  }

  #later(run: () => void): void {
    this.client.clock.after(0, run, { what: 'the media of a subscriber', kind: 'work' })
  }

  #dispatch(type: string, details: Record<string, unknown>): void {
    this.facade.dispatchEvent(new SdkEvent(type, false, details))
  }
}
