import { Backend } from './backend/backend.ts'
import { CredentialIssuer, type CredentialOptions, type Credentials } from './backend/credentials.ts'
import { Room } from './backend/participants.ts'
import type { Dialect } from './contract/dialect.ts'
import type { FailureId } from './contract/failures.ts'
import { HeadlessView } from './dom/headless.ts'
import { armingOf, demandArmable, demandFailure, faultFrom } from './faults/arm.ts'
import type { FaultOptions } from './faults/fault.ts'
import { type Hold, heldPoint } from './faults/hold.ts'
import { FaultPlan } from './faults/plan.ts'
import { type Clock, durationOf, type PendingWait } from './kernel/clock.ts'
import { Journal } from './kernel/journal.ts'
import { createRandom, type Random } from './kernel/random.ts'
import { VirtualClock } from './kernel/virtual-clock.ts'
import { hostNow } from './kernel/wall-clock.ts'
import type { OpenTok } from './sdk/ot.ts'
import type { View } from './sdk/ports.ts'
import { Circumstances } from './simulator-circumstances.ts'
import { createWorldClient, type WorldClient } from './simulator-client.ts'
import { demandOptions, makeClock, type SimulatorOptions } from './simulator-options.ts'

export type { CredentialOptions, Credentials } from './backend/credentials.ts'
export type { JoinOptions, Participant, PublishOptions, Room } from './backend/participants.ts'
export type { Dialect } from './contract/dialect.ts'
export { type ErrorOf, type Failure, type FailureId, failures } from './contract/failures.ts'
export type { DeviceControls } from './dom/device-controls.ts'
export type { FaultOptions } from './faults/fault.ts'
export type { Hold } from './faults/hold.ts'
export type { PendingWait } from './kernel/clock.ts'
export type { Journal, JournalEntry } from './kernel/journal.ts'
export type { SimulatorOptions } from './simulator-options.ts'
export type { Network } from './transport/network.ts'

/** Simulated time, in the test author's hands. */
export interface SimulatorClock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /** Lets time pass: milliseconds, or a text such as `'30s'`. */
  advance(time: number | string): Promise<void>
  /** Lets time pass until nothing waits. */
  runAll(): Promise<void>
  pending(): readonly PendingWait[]
  /** Runs something once this much time has passed; `what` is its name in `pending()`. */
  after(time: number | string, what: string, run: () => void): void
}

/** A further `OT` in the same world. */
export type SimulatedClient = Pick<WorldClient, 'id' | 'OT' | 'network' | 'devices'>

/** A world: a service, its clients, and everything that can go wrong between them. Made by {@link createSimulator}. */
export class Simulator {
  /** Give this to the application. */
  readonly OT: OpenTok
  readonly network: WorldClient['network']
  readonly devices: WorldClient['devices']
  readonly clock: SimulatorClock
  readonly journal: Journal
  readonly dialect: Dialect
  readonly circumstances: Circumstances
  readonly #clock: Clock
  readonly #random: Random
  readonly #backend: Backend
  readonly #plan: FaultPlan
  readonly #issuer: CredentialIssuer
  readonly #view: View | undefined
  readonly #uncaught: 'page' | 'journal'
  readonly #clients: WorldClient[] = []
  #rooms: Map<string, Room> = new Map()
  #disposed = false

  constructor(options: SimulatorOptions = {}) {
    demandOptions(options)
    const { dialect = 'documented', seed = 1, epoch = hostNow(), secret } = options
    this.dialect = dialect
    this.#uncaught = options.uncaught ?? 'journal'
    this.#view = options.view
    this.#clock = makeClock(options.clock, epoch)
    this.#random = createRandom(seed)
    this.journal = new Journal(this.#clock, options.journalCap)
    this.#plan = new FaultPlan(
      () => this.#clock.now(),
      (fault) => this.journal.add('fault', 'test', fault.point, { ...fault.action }),
    )
    const credentials = { policy: options.credentials ?? 'well-formed', ...(secret === undefined ? {} : { secret }) }
    const { journal } = this
    this.#backend = new Backend({ clock: this.#clock, random: this.#random, journal, hazard: this.#plan, credentials })
    this.#issuer = new CredentialIssuer({ clock: this.#clock, random: this.#random, secret })
    this.circumstances = new Circumstances({
      ...credentials,
      secret,
      backend: this.#backend,
      issuer: this.#issuer,
      devices: () => this.#clients[0]?.simulatedDevices,
      note: (what, detail) => {
        this.#demandLife(what)
        this.#note(what, detail)
      },
    })
    this.clock = this.#makeClockFace()
    const first = this.#addClient()
    this.OT = first.OT
    this.network = first.network
    this.devices = first.devices
  }

  /** Another `OT` in the same world, with a network and devices of its own. */
  createClient(): SimulatedClient {
    this.#demandLife('createClient')
    return this.#addClient()
  }

  /**
   * Credentials in the real formats, as an application's own server would make them.
   *
   * @example
   * const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator', expiresIn: '1h' })
   */
  credentials(options: CredentialOptions = {}): Credentials {
    this.#demandLife('credentials')
    return this.circumstances.issue(options)
  }

