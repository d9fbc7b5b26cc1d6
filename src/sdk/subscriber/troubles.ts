import type { FailureId } from '../../contract/failures.ts'
import { replyFailure } from '../../contract/replies.ts'
import type { WidgetFailure } from '../../ports/view.ts'
import type { Reply } from '../../wire/replies.ts'
import { errorOf, raiseException } from '../base/fail.ts'
import type { Failure } from '../base/ot-error.ts'
import type { FailedStage } from '../media/connection-host.ts'
import { bindingFailure, elementFailure, pendingFailure, unreceivedFailure } from '../media/failures.ts'
import type { SubscriberCore } from './core.ts'

/** The code of an exception on a subscriber whose connection failed, and of one whose element did (recorded). */
const connectionCode = 1013
const elementCode = 1501

/** What the widget says of refusals that it tells apart. */
const shownFailures: Readonly<Partial<Record<FailureId, WidgetFailure>>> = {
  'Session.subscribe/stream-limit-exceeded': 'stream-limit',
  'Session.subscribe/incompatible-encryption': 'encryption',
}

/** What can go wrong with a subscriber, and who is told of it in which order. */
export class SubscriberTroubles {
  readonly #core: SubscriberCore

  constructor(core: SubscriberCore) {
    this.#core = core
  }

  /** The service does not give the stream. */
  refused(reply: Reply): void {
    const { isSubscribing, widget } = this.#core
    if (!isSubscribing) return
    const id = replyFailure('subscriber.create', reply)
    const error = this.#error(id)
    this.#raise(error)
    widget.update({ failed: true, failure: shownFailures[id] ?? 'network' })
    this.#core.fail(error)
    if (id === 'Session.subscribe/stream-not-found') this.#core.destroy('streamNotFound')
    else this.#core.giveBack()
  }

  /** Nothing has come of it in time. */
  timedOut(answered: boolean): void {
    const { isSubscribing, reception, widget } = this.#core
    if (!isSubscribing) return
    this.#core.giveBack()
    const id = answered ? unreceivedFailure(reception.connection) : 'Session.subscribe/create-never-answered'
    widget.update({ failed: true, failure: 'time-out' })
    this.#core.fail(this.#error(id))
    reception.close()
  }

  connectionFailed(stage: FailedStage): void {
    if (stage === 'codecs') return this.#undecodable()
    const running = this.#core.isLoaded && stage === 'ice'
    const error = this.#error(running ? 'Subscriber/ice-failed' : pendingFailure('subscriber', stage))
    this.#connectionLost(error, stage === 'ice' ? {} : { code: connectionCode })
  }

  /** The connection is told to fail in a way of which only the documentation knows. */
  documented(id: FailureId): void {
    if (this.#core.isSubscribing) this.#connectionLost(this.#error(id), { code: connectionCode })
  }

  elementFailed(code: number): void {
    const { isSubscribing, isLoaded } = this.#core
    if (!isSubscribing && !isLoaded) return
    const error = this.#error(
      isSubscribing ? elementFailure('Session.subscribe', code) : 'Subscriber/media-element-error',
    )
    this.#core.fail(error)
    this.#raise(error, { code: elementCode })
  }

  /** The element did not take its media. */
  bindingFailed(thrown: unknown): void {
    const error = this.#error(bindingFailure(thrown instanceof Error ? thrown.name : ''))
    this.#core.fail(error)
    this.#raise(error, { code: elementCode })
    this.#core.destroy('Unknown')
  }

  /** Media was there, and its connection was gone before it could be shown. */
  neverShown(): void {
    if (this.#core.isDestroyed) return
    this.#raise(this.#error('Subscriber/media-element-error'), { code: elementCode })
    this.#core.destroy('Unknown')
  }

  #undecodable(): void {
    if (!this.#core.isSubscribing) return
    const error = this.#error('Session.subscribe/invalid-offer')
    this.#core.tellUndecodable()
    this.#core.widget.update({ failed: true })
    this.#core.fail(error)
    this.#raise(error, { code: elementCode })
  }

  #connectionLost(error: Failure, details: { readonly code?: number }): void {
    this.#core.fail(error)
    this.#core.lose()
    this.#raise(error, details)
    this.#core.widget.update({ failed: true })
  }

  #error(id: FailureId): Failure {
    return errorOf(this.#core.client, id)
  }

  #raise(error: Failure, details: { readonly code?: number } = {}): void {
    raiseException(this.#core.client, this.#core.facade, error, details)
  }
}
