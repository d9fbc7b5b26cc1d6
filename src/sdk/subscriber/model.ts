/** The state of one subscriber: from its request, which an own stream does not need unless it tests the network, to its end. */

import { type CallStage, failureAt, lostRequests, type SessionEnd } from '../../contract/endings.ts'
import { type FailureId, findFailure } from '../../contract/failures.ts'
import { type SubscriberState, subscriberTransitions } from '../../contract/lifecycles.ts'
import { replyFailure } from '../../contract/replies.ts'
import { NamedState } from '../../kernel/named-state.ts'
import type { Timer } from '../../kernel/time/clock.ts'
import type { CaptureProblem } from '../../ports/devices.ts'
import type { Media } from '../../ports/track.ts'
import type { Widget } from '../../ports/view.ts'
import type { OfferQuality } from '../../wire/facts.ts'
import type { Client } from '../base/client.ts'
import { SdkEvent } from '../base/events.ts'
import { errorOf } from '../base/fail.ts'
import { raise } from '../base/gate.ts'
import type { Listeners } from '../base/listeners.ts'
import type { Failure } from '../base/ot-error.ts'
import { asFlag } from '../base/properties.ts'
import type { SessionLink } from '../base/session-link.ts'
import type { PropertyChange, Stream } from '../base/stream.ts'
import type { FailedStage } from '../media/connection-host.ts'
import type { ElementIdentity } from '../media/element.ts'
import { IncomingMedia, type TracksThere } from '../media/incoming.ts'
import { bindingFailure, elementFailure, pendingFailure, unreceivedFailure } from '../media/media-failures.ts'
import { documentedSubscribeFailure, interruptionOf } from '../media/publish-faults.ts'
import { noHooks, type SubscriberHooks } from './hooks.ts'
import { SubscriberSound } from './sound.ts'

/** The code of an exception on a subscriber whose connection failed, and of one whose element did (recorded: `webrtc/subscribe/create-throws-no-completion`). */
const connectionCode = 1013
const elementCode = 1501

type Properties = Readonly<Record<string, unknown>>

/** From the call to its time-out, in milliseconds (recorded: `session.subscribe/server-offers-nothing-timeout`). */
const subscribeTimeoutMs = 30_000

/** How a subscriber ends; quietly: without an event. */
type SubscriberEnd = 'by-order' | 'by-itself' | 'with-the-page' | 'quietly'

/** The state of one subscriber, behind its facade. */
export class SubscriberModel {
  readonly client: Client
  readonly id: string
  readonly facade: Listeners
  readonly widget: Widget
  /** How it comes by its media. */
  readonly incoming: IncomingMedia
  readonly wanted: TracksThere
  readonly testsNetwork: boolean
  /** The calls by which the parts hear of changes. */
  hooks: SubscriberHooks = noHooks
  session: SessionLink | null
  stream: Stream | null
  media: Media | null = null
  /** The service knows the subscriber. */
  isAnswered = false
  elementHasFailed = false
  readonly #sound: SubscriberSound
  readonly #state: NamedState<SubscriberState> = new NamedState('a subscriber', subscriberTransitions, 'subscribing')
  #done: (error: Failure | null) => void
  #timer: Timer | undefined
  #asks = false

  constructor(
    facade: Listeners,
    session: SessionLink,
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
    this.wanted = { audio: asFlag(properties['subscribeToAudio']), video: asFlag(properties['subscribeToVideo']) }
    this.testsNetwork = Boolean(properties['testNetwork'])
    this.#done = done
    this.#sound = new SubscriberSound(facade, widget)
    this.incoming = new IncomingMedia(this)
  }

  get streamId(): string | undefined {
    return this.stream?.id
  }

  get isDestroyed(): boolean {
    return this.#state.is('destroyed')
  }

  get isSubscribing(): boolean {
    return this.#state.is('subscribing')
  }

