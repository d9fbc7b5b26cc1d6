import { faultPoints } from '../contract/fault-points.ts'
import type { ArmedFailure, Fault } from '../faults/fault.ts'
import { FaultPlan, HeldGate, type NeverStruck } from '../faults/plan.ts'
import type { RawReply, Subject } from '../kernel/hazard.ts'
import { type ArmedThere, type FromTab, nameInTab, withClient } from './protocol.ts'

const nothingArmed: ArmedThere = { failures: [], never: [], held: [] }

/** Whether the service asks at a point: at all but the opening of a line, which a client's own browser does. */
export const isAtService = (point: string): boolean =>
  point !== 'socket' && Object.hasOwn(faultPoints, `service:${point}`)

const isOfOther = (client: Subject[string]): boolean => typeof client === 'string' && client.includes('@')

/** A gate at the host. */
class RemoteGate extends HeldGate {
  readonly #open: (instead: RawReply | null) => void

  constructor(point: string, open: (instead: RawReply | null) => void) {
    super(point)
    this.#open = open
  }

  override open(instead: RawReply | null): void {
    if (this.isOpen) return
    super.open(instead)
    this.#open(instead)
  }
}

export interface RemotePlanParts {
  readonly now: () => number
  readonly send: (message: FromTab) => void
  readonly number: () => number | null
}

/**
 * The faults of one tab of a world that is elsewhere: those at its own clients are held here, those at the service by the
 * host, and those at another tab's client by that tab.
 */
export class RemotePlan extends FaultPlan {
  readonly #parts: RemotePlanParts
  #there: ArmedThere = nothingArmed
  /** The host's word before the last one. */
  #last: ArmedThere = nothingArmed
  #gates: RemoteGate[] = []
  /** The faults that this tab has armed at the host. */
  #ordered: Fault[] = []
  #made = 0

  constructor(
    parts: RemotePlanParts,
    struck: (fault: Fault, where: Subject) => void,
    bringAbout: ConstructorParameters<typeof FaultPlan>[2],
  ) {
    super(parts.now, struck, bringAbout)
    this.#parts = parts
  }

  override arm(fault: Fault): void {
    if (!isAtService(fault.point) && !isOfOther(fault.match['client'])) return super.arm(fault)
    const afterMs = Math.max(0, fault.notBefore - this.#parts.now())
    this.#parts.send({ is: 'arm', fault, afterMs })
    this.#ordered.push(fault)
    const { failure, times, call, match } = fault
    if (failure === null) return
    const failures = [...this.#there.failures, { failure, struck: 0, times, call, match }]
    this.#there = { ...this.#there, failures }
  }

  /** Another tab has armed something at a client of this one. */
  armHere(fault: Fault, afterMs: number): void {
    super.arm({ ...fault, match: this.#asSeenHere(fault.match), notBefore: this.#parts.now() + afterMs })
  }

  override hold(point: string): HeldGate {
    const gate = ++this.#made
    const { send } = this.#parts
    send({ is: 'hold', gate, point })
    const held = new RemoteGate(point, (instead) => send({ is: 'open', gate, instead }))
    this.#gates = [...this.#gates.filter(({ isOpen }) => !isOpen), held]
    return held
  }

  override isHeld(point: string): boolean {
    return this.heldPoints.includes(point)
  }

  override get heldPoints(): readonly string[] {
    return [...this.#gates.filter(({ isOpen }) => !isOpen).map((gate) => gate.point), ...this.#there.held]
  }

  override get armed(): readonly ArmedFailure[] {
    return [...super.armed, ...this.#there.failures.map((one) => ({ ...one, match: this.#asSeenHere(one.match) }))]
  }

  override get neverStruck(): readonly NeverStruck[] {
    return [...super.neverStruck, ...this.#there.never]
  }

  override disarm(failure: string): void {
    super.disarm(failure)
    this.#parts.send({ is: 'disarm', failure })
    this.#there = { ...this.#there, failures: this.#there.failures.filter((one) => one.failure !== failure) }
  }

  override clear(): void {
    super.clear()
    this.#gates = []
    this.#ordered = []
    this.#there = nothingArmed
  }

  /**
   * Goes on at another host: holds of the old host are released, and the faults that this tab had armed there are armed again.
   * Returns the points at which this tab held answers.
   */
  moveOn(): readonly string[] {
    const released = this.#gates.splice(0).filter(({ isOpen }) => !isOpen)
    for (const gate of released) gate.forget()
    const unspent = new Set(this.#last.failures.map(({ failure }) => failure))
    const again = this.#ordered.splice(0).filter(({ failure }) => failure !== null && unspent.has(failure))
    for (const fault of again) this.arm(fault)
    return released.map(({ point }) => point)
  }

  override atClient(points: readonly string[], subject: Subject): string | null {
    if (points.includes('Session.connect')) this.#parts.send({ is: 'connecting', subject })
    return super.atClient(points, subject)
  }

  /** Takes over the host's list of the faults and holds there. */
  armedThere(armed: ArmedThere): void {
    this.#last = this.#there
    this.#there = armed
  }

  #asSeenHere(subject: Subject): Subject {
    return withClient(subject, (clientId) => nameInTab(clientId, this.#parts.number()))
  }
}
