import type { StreamRecord } from '../backend/state.ts'
import type { Reply } from '../backend/wire.ts'
import type { FailureId } from '../contract/failures.ts'
import { captureFailure, replyFailure } from '../contract/replies.ts'
import type { Timer } from '../kernel/clock.ts'
import { type Deferred, deferred, type SilentPromise } from '../kernel/thenable.ts'
import type { Client } from './client.ts'
import { SdkEvent } from './events.ts'
import { captureError, errorOf, type Failure, raiseException, rawError } from './fail.ts'
import type { CaptureProblem, Media, Widget } from './ports.ts'
import type { Publisher } from './publisher.ts'
import type { PublisherSettings } from './publisher-properties.ts'
import type { SessionCore } from './session-core.ts'
import type { Stream } from './stream.ts'

type PublisherState = 'loading' | 'ready' | 'failed' | 'destroyed'

/** From the stream's creation request to its time-out, in milliseconds (recorded). */
const publishTimeoutMs = 15_000

interface Attempt {
  readonly streamId: string
  readonly end: Deferred<undefined>
  answered: boolean
  timer: Timer | undefined
}

/** The state of one publisher, behind its facade: its media, its place in the page, and its attempt to be published. */
export class PublisherCore {
  readonly client: Client
  readonly facade: Publisher
  readonly settings: PublisherSettings
  readonly widget: Widget
  session: SessionCore | null = null
  media: Media | null = null
  stream: Stream | null | undefined
  accessAllowed = false
  #state: PublisherState = 'loading'
  #attempt: Attempt | null = null
  #initialised: (error?: Failure) => void
  #dialog: { timer: Timer; open: boolean } | null = null
  #stopWatching: () => void = () => {}

  constructor(
    facade: Publisher,
    client: Client,
    settings: PublisherSettings,
    widget: Widget,
    initialised: (error?: Failure) => void,
  ) {
    this.facade = facade
    this.client = client
    this.settings = settings
    this.widget = widget
    this.#initialised = initialised
  }

  get streamId(): string | undefined {
    return this.#attempt?.streamId ?? this.stream?.id
  }

  get isPublished(): boolean {
    return this.stream !== null && this.stream !== undefined
  }

  get isDestroyed(): boolean {
    return this.#state === 'destroyed'
  }

  /** Asks for media. */
  begin(): void {
    if (this.settings.invalidConstraints) {
      this.#later('the refusal of the constraints', () =>
        this.#failMedia(errorOf(this.client, 'OT.initPublisher/no-valid-constraints'), false),
      )
      return
    }
    const opened = (): void => {
      if (this.#dialog === null) return
      this.#dialog.open = true
      this.#dispatch('accessDialogOpened', {}, true)
    }
    const timer = this.client.clock.after(this.client.devices.dialogDelayMs, opened, {
      what: 'the permission dialog to be noticed',
      kind: 'work',
    })
    this.#dialog = { timer, open: false }
    this.client.devices.capture(this.settings.request, {
      granted: (media) => this.#granted(media),
      denied: (problem) => this.#denied(problem),
    })
  }

  /** Publishes to a session; resolves when the stream is announced. */
  publishTo(session: SessionCore): SilentPromise<undefined> {
    const attempt: Attempt = {
      streamId: this.client.random.uuid(),
      end: deferred<undefined>(),
      answered: false,
      timer: undefined,
    }
    this.session = session
    this.#attempt = attempt
    if (this.#state === 'ready') this.#createStream(session, attempt)
    return attempt.end.promise
  }

  /** The service has announced the own stream. */
  announced(stream: Stream): void {
    const attempt = this.#attempt
    if (attempt === null || attempt.streamId !== stream.id) return
    this.client.clock.cancel(attempt.timer)
    this.#attempt = null
    this.stream = stream
    this.#dispatch('streamCreated', { stream, reason: null })
    this.#reportChannels(stream)
    attempt.end.resolve(undefined)
  }

  /** `session.unpublish(publisher)`: all of it before it returns (recorded: `session.unpublish/ok`). */
  unpublishFrom(session: SessionCore): void {
    if (this.session !== session) return
    const { streamId } = this
    if (streamId !== undefined && session.isConnected) {
      session.request({ method: 'stream.delete', streamId, reason: 'unpublished' })
    }
    const attempt = this.#endAttempt()
    this.#streamDestroyed('unpublished', true)
    attempt?.end.reject(errorOf(this.client, 'Session.publish/unpublished-while-publishing'))
  }

  /** The service has deleted the own stream. */
  streamDeleted(reason: string): void {
    this.#streamDestroyed(reason, true)
  }

  /** The session has ended. An attempt under way is never answered; its time-out still runs (recorded). */
  sessionEnded(reason: string): void {
    const attempt = this.#attempt
    const hadNoMedia = this.#state === 'failed'
    this.#streamDestroyed(reason, false)
    if (attempt === null || !hadNoMedia) return
    this.#later('the end of a publish without media', () =>
      attempt.end.reject(errorOf(this.client, 'Session.publish/disconnected-after-media-failed')),
    )
  }