  get isLoaded(): boolean {
    return this.#state.is('subscribed')
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
    const interruption = interruptionOf(client, this.identity())
    if (interruption === 'unsubscribed') this.#later(() => this.destroy('Unsubscribe'))
    if (interruption === 'session-lost') return this.#later(() => void this.#lost())
    const isOwn = stream.connection.id === session.connection?.id
    if (isOwn && !this.testsNetwork) return void Promise.resolve().then(() => this.#loopBack())
    this.#asks = true
    const encrypted = Boolean(session.options.encryptionSecret)
    const failure = documentedSubscribeFailure(client, this.identity())
    if (failure !== null) this.#later(() => this.#documented(failure))
    session.request(
      { method: 'subscriber.create', streamId: stream.id, subscriberId: this.id, encrypted },
      (reply) => {
        this.isAnswered = true
        if (!reply.status.startsWith('2')) this.#refused(replyFailure('Session.subscribe', reply))
        else if (interruption === 'session-ended') this.#later(() => session.end('networkDisconnected'))
      },
      () => this.#lost(),
    )
  }

  /** The service offers the media of the stream. */
  offered(quality: OfferQuality): void {
    if (!this.#state.is('subscribing', 'subscribed')) return
    if (this.incoming.connection === null) this.hooks.offered()
    this.incoming.offered(quality)
  }

  /**
   * The stream, or the session, is gone: what was being negotiated fails (recorded: `webrtc/subscribe/while-negotiating/*`), and media that
   * was about to be shown is missed (recorded: `ends/subscribe/negotiating/stream-goes-prevented`).
   */
  streamLost(end: SessionEnd | 'stream-gone'): void {
    this.#endedBy(end)
    if (this.#state.is('failed')) this.incoming.close()
  }

  /**
   * Ends the subscriber: taken out of the page, then `destroyed`. A subscriber that gives up by itself does not
   * call the handler of a pending `subscribe()` (recorded: `webrtc/subscribe/ice-disconnected-before-loaded`), and an end with the page is not told (recorded:
   * `page/pagehide-published`).
   */
  destroy(reason: unknown, how: SubscriberEnd = 'by-order'): void {
    if (this.#state.is('destroyed')) return
    const isGivenUp = how === 'by-order' || how === 'quietly'
    if (isGivenUp && reason !== 'Unsubscribe' && this.#state.is('subscribing')) {
      this.#fail(errorOf(this.client, 'Session.subscribe/stream-destroyed'))
    }
    if (how !== 'by-itself') this.#endedBy(how === 'with-the-page' ? 'page' : 'taken-back')
    this.#state.become('destroyed')
    this.client.clock.cancel(this.#timer)
    this.widget.remove()
    this.#deleteAtService()
    if (how !== 'quietly') this.client.registry.removeSubscriber(this.facade)
    this.incoming.close()
    for (const track of this.media?.getTracks() ?? []) if (!this.client.registry.isOwnTrack(track)) track.stop()
    this.hooks.finished()
    this.stream = null
    this.session = null
    if (how !== 'with-the-page' && how !== 'quietly') this.#dispatch('destroyed', { target: undefined, reason })
  }

  /** A track of the stream was turned off or on by its publisher, or its picture has another size. */
  streamChanged({ changedProperty, oldValue, newValue }: PropertyChange): void {
    if (this.#state.is('destroyed')) return
    if (changedProperty === 'videoDimensions') {
      if (!this.#state.is('subscribed')) return
      this.#dispatch('videoDimensionsChanged', { target: undefined, oldValue, newValue })
    } else if (changedProperty === 'hasVideo') {
      this.#dispatch(newValue === true ? 'videoEnabled' : 'videoDisabled', { reason: 'publishVideo' })
      // Without its media a subscriber shows no picture, whatever is said of it (observed: `live/programs/video-off-while-subscribing`).
      this.widget.update({ audioOnly: newValue !== true || !this.isLoaded })
    } else return
    this.hooks.streamChanged()
  }

  /** The picture is shown upright, however its publisher holds the camera. */
  showUpright(): void {
    this.widget.update({ orientation: this.stream?._orientation })
  }

  /** The publisher's device, or its secret, says something else about the picture. */
  described(): void {
    this.showUpright()
    this.incoming.rekeyed()
    this.hooks.described()
  }

  /** The service turns the picture off, or on again, because the network does not carry it. */
  videoByQuality(active: boolean): void {
    if (!this.#state.is('subscribing', 'subscribed')) return
    this.hooks.suspended(!active)
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
    this.showUpright()
    this.#dispatch('mediaStreamAvailable', { mediaStream: media })
    const change = { active: true }
    if (!this.#state.is('destroyed')) {
      this.session?.request({ method: 'subscriber_channel.update', subscriberId: this.id, change })
    }
  }

  // The handler is told before the element is (recorded: `session.subscribe/completion-throws`), and what waited runs between the two
  // (recorded: `live/programs/subscribeToVideo-while-subscribing`).
  received(): void {
    if (!this.#state.is('subscribing')) return
    this.#state.become('subscribed')
    this.client.clock.cancel(this.#timer)
    this.#done(null)
    if (this.isDestroyed) return
    this.hooks.received()
    if (this.isDestroyed) return
    this.#dispatch('videoElementCreated', { element: this.widget.videoElement })
    this.#sound.isThere()
    this.hooks.running()
  }

  blocked(): void {
    if (this.#state.is('subscribing', 'subscribed')) this.#sound.refused()
  }

  announce(what: 'connected' | 'disconnected'): void {
    if (!this.#state.is('subscribing', 'subscribed')) return
    // How the words are spelt was read; that the property is there was recorded.
    const mediaMode = this.session?.info?.relayed === true ? 'RELAYED' : 'ROUTED'
    this.#dispatch(what, { target: undefined, mediaMode })
  }

  connectionAbandoned(): void {
    this.destroy('peerConnection is disconnected', 'by-itself')
  }

  secretChanged(event: 'encryptionSecretMismatch' | 'encryptionSecretMatch'): void {
    this.facade._trigger(event)
  }

  connectionFailed(stage: FailedStage): void {
    if (stage === 'codecs') return this.#undecodable()
    const running = this.isLoaded && stage === 'ice'
    const error = this.#error(running ? 'Subscriber/ice-failed' : pendingFailure('subscriber', stage))
    this.#connectionLost(error, stage === 'ice' ? {} : { code: connectionCode })
  }

  elementFailed(code: number): void {
    if (!this.#state.is('subscribing', 'subscribed')) return
    const error = this.#error(
      this.isSubscribing ? elementFailure('Session.subscribe', code) : 'Subscriber/media-element-error',
    )
    this.elementHasFailed = true
    this.#fail(error)
    raise(this, error, { code: elementCode })
  }

  /** The element did not take its media. */
  bindingFailed(thrown: unknown): void {
    const error = this.#error(bindingFailure(thrown instanceof Error ? thrown.name : ''))
    this.#fail(error)
    raise(this, error, { code: elementCode })
    this.destroy('Unknown')
  }

  /** Media was there, and its connection was gone before it could be shown. */
  neverShown(): void {
    if (this.isDestroyed) return
    raise(this, this.#error('Subscriber/media-element-error'), { code: elementCode })
    this.destroy('Unknown')
  }

  readonly identity = (): ElementIdentity => ({
    operation: this.#state.is('subscribing') ? 'Session.subscribe' : 'Subscriber',
    streamId: this.streamId,
    name: this.stream?.name,
  })

  #loopBack(): void {
    const media = this.client.registry.ownMedia(this.streamId)
    if (!this.#state.is('subscribing')) return
    return media === null ? this.streamLost('stream-gone') : this.incoming.loopBack(media)
  }

  // Nothing is said of a stream that is gone (recorded: `session.subscribe/stream-already-destroyed-server-404`).
  #deleteAtService(): void {
    const { session } = this
    if (session?.isConnected !== true || this.streamId === undefined || !session.streams.has(this.streamId)) return
    session.request({ method: 'subscriber.delete', subscriberId: this.id })
  }

  // The connection is gone, and nothing more will come of it.
  #lose(): void {
    // The handler of the call may have destroyed the subscriber.
    if (!this.isDestroyed) this.#state.become('failed')
    this.#deleteAtService()
    this.incoming.close()
  }

  /** Something ends what is subscribed to: the table of the contract says what the handler is told. */
  #endedBy(end: SessionEnd | 'stream-gone' | 'taken-back'): void {
    if (!this.#state.is('subscribing')) return
    const failure = failureAt('Session.subscribe', this.#stage, end)
    if (failure !== null) this.#fail(this.#error(failure))
  }

  /** An own stream is not asked for: there is nothing to be answered. */
  get #stage(): CallStage {
    return this.isAnswered || !this.#asks ? 'accepted' : 'asked'
  }

  // An attempt to subscribe is over: its handler is told.
  #fail(error: Failure): void {
    if (!this.#state.is('subscribing')) return
    this.#state.become('failed')
    this.client.clock.cancel(this.#timer)
    this.#done(error)
  }

  #lost(): true {
    this.#refused(lostRequests['Session.subscribe'].failure)
    return true
  }

  // The service does not give the stream.
  #refused(id: FailureId): void {
    const { isSubscribing, widget } = this
    if (!isSubscribing) return
    const error = this.#error(id)
    raise(this, error)
    const { shows, effect } = findFailure(id)
    widget.update({ failed: true, failure: shows ?? 'network' })
    this.#fail(error)
    if (effect === 'subscriber-destroyed') this.destroy('streamNotFound')
    else this.#deleteAtService()
  }

  // Nothing has come of it in time.
  #timedOut(): void {
    const { isSubscribing, incoming, widget } = this
    if (!isSubscribing) return
    this.#deleteAtService()
    const id = this.isAnswered ? unreceivedFailure(incoming.connection) : 'Session.subscribe/create-never-answered'
    widget.update({ failed: true, failure: 'time-out' })
    this.#fail(this.#error(id))
    incoming.close()
  }

  // The connection is told to fail in a way of which only the documentation knows.
  #documented(id: FailureId): void {
    if (this.isSubscribing) this.#connectionLost(this.#error(id), { code: connectionCode })
  }

  #undecodable(): void {
    if (!this.isSubscribing) return
    const error = this.#error('Session.subscribe/invalid-offer')
    this.#dispatch('videoDisabled', { reason: 'codecNotSupported' })
    this.widget.update({ failed: true })
    this.#fail(error)
    raise(this, error, { code: elementCode })
  }

  #connectionLost(error: Failure, details: { readonly code?: number }): void {
    this.#fail(error)
    this.#lose()
    raise(this, error, details)
    this.widget.update({ failed: true })
  }

  #error(id: FailureId): Failure {
    return errorOf(this.client, id)
  }

  #later(run: () => void): void {
    this.client.clock.after(0, run, { what: 'the media of a subscriber', kind: 'work' })
  }

  #dispatch(type: string, details: Record<string, unknown>): void {
    this.facade.dispatchEvent(new SdkEvent(type, false, details))
  }
}
