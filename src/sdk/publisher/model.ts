import { lostRequests, type OtherEnd, type SessionEnd } from '../../contract/endings.ts'
import type { FailureId } from '../../contract/failures.ts'
import { type CallOutcome, type PublisherPlace, placeTransitions, publishOutcome } from '../../contract/lifecycles.ts'
import { replyFailure } from '../../contract/replies.ts'
import { NamedState } from '../../kernel/named-state.ts'
import type { SilentPromise } from '../../kernel/thenable.ts'
import type { Media } from '../../ports/track.ts'
import type { Widget } from '../../ports/view.ts'
import type { Reply } from '../../wire/replies.ts'
import type { Client } from '../base/client.ts'
import { dispatched, type SdkEvent } from '../base/events.ts'
import { errorOf, lostRequestError, rawError } from '../base/fail.ts'
import { raise } from '../base/gate.ts'
import type { Listeners } from '../base/listeners.ts'
import type { Failure } from '../base/ot-error.ts'
import type { SessionLink } from '../base/session-link.ts'
import type { Stream } from '../base/stream.ts'
import type { FailedStage } from '../media/connection-host.ts'
import type { ElementIdentity } from '../media/element.ts'
import { pendingFailure, runningFailure } from '../media/media-failures.ts'
import { OutgoingMedia } from '../media/outgoing.ts'
import { troubleAtPublish } from '../media/publish-faults.ts'
import { noHooks, type PublisherHooks } from './hooks.ts'
import type { PublisherSettings } from './properties.ts'
import { PublishAttempt } from './publish-attempt.ts'
import { meetTrouble, type PublishInTrouble } from './publish-trouble.ts'
import { PublisherMedia } from './publisher-media.ts'
import { describeStream, reportChannels } from './stream-description.ts'

/** How a publisher ends; quietly: without an event of its own. */
type PublisherEnd = 'by-order' | 'with-the-page' | 'quietly'

/** The state of one publisher, behind its facade: its media, its place in the page, and its attempt to be published. */
export class PublisherModel {
  readonly client: Client
  readonly facade: Listeners
  readonly settings: PublisherSettings
  readonly widget: Widget
  /** Its own media, and the element that shows it. */
  readonly localMedia: PublisherMedia
  /** Its connections to the router, or to the subscribers of a relayed session. */
  readonly outgoing: OutgoingMedia
  /** The calls by which the parts hear of changes. */
  hooks: PublisherHooks = noHooks
  session: SessionLink | null = null
  stream: Stream | null | undefined
  #attempt: PublishAttempt | null = null
  readonly #place: NamedState<PublisherPlace> = new NamedState('the place of a publisher', placeTransitions, 'free')
  /** Tells the handler of `OT.initPublisher`. */
  readonly initialised: (error?: Failure) => void

  constructor(
    facade: Listeners,
    client: Client,
    settings: PublisherSettings,
    widget: Widget,
    initialised: (error?: Failure) => void,
  ) {
    this.facade = facade
    this.client = client
    this.settings = settings
    this.widget = widget
    this.initialised = initialised
    this.localMedia = new PublisherMedia(this)
    this.outgoing = new OutgoingMedia(this)
  }

  get streamId(): string | undefined {
    return this.#attempt?.streamId ?? this.stream?.id
  }

  get place(): PublisherPlace {
    return this.#place.name
  }

  /** Whether it has a stream, or had one when its session ended and was kept. */
  get isPublished(): boolean {
    return this.#place.is('published', 'kept')
  }

  /** Whether a stream was asked for that is not announced yet. */
  get isPublishing(): boolean {
    return this.#place.is('publishing')
  }

  /** The attempt to publish that is under way. */
  get attempt(): PublishAttempt | null {
    return this.#attempt
  }

  get isDestroyed(): boolean {
    return this.#place.is('destroyed')
  }

  /** Whether its media cannot be seen yet. */
  get isLoading(): boolean {
    return this.localMedia.stateBeforeEnd !== 'ready'
  }

  get media(): Media | null {
    return this.localMedia.stream
  }

  get accessAllowed(): boolean {
    return this.localMedia.accessAllowed
  }

