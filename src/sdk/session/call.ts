import type { FailureId } from '../../contract/failures.ts'
import type { Operation, TellingMoment } from '../../contract/operations.ts'
import { type RefusableRequest, type Refusal, replyFailure } from '../../contract/replies.ts'
import { type Deferred, deferred, type SilentPromise } from '../../kernel/thenable.ts'
import type { Command } from '../../wire/commands.ts'
import type { Reply } from '../../wire/replies.ts'
import { answer, tell } from '../base/gate.ts'
import { rejectionEar } from '../base/promises.ts'
import type { SessionModel } from './model.ts'

/** A connection that is lost leaves a request without any status (recorded: `live/lost/forceDisconnect-pending-then-lost`). */
const noReply: Refusal = { status: 'none' }

const accepted = (reply: Reply): boolean => reply.status.startsWith('2')

/**
 * A call that goes over the messaging connection: a handler and a promise, both told. A local failure calls the handler
 * before this returns; the promise follows in a microtask. What a handler throws takes the place of the error (recorded:
 * `session.signal/not-connected-completion-throws`).
 */
export class SessionCall {
  readonly #model: SessionModel
  readonly #operation: Operation
  readonly #completion: unknown
  readonly #end: Deferred<undefined>

  constructor(model: SessionModel, operation: Operation, completion?: unknown) {
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

  send(
    command: Command & { method: RefusableRequest },
    options: { lost?: FailureId; refine?: (id: FailureId) => FailureId } = {},
  ): SilentPromise<undefined> {
    const { lost, refine = (id) => id } = options
    const refused = (reply: Refusal): FailureId => refine(replyFailure(command.method, reply))
    this.#model.request(
      command,
      (reply) => (accepted(reply) ? this.#succeed() : this.#fail(refused(reply), 'failed')),
      () => this.#fail(lost ?? refused(noReply), 'failed'),
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

  #fail(id: FailureId, moment: TellingMoment): void {
    const { client, facade } = this.#model
    try {
      const error = answer({ client, facade, completion: this.#completion }, id, moment)
      if (error !== null) this.#end.reject(error)
    } catch (thrown) {
      this.#end.reject(thrown)
    }
  }
}
