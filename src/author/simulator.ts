import type { Room } from '../backend/people/room.ts'
import type { Service } from '../backend/service.ts'
import type { CredentialRules } from '../backend/session-info.ts'
import { CredentialIssuer, type CredentialOptions, type Credentials } from '../backend/tokens/credentials.ts'
import type { Dialect } from '../contract/dialect.ts'
import type { FailureId } from '../contract/failures.ts'
import { isOperation, type Operation } from '../contract/operations.ts'
import type { RestFailureId } from '../contract/rest/failures.ts'
import { type ArmedFailure, type FaultOptions, rawFault, strikeDetail } from '../faults/fault.ts'
import type { Hold } from '../faults/hold.ts'
import type { FaultPlan } from '../faults/plan.ts'
import { Journal } from '../kernel/journal/journal.ts'
import { createRandom, type Random } from '../kernel/random.ts'
import type { Clock } from '../kernel/time/clock.ts'
import { VirtualClock } from '../kernel/time/virtual-clock.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { OT } from '../sdk/surface/ot.ts'
import { Network, waysWent } from '../transport/network.ts'
import { demandArguments } from '../vocabulary/check.ts'
import { type Elsewhere, serviceFor } from '../world/elsewhere.ts'
import { Circumstances } from './circumstances.ts'
import { createWorldClient, type SimulatedClient, type WorldClient } from './client.ts'
import { clockFace, type SimulatorClock } from './clock.ts'
import { FaultDesk } from './faults.ts'
import type { Hearing } from './hearing.ts'
import { demandUseOf, epochOf, makeClock, rulesFrom, type SimulatorOptions, usualDialect } from './options.ts'
import { toScenario } from './replay/to-scenario.ts'
import { type RoomChoice, Rooms } from './rooms.ts'
import type { ServiceParts } from './service.ts'
import type { Unmet } from './unmet.ts'
import { Faces, WorldLife } from './verbs/face.ts'
import { functionParams } from './verbs/world-verbs.ts'
import { chooseView, idsOfPage, type WorldView } from './view.ts'
import { tellWatchers } from './watchers.ts'

export type { SimulatedClient } from './client.ts'

/** A world: a service, its clients, and everything that can go wrong between them. Made by {@link createSimulator}. */
export class Simulator {
  /** Give this to the application. */
  readonly OT: OT
  /** The network of every client of this world; `createClient()` gives those of one. */
  readonly network: Network
  /** The cameras, microphones, speakers and screens of the first client, and its permissions. */
  readonly devices: WorldClient['devices']
  /** The media path of the first client. */
  readonly media: WorldClient['media']
  /** The time of this world: what it is, what waits, and how to let it pass. */
  readonly clock: SimulatorClock
  /** Everything that happened in this world, in order. */
  readonly journal: Journal
  /** The contents of credentials and the abilities of the browser, unless a call says otherwise. */
  readonly circumstances: Circumstances
  /** @internal The face of this world: a test author holds it, and never the world itself. */
  readonly _face: Simulator
  readonly #journal: Journal
  readonly #circumstances: Circumstances
  readonly #clock: Clock
  readonly #random: Random
  /** Where the ids of connections, streams and objects come from. */
  readonly #ids: Random
  readonly #backend: Service
  readonly #plan: FaultPlan
  readonly #issuer: CredentialIssuer
  readonly #view: WorldView
  readonly #camera: 'simulated' | 'real'
  readonly #uncaught: 'page' | 'journal'
  readonly #clients: WorldClient[] = []
  /** The clients as a test author sees them. */
  readonly #shown: SimulatedClient[] = []
  readonly #rooms: Rooms
  readonly #desk: FaultDesk
  readonly #rules: CredentialRules
  readonly #life: WorldLife = new WorldLife()
  readonly #faces: Faces = new Faces(() => this.#life.passing())
  readonly #elsewhere: Elsewhere | undefined
  #dialect: Dialect
  #clientsMade = 0
  #service: ServiceParts | undefined
  #resets: (() => void)[] = []

