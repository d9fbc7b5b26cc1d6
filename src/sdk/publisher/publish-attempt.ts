import { type CallEnding, endingOf, type OtherEnd, type SessionEnd } from '../../contract/endings.ts'
import type { FailureId } from '../../contract/failures.ts'
import { type Deferred, deferred, type SilentPromise } from '../../kernel/thenable.ts'
import type { Timer } from '../../kernel/time/clock.ts'
import { doNothing } from '../../kernel/values.ts'
import type { StreamRecord } from '../../wire/records.ts'
import type { Reply } from '../../wire/replies.ts'
import type { Client } from '../base/client.ts'
import type { SessionLink } from '../base/session-link.ts'
import type { Progress } from '../media/connection-host.ts'
import { stuckFailure } from '../media/media-failures.ts'
import type { PublisherMedia } from './publisher-media.ts'

/** From the stream's creation request to its time-out, in milliseconds (recorded: `session.publish/server-stream-create-never-answered`). */
const publishTimeoutMs = 15_000

/** Called when nothing has come of asking for a stream. */
export interface CreationHandlers {
  readonly refused: (reply: Reply) => void
  /** The session ended before the answer; `isLate`: it was on its way out when the stream was asked for. Gives whether its end goes on. */
  readonly lost: (isLate: boolean) => boolean
  readonly timedOut: () => void
}

/** One attempt to publish: from the call to the stream's announcement, or to the failure. */
export class PublishAttempt {
  readonly streamId: string
  readonly session: SessionLink
  readonly #client: Client
  readonly #end: Deferred<undefined>
  #timer: Timer | undefined
  #isAnswered = false
  #isOver = false
  /** The announcement of the stream is ignored: a test author armed that the media arrives nowhere. */
  isDeaf = false
  #accepted: () => void = doNothing
  /** The media that it is for has failed: it is answered when the session ends. */
  isWithoutMedia = false
  /** The service has deleted the stream before it was announced. */
  isDeleted = false

  constructor(client: Client, session: SessionLink) {
    this.#client = client
    this.session = session
    this.streamId = client.random.uuid()
    this.#end = deferred<undefined>()
  }

  /** `accepted` is called when the service has accepted the stream. */
  whenAccepted(accepted: () => void): void {
    this.#accepted = accepted
  }

  get promise(): SilentPromise<undefined> {
    return this.#end.promise
  }

  /** Asks the service for the stream; from now on time is limited. */
  create(stream: StreamRecord, { refused, lost, timedOut }: CreationHandlers): void {
    const { session } = this
    const inTime = (): void => {
      this.#isOver = true
      timedOut()
    }
    this.#timer = this.#client.clock.after(publishTimeoutMs, inTime, {
      what: 'the time-out of publish()',
      kind: () => (this.#client.isHeld('stream.create') || session.isReconnecting ? 'calendar' : 'work'),
    })
    const encrypted = Boolean(session.options.encryptionSecret)
    const isLost = (isLate: boolean): boolean => this.#isOver || lost(isLate)
    // The SDK asks in a task, and hears in it of a session that has been left (recorded: `ends/publish/same-turn/disconnect`).
    const isRefused = (): true => {
      this.#client.clock.after(0, () => isLost(true), { what: 'the refusal of a stream', kind: 'work' })
      return true
    }
    session.request(
      { method: 'stream.create', stream, encrypted },
      (reply) => {
        this.#isAnswered = true
        if (reply.status.startsWith('2')) this.#accepted()
        else refused(reply)
      },
      (isLate) => (isLate ? isRefused() : isLost(false)),
    )
  }

  /** No time-out any more. */
  stop(): void {
    this.#client.clock.cancel(this.#timer)
  }

  /** The publisher was taken back: nothing is heard of its request any more (recorded: `ends/publish/sent/disconnect-in-own-streamDestroyed`). */
  cancel(): void {
    this.#isOver = true
  }

  succeed(): void {
    this.stop()
    this.#end.resolve(undefined)
  }

  fail(error: Error): void {
    this.stop()
    this.#end.reject(error)
  }

  /** Fails behind what is done now, as where a listener of a publisher's end has published it anew (recorded: `live/programs/published-in-own-streamDestroyed`). */
  failSoon(error: Error): void {
    void Promise.resolve().then(() => this.fail(error))
  }

  /** The answer that the attempt is given when something ends, as the table of the contract has it; null or undefined: none. */
  answerAt(
    end: SessionEnd | OtherEnd,
    { stateBeforeEnd }: Pick<PublisherMedia, 'stateBeforeEnd'>,
  ): CallEnding['answer'] | undefined {
    const stage = stateBeforeEnd === 'asked' ? 'waiting' : this.#isAnswered ? 'accepted' : 'asked'
    return endingOf('Session.publish', stage, end)?.answer
  }

  /** The failure that a time-out is blamed on: the microphone, the element, the service, or the step that the media was stuck at. */
  blame(localMedia: Pick<PublisherMedia, 'hasLostSound' | 'isBroken'>, progress: Progress | null): FailureId {
    if (localMedia.hasLostSound) return 'Session.publish/microphone-acquisition-failed'
    if (localMedia.isBroken) return 'Session.publish/media-element-broken'
    if (!this.#isAnswered) return 'Session.publish/create-never-answered'
    return this.isDeleted ? 'Session.publish/stream-deleted-while-negotiating' : stuckFailure(progress)
  }
}
