import type { Dialect } from './contract/dialect.ts'
import type { FailureId } from './contract/failures.ts'
import { armingOf, demandArmable, demandFailure, type FaultArming, faultFrom } from './faults/arm.ts'
import type { FaultOptions } from './faults/fault.ts'
import { type Hold, heldPoint } from './faults/hold.ts'
import type { FaultPlan } from './faults/plan.ts'
import { durationOf } from './kernel/clock.ts'
import type { RawReply } from './kernel/hazard.ts'
import type { WorldClient } from './simulator-client.ts'
import type { SimulatorClock } from './simulator-clock.ts'
import type { Network } from './transport/network.ts'

export interface FaultDeskParts {
  readonly plan: FaultPlan
  readonly dialect: Dialect
  readonly clock: SimulatorClock
  readonly network: () => Network
  readonly clients: () => readonly WorldClient[]
  readonly note: (what: string, detail: Readonly<Record<string, unknown>>) => void
  readonly demandLife: (verb: string) => void
  readonly wake: () => void
}

/** How a test author brings about what the service tells by itself. */
const verbFor: Readonly<Record<string, string>> = {
  'connection.deleted': "simulator.room().join({ role: 'moderator' }).forceDisconnect(connectionId)",
  'stream.deleted': "simulator.room().join({ role: 'moderator' }).forceUnpublish(streamId)",
  'stream.muted': "simulator.room().join({ role: 'moderator' }).mute(streamId)",
  'subscriber.videoDisabled': 'simulator.room().setVideoByQuality(streamId, false)',
  notification: 'simulator.room().rotateServer()',
}

/** Where a world's failures are asked for: what an id comes to, and who has to be told. */
export class FaultDesk {
  readonly #parts: FaultDeskParts
  readonly #scenarios: Map<string, (clientId: string) => void> = new Map()

  constructor(parts: FaultDeskParts) {
    this.#parts = parts
  }

  fail(failureId: FailureId, options: FaultOptions): void {
    const row = demandFailure(failureId)
    demandArmable(row, this.#parts.dialect)
    const arming = armingOf(row)
    if (arming.kind === 'fault') this.#arm(row.id, arming, options)
    else if (arming.kind === 'capture') this.#failCapture(arming, options)
    else if (arming.kind === 'dropped') this.#soon(row.id, options, () => this.#parts.network().drop(arming.code))
    else if (arming.kind === 'silent') this.#soon(row.id, options, () => this.#parts.network().setSilent(true))
    else
      throw new Error(
        `${failureId} is somebody's doing. Bring it about with ${verbFor[arming.notice] ?? 'simulator.room()'}.`,
      )
    this.#parts.note('fail', { failureId })
  }

  hold(operation: string): Hold {
    const point = heldPoint(operation)
    const gate = this.#parts.plan.hold(point)
    this.#parts.note('hold', { operation })
    const open = (failureId: string | null): void => {
      this.#parts.demandLife('release')
      gate.open(failureId === null ? null : this.#refusal(operation, point, failureId))
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
    demandArmable(demandFailure(name, [...this.#scenarios.keys()]), this.#parts.dialect)
  }

  /** Brings about what a client's token carries. */
  applyScenario(clientId: string, name: string): void {
    const defined = this.#scenarios.get(name)
    if (defined !== undefined) defined(clientId)
    else this.fail(demandFailure(name).id, { match: { client: clientId } })
  }

  clear(): void {
    this.#scenarios.clear()
  }

  // What runs has nobody to call: it is asked now, or when the fault may strike.
  #arm(failureId: FailureId, arming: FaultArming, options: FaultOptions): void {
    this.#parts.plan.arm(faultFrom(arming, options, this.#parts.clock.now()))
    const strike = (): void => {
      for (const client of this.#parts.clients()) client.strikeRunning()
    }
    if (arming.strikesRunning) this.#soon(failureId, options, strike)
  }

  #soon(what: string, { after = 0 }: FaultOptions, run: () => void): void {
    if (durationOf(after) === 0) run()
    else this.#parts.clock.after(after, what, run)
  }

  #failCapture(arming: { of: 'camera' | 'screen'; problem: string }, { times = 1, match }: FaultOptions): void {
    for (const client of this.#parts.clients()) {
      if (match?.['client'] !== undefined && match['client'] !== client.id) continue
      client.simulatedDevices.fault({ of: arming.of, problem: arming.problem, delayMs: 0, times })
    }
  }

  // The answer that is given now; an operation that asks again by itself is answered so each time.
  #refusal(operation: string, point: string, failureId: string): RawReply {
    const row = demandFailure(failureId)
    demandArmable(row, this.#parts.dialect)
    const arming = armingOf(row)
    const fits = row.operation === operation && arming.kind === 'fault' && arming.point === point
    if (fits && arming.action.kind === 'reply') {
      const again = arming.strikesPerCall - 1
      if (again > 0)
        this.#parts.plan.arm({ point, action: arming.action, match: {}, notBefore: 0, skip: 0, left: again })
      return arming.action.reply
    }
    throw new RangeError(
      `${failureId} is no answer to what is held: ${operation} waits for ${point}. Give a failure of ${operation} whose point is service:${point}.`,
    )
  }
}