  /** Asks for media. */
  begin(refusal: FailureId | null): void {
    this.localMedia.begin(refusal)
  }

  /** The fate of publishing it to a session. */
  outcomeOfPublish(session: SessionLink): CallOutcome {
    const attachedTo = this.session === null ? 'none' : this.session === session ? 'this' : 'another'
    return publishOutcome({ media: this.localMedia.stateBeforeEnd, place: this.place, attachedTo })
  }

  /** Publishes to a session, where nothing refuses that; resolves when the stream is announced. */
  publishTo(session: SessionLink): SilentPromise<undefined> {
    const outcome = this.outcomeOfPublish(session)
    const attempt = new PublishAttempt(this.client, session)
    this.session = session
    this.#attempt = attempt
    if (!this.isDestroyed) this.#place.become('waiting')
    // The stream is asked for after the call has returned: an application that unpublishes in the same turn asks the service for
    // nothing (recorded: `session.publish/then-unpublish-synchronously`).
    if (outcome === 'goes') void Promise.resolve().then(() => this.#createStream(attempt))
    return attempt.promise
  }

  loaded(): void {
    this.widget.update({ loading: this.#attempt !== null })
    this.hooks.ready()
    this.initialised()
    if (this.#attempt?.session.isOver === false && !this.isDestroyed) this.#createStream(this.#attempt)
  }

  /** The media failed; an attempt that waits for it fails with it. */
  failed(error: Failure): void {
    if (this.#attempt !== null) this.#failAttempt(this.#attempt, error)
  }

  /** The media has ended: it is unpublished, or the publisher is of no use any more. */
  ended(): void {
    if (this.session === null) return this.destroy('mediaStopped')
    this.#leaveSession('mediaStopped', 'media-ended')
  }

  /** A property of the tracks has changed: the service is told. */
  changed(): void {
    if (this.isPublished) reportChannels(this)
  }

  /** The service has announced the own stream. */
  announced(stream: Stream): void {
    const attempt = this.#attempt
    if (attempt === null || attempt.streamId !== stream.id || this.localMedia.isBroken || attempt.isDeaf) return
    this.#attempt = null
    attempt.stop()
    this.stream = stream
    this.#place.become('published')
    this.#dispatch('streamCreated', { stream, reason: null })
    this.widget.update({ loading: false })
    reportChannels(this)
    this.hooks.published()
    attempt.succeed()
    this.hooks.running()
  }

  /** `session.unpublish(publisher)`: all of it before it returns (recorded: `session.unpublish/ok`). */
  unpublishFrom(session: SessionLink): void {
    if (this.session !== session) return
    this.#leaveSession('unpublished', 'taken-back')
  }

  /** The service has deleted the stream; one that was not announced is still waited for (recorded: `ends/publish/sent/unpublished-by-moderator`). */
  streamDeleted(reason: string): void {
    if (this.#attempt !== null) {
      this.#attempt.isDeleted = true
      return
    }
    const { session, streamId } = this
    if (streamId !== undefined) session?.request({ method: 'stream.delete', streamId, reason })
    this.#streamDestroyed(reason, true)
  }

  /** The session has ended. The table of the contract says whether an attempt is told; its time-out still runs (recorded: `ends/publish/answered/disconnect`). */
  sessionEnded(reason: string, how: SessionEnd): void {
    const attempt = this.#attempt
    const isFailed = this.localMedia.stateBeforeEnd === 'failed'
    const answer = attempt?.answerAt(how, this.localMedia)
    this.outgoing.close()
    this.#streamDestroyed(reason, false)
    if (attempt === null) return
    if (isFailed || attempt.isWithoutMedia) this.#failLater(attempt, 'Session.publish/disconnected-after-media-failed')
    else if (answer?.time === 'behind' && this.isDestroyed) this.#failLater(attempt, answer.failure)
  }

  #failLater(attempt: PublishAttempt, id: FailureId): void {
    const fail = (): void => attempt.fail(errorOf(this.client, id))
    this.client.clock.after(0, fail, { what: 'the end of a publish without media', kind: 'work' })
  }

  /** A moderator has muted the publisher, or the session was muted when it came. */
  forceMuted(): void {
    this.hooks.muteForced()
    this.#dispatch('muteForced', {})
  }

  /**
   * `publisher.destroy()`: everything before it returns; a second call does nothing (recorded: area `publisher`). With its page
   * gone, its own end is not told (recorded: `page/pagehide-*`).
   */
  destroy(reason?: unknown, how: PublisherEnd = 'by-order'): void {
    if (this.isDestroyed) return
    const { session, streamId, isPublished } = this
    this.#place.become('destroyed')
    this.widget.remove()
    const attempt = this.#attempt
    const answer = attempt?.answerAt(how === 'with-the-page' ? 'page' : 'publisher-destroyed', this.localMedia)
    if (answer) attempt?.failSoon(errorOf(this.client, answer.failure))
    this.#endAttempt()
    if (session !== null) {
      if (isPublished && streamId !== undefined) {
        session.request({ method: 'stream.delete', streamId, reason: 'unpublished' })
      }
      this.session = null
      this.#dispatch('streamDestroyed', { stream: this.stream ?? undefined, reason: 'reset' }, true)
    }
    const next = this.#attempt
    this.#finish(reason, how)
    next?.failSoon(errorOf(this.client, 'Session.publish/destroyed-in-the-same-turn'))
  }

  /** Somebody receives its media. */
  connected(remote: string | null): void {
    this.hooks.connected(remote)
  }

  /** One of the connections has failed; the others, and the stream, are kept where it is published. */
  connectionFailed(stage: FailedStage): void {
    const attempt = this.#attempt
    const id = attempt === null ? runningFailure(stage) : pendingFailure('publisher', stage)
    this.#tell(attempt, errorOf(this.client, id))
  }

  readonly identity = (): ElementIdentity => ({
    operation: this.#attempt === null ? 'Publisher' : 'Session.publish',
    streamId: this.streamId,
    name: this.settings.name,
  })

  #createStream(attempt: PublishAttempt): void {
    if (this.#attempt !== attempt) return
    const trouble = troubleAtPublish(this.client, this.identity())
    if (trouble !== null && !meetTrouble(trouble, this.#inTrouble(attempt))) return
    const { session, streamId } = attempt
    this.#place.become('publishing')
    const ids = { id: streamId, connectionId: session.connection?.id ?? '', created: this.client.clock.now() }
    const frames = { key: session.frameKey, loudness: this.client.media.loudness }
    attempt.create(describeStream(ids, this.media, this.settings, frames), {
      refused: (reply) => this.#attempt === attempt && this.#refused(attempt, reply),
      lost: (isLate) => this.#lost(attempt, isLate),
      timedOut: () => this.#tell(attempt, errorOf(this.client, attempt.blame(this.localMedia, this.outgoing.progress))),
    })
  }

  #inTrouble(attempt: PublishAttempt): PublishInTrouble {
    const { client, facade, localMedia } = this
    return {
      ...{ client, facade, localMedia, attempt },
      lost: () => void this.#lost(attempt, false),
      tell: (failure) => this.#tell(attempt, errorOf(client, failure)),
      failed: (error) => this.failed(error),
      unpublish: () => this.unpublishFrom(attempt.session),
    }
  }

  // The event carries what the service said; the error that the application gets escapes to the page as well (recorded: `session.publish/server-stream-create-400`).
  #refused(attempt: PublishAttempt, reply: Reply): void {
    const error = errorOf(this.client, replyFailure('Session.publish', reply))
    this.#raise(attempt, error, rawError(reply))
    this.client.onUncaught('error', error)
  }

  // The exception that is thrown here ends what the session was doing.
  #lost(attempt: PublishAttempt, isLate: boolean): boolean {
    const { failure, isThrown } = lostRequests['Session.publish']
    const error = errorOf(this.client, failure)
    this.#raise(attempt, error, lostRequestError(error))
    if (isLate || !isThrown) return true
    this.client.onUncaught('error', error)
    return false
  }

  /** Raises an exception that carries another error than the failure's. The attempt fails behind what a listener was promised (observed: `connected:20450201:415`). */
  #raise(attempt: PublishAttempt, error: Failure, carried: Error): void {
    raise(this, error, { carries: carried })
    void Promise.resolve().then(() => this.#failAndDelete(attempt, error))
  }

  // A listener may have ended the attempt meanwhile.
  #tell(attempt: PublishAttempt | null, error: Failure): void {
    raise(this, error, { carries: null })
    if (attempt !== null) this.#failAndDelete(attempt, error)
  }

  // An attempt fails: the stream that was asked for is taken back, while the session can be told.
  #failAndDelete(attempt: PublishAttempt, error: Failure): void {
    if (this.#attempt !== attempt) return
    const { session, streamId } = attempt
    if (session.isConnected) session.request({ method: 'stream.delete', streamId, reason: 'reset' })
    this.#failAttempt(attempt, error)
  }

  #failAttempt(attempt: PublishAttempt, error: Failure): void {
    this.#endAttempt()
    this.widget.update({ controls: false })
    this.#dispatch('streamDestroyed', { stream: undefined, reason: 'reset' }, true)
    this.#detach()
    attempt.fail(error)
  }

  #endAttempt(): void {
    this.#attempt?.stop()
    this.#attempt = null
    this.outgoing.close()
  }