  /** A moderator has muted the publisher, or the session was muted when it came. */
  forceMuted(): void {
    this.setTrackEnabled('audio', false)
    this.#dispatch('muteForced', {})
  }

  setTrackEnabled(kind: 'audio' | 'video', enabled: boolean): void {
    for (const track of this.media?.getTracks() ?? []) if (track.kind === kind) track.enabled = enabled
  }

  /** `publisher.destroy()`: everything before it returns; a second call does nothing (recorded: area `publisher`). */
  destroy(): void {
    if (this.#state === 'destroyed') return
    const { session, streamId } = this
    this.#state = 'destroyed'
    this.widget.remove()
    this.#endAttempt()
    if (session !== null) {
      if (this.isPublished && streamId !== undefined) {
        session.request({ method: 'stream.delete', streamId, reason: 'unpublished' })
      }
      this.#dispatch('streamDestroyed', { stream: this.stream ?? undefined, reason: 'reset' }, true)
    }
    this.#finish()
  }

  #granted(media: Media): void {
    this.#closeDialog()
    if (this.#state === 'destroyed') {
      for (const track of media.getTracks()) track.stop()
      return this.#mediaCameTooLate()
    }
    this.media = media
    this.accessAllowed = true
    this.setTrackEnabled('audio', this.settings.publishAudio)
    this.setTrackEnabled('video', this.settings.publishVideo)
    this.#dispatch('accessAllowed', {})
    this.#dispatch('mediaStreamAvailable', { mediaStream: media })
    if (this.isDestroyed) return
    this.#show(media)
  }

