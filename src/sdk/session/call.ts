import type { FailureId } from '../../contract/failures.ts'
import { type RefusableRequest, replyFailure } from '../../contract/replies.ts'
import { type Deferred, deferred, type SilentPromise } from '../../kernel/thenable.ts'
import type { Command } from '../../wire/commands.ts'
import type { Reply } from '../../wire/replies.ts'
import { errorOf, raiseException } from '../base/fail.ts'
import type { Failure } from '../base/ot-error.ts'
import { isCompletion, unheard } from '../base/promises.ts'
import type { SessionCore } from './core.ts'

/** How one kind of call tells its caller, and the page, that it failed. */
export interface CallStyle {
  /** Whether the `exception` event goes with a local failure, and with a refusal of the service. */
  readonly exception: { readonly local: (id: FailureId) => boolean; readonly refused: boolean }
}

const accepted = (reply: Reply): boolean => reply.status.startsWith('2')

/**
 * A call that goes over the messaging connection: a handler and a promise, both told. A local failure calls the handler
 * before this returns; the promise follows in a microtask. What a handler throws takes the place of the error (recorded:
 * `session.signal/not-connected-completion-throws`).
 */
export class SessionCall {
  readonly #core: SessionCore
  readonly #style: CallStyle
  readonly #completion: unknown
  readonly #end: Deferred<undefined>

  constructor(core: SessionCore, style: CallStyle, completion: unknown) {
    this.#core = core
    this.#style = style
    this.#completion = completion
    this.#end = deferred<undefined>(isCompletion(completion) ? undefined : unheard(core.client))
  }

  get promise(): SilentPromise<undefined> {
    return this.#end.promise
  }

  failLocally(id: FailureId): SilentPromise<undefined> {
    this.#fail(errorOf(this.#core.client, id), this.#style.exception.local(id))
    return this.promise
  }

  /** Rejects the promise alone: the way of native errors (recorded: `session.forceDisconnect/null`). */
  rejectSilently(id: FailureId): SilentPromise<undefined> {
    this.#end.reject(errorOf(this.#core.client, id))
    return this.promise
  }

  send(
    command: Command & { method: RefusableRequest },
    options: { lost: FailureId; refine?: (id: FailureId) => FailureId },
  ): SilentPromise<undefined> {
    const refine = options.refine ?? ((id) => id)
    this.#core.request(
      command,
      (reply) => {
        if (accepted(reply)) this.#succeed()
        else
          this.#fail(
            errorOf(this.#core.client, refine(replyFailure(command.method, reply))),
            this.#style.exception.refused,
          )
      },
      () => this.#fail(errorOf(this.#core.client, options.lost), false),
    )
    return this.promise
  }

  // A handler that is null is called all the same, when the call succeeds (recorded: `completion-null`).
  #succeed(): void {
    if (this.#completion === null) {
      this.#core.client.onUncaught(
        'error',
        new TypeError('The completion handler is null, and was called. Pass a function, or nothing.'),
      )
      return
    }
    try {
      if (isCompletion(this.#completion)) this.#completion()
    } catch (thrown) {
      this.#core.client.onUncaught('error', thrown)
      return
    }
    this.#end.resolve(undefined)
  }

  #fail(error: Failure, exception: boolean): void {
    try {
      if (isCompletion(this.#completion)) this.#completion(error)
    } catch (thrown) {
      this.#end.reject(thrown)
      return
    }
    if (exception) raiseException(this.#core.client, this.#core.facade, error)
    this.#end.reject(error)
  }
}
