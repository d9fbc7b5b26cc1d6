import type { FailureId } from '../../contract/failures.ts'
import type { Client } from '../base/client.ts'
import { ask, refuse } from '../base/gate.ts'

/** The proxy of one `OT`. It has to be set before anything else, and once; what comes after is told as an exception (recorded: `OT.setProxyUrl/*`). */
export class ProxyUrl {
  readonly #client: Client
  #url: unknown

  constructor(client: Client) {
    this.#client = client
  }

  set(url: unknown): void {
    const problem = ask(this.#client, 'OT.setProxyUrl') ?? this.#problem()
    if (problem === null) this.#url = url
    // The target is neither OT nor an object of it, but a description of the session (recorded: `target: object`).
    else refuse({ client: this.#client, facade: this.#description() }, problem)
  }

  #problem(): FailureId | null {
    const { sessions, publishers } = this.#client.registry
    if (sessions.size > 0 || publishers.size > 0) return 'OT.setProxyUrl/too-late'
    return this.#url ? 'OT.setProxyUrl/already-set' : null
  }

  #description(): object {
    const [session] = this.#client.registry.sessions.values()
    return { sessionId: session?.sessionId ?? '', apiKey: session?.apiKey ?? '' }
  }
}
