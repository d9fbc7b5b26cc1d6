import type { Gate, Hazard, RawReply, Sabotage, Subject } from '../kernel/hazard.ts'
import { agrees, type Fault } from './fault.ts'

/** A gate that a test author opens: what waits behind it goes on, or fails instead. */
export class HeldGate implements Gate {
  readonly point: string
  #waiting: ((instead: RawReply | null) => void)[] = []
  #opened: { readonly instead: RawReply | null } | null = null

  constructor(point: string) {
    this.point = point
  }

  get isOpen(): boolean {
    return this.#opened !== null
  }

  whenOpen(run: (instead: RawReply | null) => void): void {
    if (this.#opened === null) this.#waiting.push(run)
    else run(this.#opened.instead)
  }

  open(instead: RawReply | null): void {
    if (this.#opened !== null) return
    this.#opened = { instead }
    for (const run of this.#waiting.splice(0)) run(instead)
  }

  /** Forgets what waits: its world is no more. */
  forget(): void {
    this.#waiting = []
  }
}

/** The faults that are armed, and the gates that are shut: the hazard of a world. */
export class FaultPlan implements Hazard {
  readonly #now: () => number
  readonly #struck: (fault: Fault) => void
  #faults: Fault[] = []
  #gates: HeldGate[] = []

  constructor(now: () => number, struck: (fault: Fault) => void) {
    this.#now = now
    this.#struck = struck
  }

  arm(fault: Fault): void {
    this.#faults.push(fault)
  }

  /** Shuts a service point until the gate is opened. */
  hold(point: string): HeldGate {
    const gate = new HeldGate(point)
    this.#gates = [...this.#gates.filter(({ isOpen }) => !isOpen), gate]
    return gate
  }

  isHeld(point: string): boolean {
    return this.#gates.some((gate) => gate.point === point && !gate.isOpen)
  }

  /** The faults that have not struck as often as they were meant to. */
  get armed(): readonly Fault[] {
    return this.#faults
  }

  clear(): void {
    for (const gate of this.#gates) gate.forget()
    this.#faults = []
    this.#gates = []
  }

  atClient(point: string, subject: Subject): string | null {
    const fault = this.#strike(point, subject, (candidate) => candidate.action.kind === 'client')
    return fault?.action.kind === 'client' ? fault.action.failure : null
  }

  atService(point: string, subject: Subject): Sabotage | null {
    const gate = this.#gates.find((candidate) => candidate.point === point && !candidate.isOpen)
    if (gate !== undefined) return { kind: 'hold', gate }
    const fault = this.#strike(point, subject, (candidate) => candidate.action.kind !== 'client')
    return fault?.action.kind === 'reply' ? { kind: 'reply', reply: fault.action.reply } : null
  }

  // Every fault that means this call counts it; of those whose turn it is, the first strikes.
  #strike(point: string, subject: Subject, kind: (fault: Fault) => boolean): Fault | null {
    const now = this.#now()
    const meant = this.#faults.filter(
      (fault) => fault.point === point && kind(fault) && now >= fault.notBefore && agrees(fault.match, subject),
    )
    const striking = meant.find(({ skip }) => skip === 0)
    for (const fault of meant) if (fault.skip > 0) fault.skip--
    if (striking === undefined) return null
    striking.left--
    if (striking.left <= 0) this.#faults = this.#faults.filter((other) => other !== striking)
    this.#struck(striking)
    return striking
  }
}