  #leaveSession(reason: string, end: OtherEnd): void {
    const { session, streamId } = this
    const attempt = this.#attempt
    const answer = attempt?.answerAt(end, this.localMedia)
    if (streamId !== undefined && session?.isConnected === true) {
      session.request({ method: 'stream.delete', streamId, reason })
    }
    this.#endAttempt()
    this.#streamDestroyed(reason, true)
    if (attempt === null || !answer) return
    attempt.cancel()
    // A publisher that is kept all the same has no buttons (recorded: `webrtc/publishing/video-element-ended-streamDestroyed-preventDefault`).
    this.widget.update({ controls: false })
    this.#detach()
    void Promise.resolve().then(() => this.#cancelNext(answer.failure))
    attempt.fail(errorOf(this.client, answer.failure))
  }

  // Published again before the end of its last attempt was told, it ends with that (recorded: `ends/publish/same-turn/unpublish-and-publish*`).
  #cancelNext(interrupted: FailureId): void {
    const attempt = this.#attempt
    if (attempt === null) return
    if (!this.isDestroyed) return this.#failAttempt(attempt, errorOf(this.client, interrupted))
    this.#detach()
    attempt.fail(errorOf(this.client, 'Session.publish/destroyed-in-the-same-turn'))
  }

  // A publisher that is taken back is free when that is told (recorded: `live/programs/published-in-own-streamDestroyed`); one that is kept when its session ends stays attached (recorded: `session.disconnect/then-republish-kept-publisher`).
  #streamDestroyed(reason: string, detaches: boolean): void {
    if (this.session === null) return
    this.outgoing.close()
    if (detaches) this.#leave()
    const event = this.#dispatch('streamDestroyed', { stream: this.stream ?? undefined, reason }, true)
    if (this.isDestroyed) return
    const isKept = event.isDefaultPrevented()
    if (isKept && this.isPublished && !detaches) this.#place.become('kept')
    if (isKept) return
    if (detaches) return this.destroy()
    this.#place.become('destroyed')
    this.widget.remove()
    this.#attempt = null
    this.#finish()
  }

  #finish(reason?: unknown, how: PublisherEnd = 'by-order'): void {
    this.localMedia.release()
    this.outgoing.close()
    this.hooks.finished()
    if (how === 'by-order') this.#dispatch('destroyed', { target: undefined, reason })
    // Nothing that was listening hears any more (recorded: `fixtures/facts/listeners.json`).
    this.facade.off()
    if (how !== 'quietly') this.client.registry.removePublisher(this.facade)
    this.#detach()
  }

  #leave(): void {
    this.session = null
    if (!this.isDestroyed) this.#place.become('free')
  }

  #detach(): void {
    this.#leave()
    this.stream = null
    this.#attempt = null
  }

  #dispatch(type: string, details: Record<string, unknown>, cancelable = false): SdkEvent {
    return dispatched(this.facade, type, details, cancelable)
  }
}
