import { defaultRules, type SessionRules } from './state.ts'

/** The rules that were set for sessions, as plain data. */
export interface RuleBookSnapshot {
  readonly usual: SessionRules
  readonly bySession: readonly (readonly [sessionId: string, rules: SessionRules])[]
}

/** The rules of each session, and the rules of all others. */
export class RuleBook {
  #rules: Map<string, SessionRules> = new Map()
  #default: SessionRules = defaultRules

  /** The rules of a session, which need not exist yet; without an id, of every session that has none of its own. */
  set(change: Partial<SessionRules>, sessionId?: string): void {
    if (sessionId === undefined) this.#default = { ...this.#default, ...change }
    else this.#rules.set(sessionId, { ...this.of(sessionId), ...change })
  }

  of(sessionId: string): SessionRules {
    return this.#rules.get(sessionId) ?? this.#default
  }

  reset(): void {
    this.#rules = new Map()
    this.#default = defaultRules
  }

  get snapshot(): RuleBookSnapshot {
    return { usual: this.#default, bySession: [...this.#rules] }
  }

  /** Goes on from a snapshot. */
  restore({ usual, bySession }: RuleBookSnapshot): void {
    this.#default = usual
    this.#rules = new Map(bySession)
  }
}
