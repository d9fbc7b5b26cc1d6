import type { Fault } from './fault.ts'
import { type Miss, nearer } from './nearest-miss.ts'

/** The name of what a fault counts as one call, in the unit of `countedBy`; null: a request that is like no other. */
export type CallKey = string | null

/** A fault in the plan: which calls it has counted, and which of them it struck. */
export class ArmedFault {
  readonly fault: Fault
  /** How many attempts to connect had begun when it was armed. */
  readonly connectsBefore: number
  #counted = 0
  #struck = 0
  readonly #numbers: Map<string, number> = new Map()
  readonly #struckKeys: Set<string> = new Set()
  #nearest: Miss | null = null

  constructor(fault: Fault, connectsBefore: number) {
    this.fault = fault
    this.connectsBefore = connectsBefore
  }

  /** How many calls it has struck. */
  get struck(): number {
    return this.#struck
  }

  get isSpent(): boolean {
    return this.#struck >= this.fault.times
  }

  /** The calls that it has struck, by their keys. */
  get struckKeys(): ReadonlySet<string> {
    return this.#struckKeys
  }

  /** The call that came closest to being struck; null where none came near, or one was struck. */
  get nearestMiss(): Miss | null {
    return this.#struck === 0 ? this.#nearest : null
  }

  /** Notes a call at the fault's point that it did not strike. */
  noteMiss(miss: Miss): void {
    if (this.#struck === 0) this.#nearest = nearer(this.#nearest, miss)
  }

  /** How many calls were counted so far. */
  get counted(): number {
    return this.#counted
  }

  /** Counts a call, and says whether it is one to strike. */
  countCall(key: CallKey): boolean {
    const number = this.#numberOf(key)
    if (key !== null && this.#struckKeys.has(key)) return this.fault.countedBy === 'connect'
    return number >= this.fault.call && !this.isSpent
  }

  /** Notes that it has struck a call; further requests of the same call count as one. */
  noteStrike(key: CallKey): void {
    if (key !== null && this.#struckKeys.has(key)) return
    this.#struck++
    if (key !== null) this.#struckKeys.add(key)
  }

  #numberOf(key: CallKey): number {
    if (key === null) return ++this.#counted
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, ++this.#counted)
    return this.#counted
  }
}
