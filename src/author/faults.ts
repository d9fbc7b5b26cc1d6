import type { Dialect } from '../contract/dialect.ts'
import { type FailureId, isFailureId, isOfRest } from '../contract/failures.ts'
import type { RestFailureId } from '../contract/rest/failures.ts'
import { armingOf, demandArmable, demandFailure, faultFrom, requestsPerCall } from '../faults/arm.ts'
import { type ArmedFailure, type FaultOptions, rawFault } from '../faults/fault.ts'
import { searchFailures } from '../faults/find-failures.ts'
import { type HeldGate, type Hold, heldPoint } from '../faults/hold.ts'
import type { RawReply } from '../kernel/hazard.ts'
import { didYouMean } from '../kernel/nearest.ts'
import { durationOf } from '../kernel/time/clock.ts'
import { messageOf } from '../kernel/values.ts'
import type { OutstandingEntry } from '../scenario/outstanding.ts'
import { quoted } from '../vocabulary/sentences.ts'
import { firstClientId } from './client.ts'
import type { SimulatorClock } from './clock.ts'
import { type Hearing, reached } from './hearing.ts'
import { type IncidentParts, Incidents } from './incidents.ts'
import type { FaultExtension } from './service.ts'
import { heldWords, type Unmet, whyOf } from './unmet.ts'

export interface FaultDeskParts extends IncidentParts {
  readonly dialect: () => Dialect
  readonly clock: SimulatorClock
  readonly note: (what: string, detail: Readonly<Record<string, unknown>>) => void
  readonly demandLife: (verb: string) => void
  readonly wake: () => void
}

/** Where a world's failures are asked for: what an id comes to, and who has to be told. */
export class FaultDesk {
  readonly #parts: FaultDeskParts
  #scenarios: Map<string, (clientId: string) => void> = new Map()
  /** The clients of before a reset. */
  readonly #gone: Set<string> = new Set()
  #held: { readonly operation: string; readonly gate: HeldGate }[] = []
  #outstanding: (() => readonly OutstandingEntry[])[] = []
  readonly incidents: Incidents
  #extension: FaultExtension | undefined

  constructor(parts: FaultDeskParts) {
    this.#parts = parts
    this.incidents = new Incidents(parts)
  }

  get armed(): readonly ArmedFailure[] {
    return this.#parts.plan.armed
  }

