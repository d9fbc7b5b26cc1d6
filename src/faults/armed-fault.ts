import type { Fault } from './fault.ts'
import { type Miss, nearer } from './nearest-miss.ts'

/** A fault in the plan: which turns it has seen, and which of them it struck. */
export class ArmedFault {
  readonly fault: Fault
  /** How many attempts to connect had begun when it was armed. */
  readonly since: number
  #seen = 0
  #struck = 0
  readonly #numbers: Map<string, number> = new Map()
  readonly #hit: Set<string> = new Set()
  #nearest: Miss | null = null

  constructor(fault: Fault, since: number) {
    this.fault = fault
    this.since = since
  }

  get struck(): number {
    return this.#struck
  }

  get isSpent(): boolean {
    return this.#struck >= this.fault.times
  }

  get hit(): ReadonlySet<string> {
    return this.#hit
  }

  /** The call that came closest to being struck; null where none came near, or one was struck. */
  get nearestMiss(): Miss | null {
    return this.#struck === 0 ? this.#nearest : null
  }

  /** Notes a call at the fault's point that it did not strike. */
  missed(miss: Miss): void {
    if (this.#struck === 0) this.#nearest = nearer(this.#nearest, miss)
  }

  /** How many turns were counted so far. */
  get seen(): number {
    return this.#seen
  }

  /** Counts a turn, and says whether it is one to strike. A turn of null is like no other. */
  means(turn: string | null): boolean {
    const number = this.#numberOf(turn)
    if (turn !== null && this.#hit.has(turn)) return this.fault.turns === 'connect'
    return number >= this.fault.call && !this.isSpent
  }

  strike(turn: string | null): void {
    if (turn !== null && this.#hit.has(turn)) return
    this.#struck++
    if (turn !== null) this.#hit.add(turn)
  }

  #numberOf(turn: string | null): number {
    if (turn === null) return ++this.#seen
    const known = this.#numbers.get(turn)
    if (known !== undefined) return known
    this.#numbers.set(turn, ++this.#seen)
    return this.#seen
  }
}
