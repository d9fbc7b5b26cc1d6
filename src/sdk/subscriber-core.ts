import type { OfferQuality, Reply } from '../backend/wire.ts'
import type { FailureId } from '../contract/failures.ts'
import { replyFailure } from '../contract/replies.ts'
import type { Timer } from '../kernel/clock.ts'
import { SdkEvent } from './events.ts'
import { errorOf, type Failure, raiseException } from './fail.ts'
import type { Media, Widget } from './ports.ts'
import type { SessionCore } from './session-core.ts'
import type { PropertyChange, Stream } from './stream.ts'
import type { Subscriber } from './subscriber.ts'

type SubscriberState = 'subscribing' | 'subscribed' | 'failed' | 'destroyed'

/** From the call to its time-out, in milliseconds (recorded). */
const subscribeTimeoutMs = 30_000

/** The state of one subscriber, behind its facade. */
export class SubscriberCore {
  readonly id: string
  readonly facade: Subscriber
  readonly widget: Widget
  session: SessionCore | null
  stream: Stream | null
  media: Media | null = null
  #state: SubscriberState = 'subscribing'
  #done: (error: Failure | null) => void
  #timer: Timer | undefined
  #answered = false

  constructor(
    facade: Subscriber,
    session: SessionCore,
    stream: Stream,
    widget: Widget,
    done: (error: Failure | null) => void,
  ) {
    this.id = session.client.random.uuid()
    this.facade = facade
    this.session = session
    this.stream = stream
    this.widget = widget
    this.#done = done
  }

  get streamId(): string | undefined {
    return this.stream?.id
  }

  get isDestroyed(): boolean {
    return this.#state === 'destroyed'
  }

  /** Asks the service for the stream; an own stream is looped back without asking (recorded: `session.subscribe/own-stream`). */
  begin(): void {
    const { session, stream } = this
    if (session === null || stream === null) return
    const { client } = session
    this.#timer = client.clock.after(subscribeTimeoutMs, () => this.#timedOut(), {
      what: 'the time-out of subscribe()',
      kind: () =>
        client.isHeld('subscriber.create') || client.isHeld('subscriber.offered') || session.isReconnecting
          ? 'calendar'
          : 'work',
    })
    if (stream.connection.id === session.connection?.id) return this.#later(() => this.#receive(false))
    const encrypted = Boolean(session.options.encryptionSecret)
    session.request({ method: 'subscriber.create', streamId: stream.id, subscriberId: this.id, encrypted }, (reply) => {
      this.#answered = true
      if (!reply.status.startsWith('2')) this.#refused(reply)
    })
  }

  /** The service offers the media of the stream. */
  offered(quality: OfferQuality): void {
    const { session, stream } = this
    if (this.#state !== 'subscribing' || session === null || stream === null) return
    if (quality !== 'good') return this.#undecodable()
    session.request({ method: 'subscriber.answer', streamId: stream.id, subscriberId: this.id })
    session.request({ method: 'subscriber.candidate', streamId: stream.id, subscriberId: this.id })
    session.request({ method: 'subscriber_channel.update', subscriberId: this.id, change: { active: true } })
    this.#later(() => this.#receive(true))
  }

  /** The stream, or the session, is gone: what was being negotiated fails (recorded: `webrtc/subscribe/while-negotiating/*`). */
  streamLost(): void {
    if (this.#state === 'subscribing') this.#fail('Session.subscribe/stream-destroyed')
  }

  /** Ends the subscriber: taken out of the page, then `destroyed`. */
  destroy(reason: string, streamIsGone = false): void {
    if (this.#state === 'destroyed') return
    const { session } = this
    if (this.#state === 'subscribing') this.#fail('Session.subscribe/unsubscribed-while-subscribing')
    this.#state = 'destroyed'
    this.#cancelTimer()
    this.widget.remove()
    if (session?.isConnected === true && !streamIsGone)
      session.request({ method: 'subscriber.delete', subscriberId: this.id })
    session?.client.registry.subscribers.delete(this.facade)
    for (const track of this.media?.getTracks() ?? []) track.stop()
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

  // The media stream comes first, the connection next, the picture last: each in a turn of its own (recorded).
  #receive(connects: boolean): void {
    const { session, stream } = this
    if (this.#state !== 'subscribing' || session === null || stream === null) return
    const { width, height } = stream.videoDimensions
    const media = session.client.devices.receive({
      audio: stream.hasAudio,
      video: stream.hasVideo,
      width,
      height,
      name: stream.name,
    })
    this.media = media
    this.#dispatch('mediaStreamAvailable', { mediaStream: media })
    const show = (): void => {
      if (this.#state !== 'subscribing') return
      this.widget.show(media, { loaded: () => this.#loaded(), failed: () => {}, ended: () => {}, blocked: () => {} })
    }
    if (!connects) return this.#later(show)
    this.#later(() => {
      if (this.#state !== 'subscribing') return
      this.#dispatch('connected', {})
      this.#later(show)
    })
  }

  #loaded(): void {
    if (this.#state !== 'subscribing') return
    this.#state = 'subscribed'
    this.#cancelTimer()
    this.widget.update({ loading: false })
    try {
      this.#done(null)
    } catch (thrown) {
      this.session?.client.journal.add('uncaught', 'Session.subscribe', 'completion', { message: String(thrown) })
    }
    if (this.isDestroyed) return
    this.#dispatch('videoElementCreated', { element: this.widget.videoElement })
  }

  #refused(reply: Reply): void {
    const { session } = this
    if (this.#state !== 'subscribing' || session === null) return
    const id = replyFailure('subscriber.create', reply)
    const error = errorOf(session.client, id)
    raiseException(session.client, this.facade, error)
    this.#finishFailing(error)
    if (id === 'Session.subscribe/stream-not-found') this.destroy('streamNotFound')
    else session.request({ method: 'subscriber.delete', subscriberId: this.id })
  }

  #undecodable(): void {
    const { session } = this
    if (session === null) return
    const { client } = session
    const error = errorOf(client, 'Session.subscribe/invalid-offer')
    this.#dispatch('videoDisabled', { reason: 'codecNotSupported' })
    this.#finishFailing(error)
    raiseException(client, this.facade, error, { code: 1501 })
  }

  #timedOut(): void {
    if (this.#state !== 'subscribing') return
    this.session?.request({ method: 'subscriber.delete', subscriberId: this.id })
    this.#fail(this.#answered ? 'Session.subscribe/offer-never-sent' : 'Session.subscribe/create-never-answered')
  }

  #fail(id: FailureId): void {
    if (this.session !== null) this.#finishFailing(errorOf(this.session.client, id))
  }

  #finishFailing(error: Failure): void {
    this.#state = 'failed'
    this.#cancelTimer()
    this.widget.update({ failed: true })
    this.#done(error)
  }

  #cancelTimer(): void {
    this.session?.client.clock.cancel(this.#timer)
  }

  #later(run: () => void): void {
    this.session?.client.clock.after(0, run, { what: 'the media of a subscriber', kind: 'work' })
  }

  #dispatch(type: string, details: Record<string, unknown>): void {
    this.facade.dispatchEvent(new SdkEvent(type, false, details))
  }
}
