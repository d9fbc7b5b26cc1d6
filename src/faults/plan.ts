/** Every fault and every held answer of a world: asked at each point, struck where its conditions agree. */

import type { FailureId } from '../contract/failures.ts'
import type { RestFailureId } from '../contract/rest/failures.ts'
import type { Gate, Hazard, RawReply, Sabotage, Subject } from '../kernel/hazard.ts'
import { ArmedFault, type CallKey } from './armed-fault.ts'
import type { ArmedFailure, Fault, Incident } from './fault.ts'
import { type Miss, mismatchOf } from './nearest-miss.ts'

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

  /** Whether a request waits at it. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0
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

/** A failure that was asked for and has never struck. */
export interface NeverStruck {
  readonly failure: FailureId | RestFailureId
  /** Where it waits: the name of a client, service or media point. */
  readonly point: string
  readonly nearestMiss: Miss | null
}

const textOf = (parts: readonly (Subject[string] | undefined)[]): string => parts.map(String).join(' ')

/** The key of an attempt to connect: its client and its session. */
const connectKey = ({ client, sessionId }: Subject): string => textOf([client, sessionId])

/** The key of a running object. */
const objectKey = ({ client, sessionId, connectionId, streamId, subscriberId }: Subject): string =>
  textOf([client, sessionId, connectionId, streamId, subscriberId])

/** The faults that are armed, and the gates that are shut: the hazard of a world. */
export class FaultPlan implements Hazard {
  readonly #now: () => number
  readonly #noteStrike: (fault: Fault, where: Subject) => void
  readonly #bringAbout: (incident: Incident, where: Subject) => void
  #faults: ArmedFault[] = []
  #asked: Set<string> = new Set()
  #gates: HeldGate[] = []
  /** The number of the `connect()` under way, by the key of its client and session. */
  #connects: Map<string, number> = new Map()
  #connectsBegun = 0

  /** `struck` is called for every call that a fault strikes; `bringAbout` lets an incident happen to the subject that it struck. */
  constructor(
    now: () => number,
    struck: (fault: Fault, where: Subject) => void,
    bringAbout: (incident: Incident, where: Subject) => void = () => {},
  ) {
    this.#now = now
    this.#noteStrike = struck
    this.#bringAbout = bringAbout
  }

  get isQuiet(): boolean {
    return this.#faults.length === 0 && this.#gates.length === 0
  }

  arm(fault: Fault): void {
    this.#faults.push(new ArmedFault(fault, fault.strikesUnderWay ? 0 : this.#connectsBegun))
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

  /** The points whose answers are withheld at this moment. */
  get heldPoints(): readonly string[] {
    return this.#gates.filter(({ isOpen }) => !isOpen).map(({ point }) => point)
  }

  /** The failures that have not struck as often as they were meant to. */
  get armed(): readonly ArmedFailure[] {
    return this.#faults.flatMap(({ fault: { failure, times, call, match }, struck, isSpent }) =>
      failure === null || isSpent ? [] : [{ failure, struck, times, call, match }],
    )
  }

  /** Takes back every fault of a failure. */
  disarm(failure: string): void {
    this.#faults = this.#faults.filter((armed) => armed.fault.failure !== failure || armed.isSpent)
  }

  /** The failures that were asked for and have never struck, each with the call that came closest. */
  get neverStruck(): readonly NeverStruck[] {
    return this.#faults.flatMap(({ fault, struck, nearestMiss }) =>
      fault.failure === null || struck > 0 ? [] : [{ failure: fault.failure, point: fault.point, nearestMiss }],
    )
  }

  clear(): void {
    for (const gate of this.#gates) gate.forget()
    this.#faults = []
    this.#asked = new Set()
    this.#gates = []
    this.#connects = new Map()
    this.#connectsBegun = 0
  }

  /** The client points that were asked since the beginning: the operations that were called among them. */
  get askedPoints(): ReadonlySet<string> {
    return this.#asked
  }

  atClient(points: readonly string[], subject: Subject): string | null {
    for (const point of points) this.#asked.add(point)
    if (points.includes('Session.connect')) this.#beginConnect(subject)
    if (this.#faults.length === 0) return null
    const fault = this.#strikeWithFirst(points, subject, ({ action }) => action.kind !== 'reply')
    return fault?.action.kind === 'client' ? fault.action.failure : null
  }

  atService(point: string, subject: Subject): Sabotage | null {
    if (this.isQuiet) return null
    const gate = this.#gates.find((candidate) => candidate.point === point && !candidate.isOpen)
    if (gate !== undefined) return { kind: 'hold', gate }
    const fault = this.#strikeWithFirst([point], subject, ({ action }) => action.kind !== 'client')
    return fault?.action.kind === 'reply' ? { kind: 'reply', reply: fault.action.reply } : null
  }

  // A fault that has struck an earlier connect() of the same client has nothing left to do.
  #beginConnect(subject: Subject): void {
    this.#connects.set(connectKey(subject), ++this.#connectsBegun)
    const underWay = new Set([...this.#connects.values()].map(String))
    this.#faults = this.#faults.filter(
      (armed) => !armed.isSpent || [...armed.struckKeys].some((key) => underWay.has(key)),
    )
  }

  // Every fault that this call agrees with counts it; of those that are to strike it, the first does.
  #strikeWithFirst(points: readonly string[], subject: Subject, isOfKind: (fault: Fault) => boolean): Fault | null {
    const now = this.#now()
    const striking = this.#faults.flatMap((armed) => {
      const { fault } = armed
      if (!points.includes(fault.point) || !isOfKind(fault)) return []
      const key = this.#disagrees(armed, now, subject) ? undefined : this.#callKeyOf(armed, subject)
      if (key === undefined) return []
      if (armed.countCall(key)) return [{ armed, key }]
      armed.noteMiss({ where: subject, agreed: 0, condition: { kind: 'call', wanted: fault.call, got: armed.counted } })
      return []
    })
    const [first] = striking
    if (first === undefined) return null
    this.#strike(first.armed, first.key, subject)
    return first.armed.fault
  }

  /** Whether a condition of the fault does not agree with the request; if so, the fault notes which one. */
  #disagrees(armed: ArmedFault, now: number, where: Subject): boolean {
    const { match, notBefore, countedBy } = armed.fault
    const miss: Miss | null =
      now < notBefore
        ? { where, agreed: 0, condition: { kind: 'after', missingMs: notBefore - now } }
        : (mismatchOf(match, where) ??
          (countedBy === 'connect' && this.#callKeyOf(armed, where) === undefined
            ? { where, agreed: 0, condition: { kind: 'begun' } }
            : null))
    if (miss !== null) armed.noteMiss(miss)
    return miss !== null
  }

  #strike(armed: ArmedFault, key: CallKey, subject: Subject): void {
    const { fault } = armed
    armed.noteStrike(key)
    if (armed.isSpent && fault.countedBy !== 'connect') this.#faults = this.#faults.filter((other) => other !== armed)
    this.#noteStrike(fault, subject)
    if (fault.action.kind === 'incident') this.#bringAbout(fault.action.incident, subject)
  }

  /** The key of the call that a request belongs to, in the unit of the fault; undefined: a call that the fault is not for. */
  #callKeyOf({ fault: { countedBy }, connectsBefore }: ArmedFault, subject: Subject): CallKey | undefined {
    if (countedBy === 'request') return null
    if (countedBy === 'object') return objectKey(subject)
    const connect = this.#connects.get(connectKey(subject)) ?? 0
    return connect > connectsBefore ? String(connect) : undefined
  }
}
