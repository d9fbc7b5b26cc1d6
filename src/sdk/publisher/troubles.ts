import type { FailureId } from '../../contract/failures.ts'
import { errorOf, raiseException } from '../base/fail.ts'
import type { Failure } from '../base/ot-error.ts'
import type { FailedStage } from '../media/connection-host.ts'
import { pendingFailure, runningFailure } from '../media/failures.ts'
import type { PublishAttempt } from './attempt.ts'
import type { PublisherCore } from './core.ts'

/** What can go wrong with a publisher on the way to its subscribers, and who is told of it in which order. */
export class PublisherTroubles {
  readonly #core: PublisherCore

  constructor(core: PublisherCore) {
    this.#core = core
  }

  /** One of the connections has failed; the others, and the stream, are kept where it is published. */
  connectionFailed(stage: FailedStage): void {
    const { attempt, client } = this.#core
    const id = attempt === null ? runningFailure(stage) : pendingFailure('publisher', stage)
    this.#tell(attempt, errorOf(client, id))
  }

  /** The connection is told to fail in a way of which only the documentation knows. */
  documented(id: FailureId, attempt: PublishAttempt): void {
    this.#tell(attempt, errorOf(this.#core.client, id))
  }

  /** Nothing has come of an attempt in time. */
  timedOut(attempt: PublishAttempt): void {
    const { client, own, outgoing } = this.#core
    this.#tell(attempt, errorOf(client, attempt.blame(own, outgoing.progress)))
  }

  // A listener may have ended the attempt meanwhile.
  #tell(attempt: PublishAttempt | null, error: Failure): void {
    const { client, facade } = this.#core
    raiseException(client, facade, error, { withoutError: true })
    if (attempt !== null) this.#core.giveUp(attempt, error)
  }
}