  /** The service's side of a session; default: the one that `credentials()` is for. */
  room(sessionId: string = this.#issuer.sessionId('default', 'jwt')): Room {
    this.#demandLife('room')
    const known = this.#rooms.get(sessionId)
    if (known !== undefined) return known
    const note = (what: string, detail: Readonly<Record<string, unknown>>): void => this.#note(what, detail)
    const room = new Room({ backend: this.#backend, clock: this.#clock, sessionId, note })
    this.#rooms.set(sessionId, room)
    return room
  }

  /**
   * Arms a failure of the catalogue: the next call, or the next calls, of its operation fail with it.
   *
   * @throws RangeError for an unknown id, Error for one that the dialect never produces or that nothing simulates yet.
   *
   * @example
   * simulator.fail('Session.publish/stream-limit-exceeded')
   */
  fail(failureId: FailureId, options: FaultOptions = {}): void {
    this.#demandLife('fail')
    const row = demandFailure(failureId)
    demandArmable(row, this.dialect)
    const arming = armingOf(row)
    if (arming.kind === 'fault') this.#plan.arm(faultFrom(arming, options, this.#clock.now()))
    else if (arming.kind === 'capture') this.#failCapture(arming, options)
    else if (arming.kind === 'dropped') this.network.drop(arming.code)
    else if (arming.kind === 'silent') this.network.setSilent(true)
    else throw new Error(`${failureId} is brought about by a participant: let one act through simulator.room().`)
    this.#note('fail', { failureId })
  }

  /**
   * Withholds the answer to an operation until it is released, or made to fail.
   *
   * @throws RangeError for an operation whose answer nobody gives.
   *
   * @example
   * const held = simulator.hold('Session.publish')
   * held.fail('Session.publish/stream-limit-exceeded')
   */
  hold(operation: string): Hold {
    this.#demandLife('hold')
    const point = heldPoint(operation)
    const gate = this.#plan.hold(point)
    this.#note('hold', { operation })
    const open = (failureId: string | null): void => {
      this.#demandLife('release')
      gate.open(failureId === null ? null : this.#replyFor(operation, point, failureId))
      this.#wake()
    }
    return { release: () => open(null), fail: (failureId) => open(failureId) }
  }

  /** Resolves when nothing is left to happen; under the manual clock rejects while work waits, naming it. */
  settled(): Promise<void> {
    this.#demandLife('settled')
    return this.#clock.settled()
  }

  /** Makes the world as new: no rooms, faults, listeners, elements or timers are left. */
  reset(): void {
    this.#demandLife('reset')
    this.#clock.reset()
    this.#backend.reset()
    this.#plan.clear()
    this.#rooms.clear()
    this.#issuer.reset()
    this.circumstances.reset()
    for (const client of this.#clients) client.reset()
    this.#clients.splice(1)
    this.journal.reset()
  }

  /** Ends the world; every later control call is refused. */
  dispose(): void {
    if (this.#disposed) return
    this.reset()
    this.#disposed = true
  }

  #addClient(): WorldClient {
    const id = `client-${this.#clients.length + 1}`
    const client = createWorldClient({
      id,
      backend: this.#backend,
      clock: this.#clock,
      random: this.#random,
      journal: this.journal,
      plan: this.#plan,
      dialect: this.dialect,
      view: this.#view ?? new HeadlessView(this.#clock),
      uncaught: this.#uncaught,
      demandLife: (verb) => this.#demandLife(verb),
      wake: () => this.#wake(),
    })
    this.#clients.push(client)
    return client
  }

  #failCapture(arming: { of: 'camera' | 'screen'; problem: string }, { times = 1 }: FaultOptions): void {
    this.#clients[0]?.simulatedDevices.fault({ of: arming.of, problem: arming.problem, delayMs: 0, times })
  }

  #replyFor(operation: string, point: string, failureId: string): { status: string; reason?: string; body?: string } {
    const row = demandFailure(failureId)
    demandArmable(row, this.dialect)
    const arming = armingOf(row)
    if (
      row.operation !== operation ||
      arming.kind !== 'fault' ||
      arming.action.kind !== 'reply' ||
      arming.point !== point
    ) {
      throw new RangeError(
        `${failureId} is no answer to what is held: ${operation} waits for ${point}. Give a failure of ${operation} whose point is service:${point}.`,
      )
    }
    return arming.action.reply
  }

  #makeClockFace(): SimulatorClock {
    return {
      now: () => this.#clock.now(),
      advance: async (time) => {
        this.#demandLife('clock.advance')
        await this.#clock.advance(durationOf(time))
      },
      runAll: async () => {
        this.#demandLife('clock.runAll')
        await this.#clock.runAll()
      },
      pending: () => this.#clock.pending(),
      after: (time, what, run) => {
        this.#demandLife('clock.after')
        const delayMs = durationOf(time)
        this.#clock.after(delayMs, run, { what, kind: delayMs === 0 ? 'work' : 'calendar' })
      },
    }
  }

  #wake(): void {
    if (this.#clock instanceof VirtualClock) this.#clock.wake()
  }

  #note(what: string, detail: Readonly<Record<string, unknown>>): void {
    this.journal.add('control', 'test', what, detail)
  }

  #demandLife(verb: string): void {
    if (!this.#disposed) return
    throw new Error(`simulator.${verb}() was called after dispose(). Make a new world with createSimulator().`)
  }
}

/**
 * Makes a world of its own.
 *
 * @throws RangeError for an option that is none.
 *
 * @example
 * const simulator = createSimulator({ dialect: 'sdk', clock: 'manual' })
 */
export const createSimulator = (options: SimulatorOptions = {}): Simulator => new Simulator(options)

/** The world that `fake-opentok` and `fake-opentok/simulator` share. */
export const simulator: Simulator = createSimulator()
