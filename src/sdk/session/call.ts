import { lostRequests } from '../../contract/endings.ts'
import type { FailureId } from '../../contract/failures.ts'
import type { TellingMoment } from '../../contract/operations.ts'
import { isWordless, type RefusableCall, replyFailure } from '../../contract/replies.ts'
import { type Deferred, deferred, type SilentPromise } from '../../kernel/thenable.ts'
import type { Command } from '../../wire/commands.ts'
import type { Reply } from '../../wire/replies.ts'
import { answer, tell } from '../base/gate.ts'
import type { Failure } from '../base/ot-error.ts'
import { rejectionEar } from '../base/promises.ts'
import type { SessionModel } from './model.ts'

/** A call of a session that the service can refuse, and that waits for its answer. */
type PendingSessionCall = RefusableCall & keyof typeof lostRequests

const accepted = (reply: Reply): boolean => reply.status.startsWith('2')

/**
 * A call that goes over the messaging connection: a handler and a promise, both told. A local failure calls the handler
 * before this returns; the promise follows in a microtask. If the handler throws, the promise rejects with that exception (recorded:
 * `session.signal/not-connected-completion-throws`).
 */
export class SessionCall {
  readonly #model: SessionModel
  readonly #operation: PendingSessionCall
  readonly #completion: unknown
  readonly #end: Deferred<undefined>

  constructor(model: SessionModel, operation: PendingSessionCall, completion?: unknown) {
    this.#model = model
    this.#operation = operation
    this.#completion = completion
    this.#end = deferred<undefined>(rejectionEar(model.client, completion))
  }

  get promise(): SilentPromise<undefined> {
    return this.#end.promise
  }

  failLocally(id: FailureId): SilentPromise<undefined> {
    this.#fail(id, 'refused')
    return this.promise
  }

  send(command: Command): SilentPromise<undefined> {
    this.#model.request(
      command,
      (reply) => {
        if (accepted(reply)) this.#succeed()
        else this.#refused(reply)
      },
      () => this.#fail(lostRequests[this.#operation].failure, 'failed'),
    )
    return this.promise
  }

  // A handler that is null is called all the same, when the call succeeds (recorded: `session.forceDisconnect/completion-null`).
  #succeed(): void {
    if (this.#completion === null) {
      this.#model.client.onUncaught(
        'error',
        new TypeError('The completion handler is null, and was called. Pass a function, or nothing.'),
      )
      return
    }
    if (tell(this.#model.client, this.#operation, 'succeeded', this.#completion)) this.#end.resolve(undefined)
  }

  #refused(reply: Reply): void {
    const id = replyFailure(this.#operation, reply)
    this.#fail(id, 'failed', isWordless(id, reply) ? '' : undefined)
  }

  /** @returns whether the call went on to its promise: false where its handler threw, and that ends it. */
  #fail(id: FailureId, moment: TellingMoment, why?: string): boolean {
    const { client, facade } = this.#model
    try {
      const settle = (error: Failure): void => this.#end.reject(error)
      const error = answer({ client, facade, completion: this.#completion, settle }, id, moment, why)
      if (error === null) return false
      this.#end.reject(error)
    } catch (thrown) {
      this.#end.reject(thrown)
    }
    return true
  }
}
