import type { FailureId } from '../../contract/failures.ts'
import { type RefusableRequest, replyFailure } from '../../contract/replies.ts'
import { type Deferred, deferred, type SilentPromise } from '../../kernel/thenable.ts'
import type { Command } from '../../wire/commands.ts'
import type { Reply } from '../../wire/replies.ts'
import { errorOf } from '../base/fail.ts'
import { answer } from '../base/gate.ts'
import { heeding } from '../base/hearing.ts'
import { heardBeside, isCompletion, unheard } from '../base/promises.ts'
import type { SessionCore } from './core.ts'

const accepted = (reply: Reply): boolean => reply.status.startsWith('2')

/**
 * A call that goes over the messaging connection: a handler and a promise, both told. A local failure calls the handler
 * before this returns; the promise follows in a microtask. What a handler throws takes the place of the error (recorded:
 * `session.signal/not-connected-completion-throws`).
 */
export class SessionCall {
  readonly #core: SessionCore
  readonly #completion: unknown
  readonly #end: Deferred<undefined>

  constructor(core: SessionCore, completion: unknown) {
    this.#core = core
    this.#completion = isCompletion(completion) ? heeding(core.client, completion) : completion
    this.#end = deferred<undefined>(isCompletion(completion) ? heardBeside(core.client) : unheard(core.client))
  }

  get promise(): SilentPromise<undefined> {
    return this.#end.promise
  }

  failLocally(id: FailureId): SilentPromise<undefined> {
    this.#fail(id)
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
        else this.#fail(refine(replyFailure(command.method, reply)))
      },
      () => this.#lose(options.lost),
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

  #fail(id: FailureId): void {
    const { client, facade } = this.#core
    try {
      this.#end.reject(answer({ client, target: facade, completion: this.#completion }, id))
    } catch (thrown) {
      this.#end.reject(thrown)
    }
  }

  /** The connection was lost while the call was on its way: the handler and the promise are told, and no exception. */
  #lose(id: FailureId): void {
    const error = errorOf(this.#core.client, id)
    try {
      if (isCompletion(this.#completion)) this.#completion(error)
      this.#end.reject(error)
    } catch (thrown) {
      this.#end.reject(thrown)
    }
  }
}