  /** Everything that was asked for and has not come about. */
  get unmet(): readonly Unmet[] {
    return [
      ...this.#parts.plan.neverStruck.map(
        (fault): Unmet => ({ kind: 'fault', what: fault.failure, why: whyOf(fault) }),
      ),
      ...this.#held
        .filter(({ gate }) => !gate.isOpen)
        .map(
          ({ operation, gate }): Unmet => ({
            kind: 'hold',
            what: operation,
            why: heldWords(operation, gate.isAwaited),
          }),
        ),
      ...this.#outstanding.flatMap((list) => list()).map((entry): Unmet => ({ kind: 'timeline', ...entry })),
    ]
  }

  /** Lets a scenario tell which entries of its timeline have not come about. */
  expectEntries(list: () => readonly OutstandingEntry[]): void {
    this.#outstanding.push(list)
  }

  /** From now on failures of the service's HTTP face can be asked for too. */
  extend(extension: FaultExtension): void {
    this.#extension = extension
  }

  fail(failureId: FailureId | RestFailureId, options: FaultOptions, strikesUnderWay = false): void {
    const { plan, dialect, clock, note } = this.#parts
    this.#demandClient(options.match?.['client'])
    if (isOfRest(failureId)) {
      plan.arm(this.#rest(failureId).fault(failureId, options, clock.now()))
      return note('fail', { failureId, ...options })
    }
    const row = demandFailure(failureId)
    demandArmable(row, dialect())
    plan.arm(faultFrom(row, options, clock.now(), strikesUnderWay))
    note('fail', { failureId, ...options })
    if (armingOf(row).strikesRunning) this.#applyFaultsToRunning(row.id, options)
  }

  /** A client that is to come may be named; one that has gone comes never again. */
  #demandClient(client: unknown): void {
    if (client === undefined || (typeof client === 'string' && client !== '' && !this.#gone.has(client))) return
    const known = this.#parts.clients().map(({ id }) => id)
    throw new RangeError(
      `simulator.fail(options.match.client): ${quoted(client)} is ${this.#gone.has(String(client)) ? 'a client of the time before reset()' : 'the id of no client'}. There are: ${known.join(', ')}.`,
    )
  }

  heardOf(failureId: FailureId | RestFailureId): readonly Hearing[] {
    if (isOfRest(failureId)) return this.#rest(failureId).heardOf(failureId)
    return reached(this.#parts.journal, demandFailure(failureId).id)?.heard ?? []
  }

  hold(operation: string): Hold {
    const point = isOfRest(operation) ? this.#rest(operation).pointOf(operation) : heldPoint(operation)
    const gate = this.#parts.plan.hold(point)
    this.#held.push({ operation, gate })
    this.#parts.note('hold', { operation })
    const open = (failureId: string | null): void => {
      this.#parts.demandLife('release')
      if (gate.isOpen) {
        throw new Error(`The answer to ${operation} was given already, and cannot be given again. Hold it anew.`)
      }
      const refusal = failureId === null ? null : this.#refusal(operation, point, failureId)
      if (failureId !== null && !gate.isAwaited) {
        throw new Error(
          `held.fail() has no effect: no ${operation} waits for its answer at this time. Call it once one does: await settled() first.`,
        )
      }
      this.#parts.note('release', { operation, fails: failureId })
      gate.open(refusal)
      this.#parts.wake()
    }
    return { release: () => open(null), fail: (failureId) => open(failureId) }
  }

  define(name: string, apply: (clientId: string) => void): void {
    this.#scenarios.set(name, apply)
  }

  /** @throws RangeError for a name that is neither defined nor the id of a failure. */
  demandScenario(name: string): void {
    if (this.#scenarios.has(name)) return
    if (!isFailureId(name) && searchFailures(name).length === 0) {
      const near = didYouMean(name, [...this.#scenarios.keys()])
      throw new RangeError(
        `There is no scenario ${JSON.stringify(name)}.${near} Say what it is, with simulator.defineScenario(${JSON.stringify(name)}, ...), before credentials() names it; the id of a failure needs no definition.`,
      )
    }
    demandArmable(demandFailure(name, [...this.#scenarios.keys()]), this.#parts.dialect())
  }

  /** Brings about what a token carries; what is wrong with it is told, and refuses the client. */
  applyScenario(clientId: string, scenario: string): void {
    try {
      this.#bringAbout(clientId, scenario)
    } catch (error) {
      const message = messageOf(error)
      this.#parts.note('scenario failed', { client: clientId, scenario, message })
      console.warn(`fake-opentok: ${clientId} cannot connect. ${message}`)
      throw error
    }
  }

  /** The token may be shown in the middle of the very `connect()` that it is for. */
  #bringAbout(clientId: string, name: string): void {
    const defined = this.#scenarios.get(name)
    if (defined !== undefined) return defined(clientId)
    if (!isFailureId(name)) {
      throw new RangeError(
        `The token of ${clientId} carries the scenario ${JSON.stringify(name)}, and this world knows none of that name. Say what it is, with simulator.defineScenario(${JSON.stringify(name)}, ...), before the client connects; the id of a failure needs no definition.`,
      )
    }
    this.fail(name, { match: { client: clientId } }, true)
  }

  /** Forgets everything; what was armed and never struck is noted, for those that watch the journal. */
  clear(): void {
    for (const { failure, struck, ...options } of this.armed) {
      if (struck === 0) this.#parts.note('never struck', { failureId: failure, ...options })
    }
    this.#parts.plan.clear()
    this.#scenarios = new Map()
    for (const { id } of this.#parts.clients()) if (id !== firstClientId) this.#gone.add(id)
    this.#held = []
    this.#outstanding = []
  }

  disarm(failureId: FailureId | RestFailureId): void {
    const { plan, note } = this.#parts
    const found = this.armed.filter(({ failure }) => failure === failureId)
    if (found.length === 0) {
      const known = [...new Set(this.armed.map(({ failure }) => failure))]
      throw new RangeError(
        `${failureId} is not armed, so there is nothing to take back. Armed: ${known.join(', ') || 'nothing'}.`,
      )
    }
    note('disarm', { failureId, struck: found.reduce((sum, { struck }) => sum + struck, 0) })
    plan.disarm(failureId)
  }

  // A running object makes no call: it is asked now, or when the fault may come about.
  #applyFaultsToRunning(what: string, { after = 0 }: FaultOptions): void {
    const strike = (): void => {
      for (const client of this.#parts.clients()) client.applyFaultsToRunning()
    }
    if (durationOf(after) === 0) strike()
    else this.#parts.clock.after(after, what, strike)
  }

  #rest(wanted: string): FaultExtension {
    if (this.#extension !== undefined) return this.#extension
    throw new Error(
      `${wanted} is about HTTP, and this world has none of it. First call createHandlers() of fake-opentok/msw or createRest() of fake-opentok/rest.`,
    )
  }

  // The answer that is given now; an operation that asks again by itself is answered so each time.
  #refusal(operation: string, point: string, failureId: string): RawReply {
    if (isOfRest(operation)) return this.#rest(operation).replyOf(failureId, operation)
    const row = demandFailure(failureId)
    demandArmable(row, this.#parts.dialect())
    const { action, point: rowPoint } = armingOf(row)
    if (row.operation !== operation || rowPoint !== point || action.kind !== 'reply') {
      throw new RangeError(
        `${failureId} is no answer to what is held: ${operation} waits for ${point}. Give a failure of ${operation} whose point is service:${point}.`,
      )
    }
    const again = requestsPerCall(point, action.reply) - 1
    if (again > 0) this.#parts.plan.arm(rawFault(point, action.reply, again))
    return action.reply
  }
}