  /** `elsewhere`: where its service lives, for the entrances of this package; default: here. */
  constructor(options: SimulatorOptions = {}, elsewhere?: Elsewhere) {
    demandUseOf(options)
    const { dialect = usualDialect(), seed = 1, secret } = options
    const life = this.#life.lasting
    this.#elsewhere = elsewhere
    this.#dialect = dialect
    this.#uncaught = options.uncaught ?? 'journal'
    const unanswered = (what: string): void => this.#note('page did not answer', { what })
    this.#clock = elsewhere?.time ?? makeClock(options.clock, epochOf(options.epoch), unanswered)
    this.#random = createRandom(seed)
    const ofPage = (): Random => (options.seed === undefined ? idsOfPage(seed, this.#random) : this.#random)
    this.#ids = elsewhere?.idsFor(seed) ?? ofPage()
    this.#camera = options.devices ?? 'simulated'
    this.#view = chooseView(options.view, { clock: this.#clock, random: this.#random, loads: options.loads })
    this.#journal = new Journal(this.#clock, options.journalCap)
    this.journal = this.#faces.of('journal', this.#journal, life)
    this.clock = this.#faces.of('clock', clockFace(this.#clock), life)
    this.#rules = rulesFrom(options)
    ;({ service: this.#backend, plan: this.#plan } = this.#makeService(seed))
    this.#desk = this.#makeDesk()
    const everywhere = elsewhere === undefined ? undefined : seed
    this.#issuer = new CredentialIssuer({ clock: this.#clock, random: this.#random, secret, everywhere })
    this.#rooms = this.#makeRooms()
    this.#backend.beforeJoin((sessionId) => this.#rooms.entered(sessionId))
    this.#circumstances = new Circumstances({
      ...this.#rules,
      secret,
      issuer: this.#issuer,
      devices: () => this.#clients[0]?.simulatedDevices,
      media: () => this.#clients[0]?.mediaConditions,
      note: (what, detail) => this.#note(what, detail),
    })
    this.circumstances = this.#faces.of('circumstances', this.#circumstances, life)
    const first = this.#addClient()
    const { OT, devices, media } = this.#faces.ofClient(first, life)
    this.OT = OT
    this.network = this.#faces.of('network', this.#makeNetwork(), life)
    this.devices = devices
    this.media = media
    this.#shown.push({ id: first.id, OT, devices, media, network: this.#faces.of('network', first.network, life) })
    this._face = this.#faces.of('simulator', this, life)
  }

  /** Which truth the names and codes of errors follow. */
  get dialect(): Dialect {
    return this.#dialect
  }

  /**
   * Another `OT` in the same world, with a network and devices of its own.
   * @example const other = simulator.createClient()
   */
  createClient(): SimulatedClient {
    const client = this.#faces.ofClient(this.#addClient(), this.#life.passing())
    this.#shown.push(client)
    return client
  }

  /** Every client of this world: the one of `simulator.OT`, then those of `createClient()`, in their order. */
  get clients(): readonly SimulatedClient[] {
    return this.#shown
  }

  /**
   * Credentials in the real formats, as an application's own server would make them.
   * @throws RangeError for an option that is unknown or cannot be.
   * @example const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator', expiresIn: '1h' })
   */
  credentials(options: CredentialOptions = {}): Credentials {
    if (options.scenario !== undefined) this.#desk.demandScenario(options.scenario)
    return this.#circumstances.issue(options)
  }

  /**
   * The service's side of a session: one that `credentials({ session })` named, or any by its id. Without an argument the
   * one that the application is in, or asked for last; before it has asked for any, the one that `credentials()` is for.
   * @throws Error without an argument, where the application is in several sessions.
   * @example simulator.room({ session: 'lobby' }).join({ name: 'alice' })
   */
  room(which?: RoomChoice): Room {
    return this.#rooms.of(which)
  }

  /**
   * Arms a failure of the catalogue: the next call, or the next calls, of its operation fail with it.
   * @throws RangeError for an unknown id, or options that cannot be; Error for one that the dialect never produces.
   * @example simulator.fail('Session.publish/stream-limit-exceeded')
   */
  fail(failureId: FailureId | RestFailureId, options: FaultOptions = {}): void {
    this.#desk.fail(failureId, options)
  }

  /**
   * The failures that are armed still: asked for since the last `reset()`, and not struck as often as they were meant to.
   * @example expect(simulator.armed.filter(({ struck }) => struck === 0)).toEqual([]) // no test asks for a failure that never comes
   */
  get armed(): readonly ArmedFailure[] {
    return this.#desk.armed
  }

  /**
   * Takes back a failure that is armed, however often it was asked for; what it has struck stays struck.
   * @throws RangeError for a failure that is not armed.
   * @example simulator.disarm('Session.connect/http-error')
   */
  disarm(failureId: FailureId | RestFailureId): void {
    this.#desk.disarm(failureId)
  }

  /** The faults and entries that were asked for and never came about, each with the reason: `expect(simulator.unmet).toEqual([])`. */
  get unmet(): readonly Unmet[] {
    return this.#desk.unmet
  }

  /**
   * The listeners that heard of a failure since the last `reset()`, and over which channel. Empty where none listened, or it never came.
   * @throws RangeError for an unknown id; Error for a failure of HTTP in a world without an HTTP face.
   * @example simulator.heardOf('Session.connect/expired-token') // [{ who: 'client-1', over: 'completion', at: 0 }]
   */
  heardOf(failureId: FailureId | RestFailureId): readonly Hearing[] {
    return this.#desk.heardOf(failureId)
  }

  /** @internal The operations that the application has called, as far as they asked whether they fail: for the suite's coverage. */
  get _operationsCalled(): readonly Operation[] {
    return [...this.#plan.askedPoints].filter(isOperation)
  }

  /**
   * Withholds the answer to an operation until it is released, or made to fail.
   * @throws RangeError for an operation whose answer nobody gives.
   * @example
   * const held = simulator.hold('Session.publish')
   * held.fail('Session.publish/stream-limit-exceeded')
   */
  hold(operation: string): Hold {
    return this.#faces.of('hold', this.#desk.hold(operation))
  }

  /**
   * Gives circumstances a name, so that a token can carry them through an application's own server and back:
   * `credentials({ scenario: name })`. A token may also carry the id of a failure, which needs no definition.
   * @example simulator.defineScenario('bad wifi', () => simulator.network.flap({ times: 5 }))
   */
  defineScenario(name: string, apply: (clientId: string) => void): void {
    this.#desk.define(name, apply)
  }

  /**
   * The events so far as a scenario that plays them again: people, what happened when, failures that were asked for, the
   * application's calls, and the requests of its server. The description names what no file can say.
   * @example writeFileSync('found.json', JSON.stringify(simulator.toScenario({ title: 'Kicked out while muted' })))
   */
  toScenario({ title }: { readonly title?: string } = {}): Scenario {
    const { given } = this.#circumstances
    return toScenario({ journal: this.#journal, dialect: this.#dialect, given, title })
  }

  /**
   * Resolves when nothing is left to happen; under the manual clock rejects while work waits, naming it.
   * @example await simulator.settled()
   */
  settled(): Promise<void> {
    return this.#elsewhere === undefined ? this.#clock.settled() : this.#elsewhere.settled()
  }

  /**
   * Resets the world: no rooms, faults, listeners, elements or timers are left.
   * @example afterEach(() => simulator.reset())
   */
  reset(): void {
    tellWatchers('ending', this._face)
    this.#life.beginAnew()
    this.#clock.reset()
    this.#backend.reset()
    this.#desk.clear()
    this.#rooms.clear()
    this.#random.rewind()
    this.#ids.rewind()
    this.#issuer.reset()
    this.#circumstances.reset()
    for (const client of this.#clients) client.reset()
    for (const client of this.#clients.splice(1)) client.dispose()
    this.#shown.splice(1)
    this.#view.view.clear()
    this.#journal.reset()
    for (const run of this.#resets) run()
  }

  /**
   * Ends the world; every later control call is refused.
   * @example afterAll(() => simulator.dispose())
   */
  dispose(): void {
    if (this.#life.isOver) return
    this.reset()
    for (const client of this.#clients) client.dispose()
    this.#life.end()
    this.#elsewhere?.leave()
  }

  /** @internal The service behind this world, for the entrances of this package that give it a further face. */
  get _service(): ServiceParts {
    this.#service ??= {
      ...{ backend: this.#backend, clock: this.#clock, random: this.#random, journal: this.#journal },
      ...{ hazard: this.#plan, credentials: this.#rules },
      keys: () => this.#issuer.keys,
      hasIssued: (sessionId) => this.#issuer.hasIssued(sessionId),
      note: (what, detail) => {
        this.#life.demand(what)
        this.#note(what, detail)
      },
      arm: (fault) => this.#plan.arm(fault),
      expectEntries: (list) => this.#desk.expectEntries(list),
      demandLife: (verb) => this.#life.demand(verb),
      onReset: (run) => void this.#resets.push(run),
      extendFaults: (extension) => this.#desk.extend(extension),
      face: undefined,
    }
    return this.#service
  }

  #makeService(seed: number | string): ReturnType<typeof serviceFor> {
    return serviceFor(this.#elsewhere, {
      ...{ seed, dialect: this.#dialect, clock: this.#clock, journal: this.#journal, ids: this.#ids },
      credentials: this.#rules,
      onScenario: (clientId, scenario) => this.#desk.applyScenario(clientId, scenario),
      struck: (fault, where) => this.#journal.add('fault', 'test', fault.point, strikeDetail(fault, where)),
      bringAbout: (incident, where) => this.#desk.incidents.bringAbout(incident, where),
      speaks: (dialect) => {
        this.#dialect = dialect
        for (const client of this.#clients) client.speak(dialect)
      },
      reached: (isReached) => waysWent(this.#clients, isReached),
      note: (what, detail) => this.#note(what, detail),
      warn: (text, detail) => this.#warn(text, detail),
    })
  }

  #addClient(): WorldClient {
    // An id is never given twice: a client of before a reset must not be taken for one of after it.
    const id = `client-${++this.#clientsMade}`
    const client = createWorldClient({
      ...{ id, backend: this.#backend, clock: this.#clock, random: this.#ids, journal: this.#journal },
      ...{ plan: this.#plan, dialect: this.#dialect },
      ...this.#view,
      devices: this.#camera,
      uncaught: this.#uncaught,
      demandLife: (verb) => this.#life.demand(verb),
      wake: () => this.#wake(),
    })
    this.#clients.push(client)
    return client
  }

  #makeDesk(): FaultDesk {
    return new FaultDesk({
      ...{ plan: this.#plan, dialect: () => this.#dialect, clock: this.clock, journal: this.#journal },
      service: () => this.#backend,
      clients: () => this.#clients,
      soon: (what, run) => void this.#clock.after(0, run, { what, kind: 'work' }),
      note: (what, detail) => this.#note(what, detail),
      demandLife: (verb) => this.#life.demand(verb),
      wake: () => this.#wake(),
    })
  }

  #makeRooms(): Rooms {
    return new Rooms({
      room: { backend: this.#backend, clock: this.#clock, note: (what, detail) => this.#note(what, detail) },
      issuer: this.#issuer,
      sessions: () => this.#clients.map(({ registry }) => [...registry.sessions.values()]),
      warn: (text, detail) => this.#warn(text, detail),
    })
  }

  #makeNetwork(): Network {
    return new Network({
      ways: () => this.#clients.map(({ way }) => way),
      later: (ms, run) => void this.#clock.after(ms, run, { what: 'the network to change', kind: 'calendar' }),
      answer: (point, reply, times) => this.#plan.arm(rawFault(point, reply, times)),
      lifted: () => this.#wake(),
      note: (what, detail) => this.#note(what, detail),
    })
  }

  #wake(): void {
    if (this.#clock instanceof VirtualClock) this.#clock.wake()
  }

  #note(what: string, detail: Readonly<Record<string, unknown>>): void {
    this.#journal.add('control', 'test', what, detail)
  }

  // A probable mistake is worth a line on the console too: no author looks into a journal for it.
  #warn(text: string, detail: Readonly<Record<string, unknown>>): void {
    this.#note('warning', { text, ...detail })
    console.warn(text)
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
export function createSimulator(...args: readonly [options?: SimulatorOptions]): Simulator {
  demandArguments('createSimulator', functionParams.createSimulator, args)
  const [options = {}] = args
  const world = new Simulator(options)._face
  tellWatchers('made', world)
  return world
}
