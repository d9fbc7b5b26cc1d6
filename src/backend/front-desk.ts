import type { Hazard } from '../kernel/hazard.ts'
import type { Clock } from '../kernel/time/clock.ts'
import { messageOf } from '../kernel/values.ts'
import type { HttpRequest } from '../wire/link.ts'
import { type HttpOutcome, rawHttp } from './http-outcome.ts'
import { admission, type CredentialRules, sessionInfoBody } from './session-info.ts'
import type { SessionRules } from './state.ts'
import { readToken } from './tokens/token.ts'

export interface FrontDeskOptions {
  readonly clock: Pick<Clock, 'now'>
  readonly hazard: Hazard
  readonly credentials: CredentialRules
  /**
   * Told of a scenario that a client's token carries, before anything is done for the token. Where it throws, the client is
   * refused with the words of the error.
   */
  readonly onScenario?: (clientId: string, scenario: string) => void
}

/** Where clients ask before they open a messaging connection: who may come in, and which server to go to. */
export class FrontDesk {
  readonly #options: FrontDeskOptions
  readonly #rulesOf: (sessionId: string) => SessionRules
  /** The tokens that were shown, by whose they are; with what was wrong with the scenario that they carry. */
  #shown: Map<string, string | null> = new Map()
  #server = 1

  constructor(options: FrontDeskOptions, rulesOf: (sessionId: string) => SessionRules) {
    this.#options = options
    this.#rulesOf = rulesOf
  }

  /** Calls `tell` with the outcome: at once, unless the answer is withheld. */
  answer(request: HttpRequest, clientId: string, tell: (outcome: HttpOutcome) => void): void {
    const wrong = request.what === 'sessionInfo' ? this.#noteScenario(request.token, clientId) : null
    if (wrong !== null)
      return tell({ kind: 'answer', status: 400, body: JSON.stringify({ code: 400, message: wrong }), delayMs: 0 })
    const subject = { client: clientId, sessionId: request.sessionId, apiKey: request.apiKey }
    const sabotage = this.#options.hazard.atService(request.what, subject)
    const usual = (): HttpOutcome => ({ kind: 'answer', status: 200, body: this.#bodyFor(request), delayMs: 0 })
    if (sabotage === null) return tell(usual())
    if (sabotage.kind === 'reply') return tell(rawHttp(sabotage.reply, usual))
    sabotage.gate.whenOpen((instead) => {
      if (instead === null) this.answer(request, clientId, tell)
      else tell(rawHttp(instead, usual))
    })
  }

  /** From now on clients are sent to another messaging server. */
  moveServer(): void {
    this.#server++
  }

  reset(): void {
    this.#shown = new Map()
    this.#server = 1
  }

  #bodyFor(request: HttpRequest): string {
    if (request.what !== 'sessionInfo') return '{}'
    const admitted = admission(request, this.#options.credentials, this.#options.clock.now())
    return sessionInfoBody(request, admitted, this.#rulesOf(request.sessionId), this.#server)
  }

  // A token is shown more than once, at every attempt; what it carries counts once.
  #noteScenario(token: string, clientId: string): string | null {
    const scenario = this.#options.onScenario === undefined ? null : readToken(token)?.scenario
    if (typeof scenario !== 'string') return null
    const key = `${clientId} ${token}`
    const known = this.#shown.get(key)
    if (known !== undefined) return known
    // A scenario that it plays may ask again, with the same token.
    this.#shown.set(key, null)
    try {
      this.#options.onScenario?.(clientId, scenario)
    } catch (error) {
      this.#shown.set(key, messageOf(error))
    }
    return this.#shown.get(key) ?? null
  }
}
