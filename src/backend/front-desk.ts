import type { Hazard } from '../kernel/hazard.ts'
import type { Clock } from '../kernel/time/clock.ts'
import type { HttpRequest } from '../wire/link.ts'
import { type HttpOutcome, rawHttp } from './http-outcome.ts'
import { admission, type CredentialRules, sessionInfoBody } from './session-info.ts'
import type { SessionRules } from './state.ts'
import { type ReadToken, readToken } from './tokens/token.ts'

export interface FrontDeskOptions {
  readonly clock: Pick<Clock, 'now'>
  readonly hazard: Hazard
  readonly credentials: CredentialRules
  /** Told of a scenario that a client's token carries, before anything is done for the token. */
  readonly onScenario?: (clientId: string, scenario: string) => void
}

/** Where clients ask before they open a messaging connection: who may come in, and which server to go to. */
export class FrontDesk {
  readonly #options: FrontDeskOptions
  readonly #rulesOf: (sessionId: string) => SessionRules
  readonly #read: ReadToken
  #shown: Set<string> = new Set()
  #server = 1

  constructor(options: FrontDeskOptions, rulesOf: (sessionId: string) => SessionRules, read: ReadToken = readToken) {
    this.#options = options
    this.#rulesOf = rulesOf
    this.#read = read
  }

  answer(request: HttpRequest, clientId: string): HttpOutcome {
    if (request.what === 'sessionInfo') this.#noteScenario(request.token, clientId)
    const subject = { client: clientId, sessionId: request.sessionId, apiKey: request.apiKey }
    const sabotage = this.#options.hazard.atService(request.what, subject)
    const own = (): HttpOutcome => ({ kind: 'answer', status: 200, body: this.#bodyFor(request), delayMs: 0 })
    if (sabotage === null) return own()
    if (sabotage.kind === 'reply') return rawHttp(sabotage.reply, own)
    return {
      kind: 'held',
      whenOpen: (run) =>
        sabotage.gate.whenOpen((instead) =>
          run(instead === null ? this.answer(request, clientId) : rawHttp(instead, own)),
        ),
    }
  }

  /** From now on clients are sent to another messaging server. */
  moveServer(): void {
    this.#server++
  }

  reset(): void {
    this.#shown.clear()
    this.#server = 1
  }

  #bodyFor(request: HttpRequest): string {
    if (request.what !== 'sessionInfo') return '{}'
    const admitted = admission(request, this.#options.credentials, this.#options.clock.now(), this.#read)
    return sessionInfoBody(request, admitted, this.#rulesOf(request.sessionId), this.#server)
  }

  // A token is shown more than once, at every attempt; what it carries counts once.
  #noteScenario(token: string, clientId: string): void {
    const scenario = this.#options.onScenario === undefined ? null : this.#read(token)?.scenario
    if (typeof scenario !== 'string' || this.#shown.has(`${clientId} ${token}`)) return
    this.#shown.add(`${clientId} ${token}`)
    this.#options.onScenario?.(clientId, scenario)
  }
}
