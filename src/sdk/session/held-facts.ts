import type { Fact } from '../../wire/facts.ts'

/** How many facts wait at most; the oldest go first, as in a real session nobody stays unknown for so long. */
const most = 1000

interface HeldFact {
  readonly connectionId: string
  readonly fact: Fact
}

/** Facts about people who are not known yet (recorded: `session.signal/received-from-unknown-then-joins`). */
export class HeldFacts {
  #held: HeldFact[] = []

  get size(): number {
    return this.#held.length
  }

  hold(connectionId: string, fact: Fact): void {
    this.#held.push({ connectionId, fact })
    // Half goes at once, so that the cost of a fact stays the same however many come.
    if (this.#held.length > most) this.#held = this.#held.slice(-most / 2)
  }

  /** The facts that waited for somebody, in their order; they wait no longer. */
  release(connectionId: string): readonly Fact[] {
    if (this.#held.length === 0) return []
    const released = this.#held.filter((held) => held.connectionId === connectionId)
    if (released.length > 0) this.#held = this.#held.filter((held) => held.connectionId !== connectionId)
    return released.map(({ fact }) => fact)
  }

  clear(): void {
    this.#held = []
  }
}
