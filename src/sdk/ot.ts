import type { Client } from './client.ts'
import { type ExceptionDetails, exceptionEvent } from './fail.ts'
import { initPublisher } from './init-publisher.ts'
import { Listeners } from './listeners.ts'
import type { Publisher } from './publisher.ts'
import { Session } from './session.ts'
import { sessionOptions } from './session-options.ts'
import { type Callable, promised, withPromise } from './with-promise.ts'

/** The object that the SDK is: `OT`. */
export class OpenTok extends Listeners {
  readonly initPublisher: Callable<readonly unknown[], Publisher | undefined, Publisher | undefined>
  readonly #client: Client

  constructor(client: Client) {
    super(client, 'OT')
    this.#client = client
    this.initPublisher = withPromise(
      (...args: readonly unknown[]) => initPublisher(client, args),
      (target: unknown, properties: unknown) =>
        promised((done) => {
          const publisher = initPublisher(client, [
            target,
            properties,
            (error: Error | undefined) => done(error, publisher),
          ])
        }),
    )
  }

  /**
   * Makes a session, or gives the one that was made for the same id before; its first API key stays (recorded:
   * `initSession/same-id-different-apiKey`).
   */
  initSession(...args: readonly unknown[]): Session {
    const options = sessionOptions(this.#client, args)
    const known = this.#client.registry.sessions.get(options.sessionId)
    if (known !== undefined && options.sessionId !== '') return known
    const session = new Session(this.#client, options)
    this.#client.registry.addSession(options.sessionId, session)
    return session
  }

  /** Undocumented, and used by applications: how many there are of each. */
  get sessions(): { readonly length: () => number } {
    return { length: () => this.#client.registry.sessions.size }
  }

  _dispatchException(details: ExceptionDetails): void {
    this.dispatchEvent(exceptionEvent(details))
  }
}