  #show(media: Media): void {
    try {
      this.widget.show(media, {
        loaded: () => this.#loaded(),
        failed: () => {},
        ended: () => {},
        blocked: () => {},
      })
    } catch {
      this.#failMedia(errorOf(this.client, 'OT.initPublisher/media-element-bind-failed'), false)
    }
  }

  #loaded(): void {
    if (this.#state !== 'loading') return
    this.#state = 'ready'
    this.widget.update({ loading: false, audioOnly: (this.media?.getVideoTracks().length ?? 0) === 0 })
    this.#dispatch('videoElementCreated', { element: this.widget.videoElement })
    this.#initialised()
    if (this.session !== null && this.#attempt !== null) this.#createStream(this.session, this.#attempt)
  }

  #denied(problem: CaptureProblem): void {
    this.#closeDialog()
    if (this.#state === 'destroyed') return this.#mediaCameTooLate()
    const { id, silent } = captureFailure(problem.name, this.settings.request.screen ? 'screen' : 'camera')
    // Only a refused permission carries what the browser said (recorded: the error's own keys).
    this.#failMedia(silent ? captureError(this.client, id, problem) : errorOf(this.client, id), silent)
  }

  // Refused permission is told by an event of its own; every other failure by an exception (recorded).
  #failMedia(error: Failure, accessDenied: boolean): void {
    this.#state = 'failed'
    this.widget.remove()
    if (!accessDenied) raiseException(this.client, this.facade, error)
    this.#initialised(error)
    if (accessDenied) this.#dispatch('accessDenied', {})
    const attempt = this.#attempt
    if (attempt === null) return
    this.#dispatch('streamDestroyed', { stream: undefined, reason: 'reset' }, true)
    this.#detach()
    attempt.end.reject(error)
  }

  #mediaCameTooLate(): void {
    raiseException(this.client, this.facade, errorOf(this.client, 'OT.initPublisher/destroyed-before-media'))
  }

  #closeDialog(): void {
    const dialog = this.#dialog
    this.#dialog = null
    this.client.clock.cancel(dialog?.timer)
    if (dialog?.open === true && this.#state !== 'destroyed') this.#dispatch('accessDialogClosed', {})
  }

  #createStream(session: SessionCore, attempt: Attempt): void {
    attempt.timer = this.client.clock.after(publishTimeoutMs, () => this.#timedOut(attempt), {
      what: 'the time-out of publish()',
      kind: () => (this.client.isHeld('stream.create') || session.isReconnecting ? 'calendar' : 'work'),
    })
    const encrypted = Boolean(session.options.encryptionSecret)
    session.request({ method: 'stream.create', stream: this.#describe(attempt.streamId), encrypted }, (reply) => {
      attempt.answered = true
      if (!reply.status.startsWith('2')) this.#refused(session, attempt, reply)
    })
  }

  #describe(id: string): StreamRecord {
    const { width, height, frameRate } = this.settings.request
    const common = {
      width,
      height,
      frameRate,
      source: this.settings.videoType,
      muted: false,
      captions: this.settings.publishCaptions,
    }
    const audio = this.media?.getAudioTracks()[0]
    const video = this.media?.getVideoTracks()[0]
    return {
      id,
      connectionId: this.session?.connection?.id ?? '',
      name: this.settings.name,
      initials: this.settings.initials,
      created: this.client.clock.now(),
      channels: [
        ...(audio === undefined ? [] : [{ ...common, id: 'audio1', type: 'audio' as const, active: audio.enabled }]),
        ...(video === undefined ? [] : [{ ...common, id: 'video1', type: 'video' as const, active: video.enabled }]),
      ],
    }
  }

  // Once announced, the SDK says once more what each track is like (recorded: `sent` of every published case).
  #reportChannels(stream: Stream): void {
    for (const { id, active } of stream._record.channels) {
      this.session?.request({ method: 'stream_channel.update', streamId: stream.id, channelId: id, change: { active } })
    }
  }

  #refused(session: SessionCore, attempt: Attempt, reply: Reply): void {
    if (this.#attempt !== attempt) return
    const error = errorOf(this.client, replyFailure('stream.create', reply))
    const code = 'code' in error && typeof error.code === 'number' ? error.code : undefined
    raiseException(this.client, this.facade, rawError(reply), code === undefined ? {} : { code })
    this.client.onUncaught('error', error)
    session.request({ method: 'stream.delete', streamId: attempt.streamId, reason: 'reset' })
    this.#failAttempt(attempt, error)
  }

  #timedOut(attempt: Attempt): void {
    const id: FailureId = attempt.answered
      ? 'Session.publish/stream-never-announced'
      : 'Session.publish/create-never-answered'
    const error = errorOf(this.client, id)
    raiseException(this.client, this.facade, error, { withoutError: true })
    if (this.#attempt === attempt) this.#failAttempt(attempt, error)
  }

  #failAttempt(attempt: Attempt, error: Failure): void {
    this.#endAttempt()
    this.#dispatch('streamDestroyed', { stream: undefined, reason: 'reset' }, true)
    this.#detach()
    attempt.end.reject(error)
  }

  #endAttempt(): Attempt | null {
    const attempt = this.#attempt
    this.client.clock.cancel(attempt?.timer)
    this.#attempt = null
    return attempt
  }

  // A publisher that is kept when its session ends stays attached to it (recorded: `then-republish-kept-publisher`).
  #streamDestroyed(reason: string, detaches: boolean): void {
    if (this.session === null) return
    const event = this.#dispatch('streamDestroyed', { stream: this.stream ?? undefined, reason }, true)
    if (this.#state === 'destroyed') return
    if (event.isDefaultPrevented()) {
      if (detaches) this.session = null
      return
    }
    this.#state = 'destroyed'
    this.widget.remove()
    this.#attempt = null
    this.#finish()
  }

  #finish(): void {
    for (const track of this.media?.getTracks() ?? []) track.stop()
    this.#stopWatching()
    this.#dispatch('destroyed', {})
    this.client.registry.publishers.delete(this.facade)
    this.#detach()
  }

  #detach(): void {
    this.session = null
    this.stream = null
    this.#attempt = null
  }

  #dispatch(type: string, details: Record<string, unknown>, cancelable = false): SdkEvent {
    const event = new SdkEvent(type, cancelable, details)
    this.facade.dispatchEvent(event)
    return event
  }

  #later(what: string, run: () => void): void {
    this.client.clock.after(0, run, { what, kind: 'work' })
  }
}
