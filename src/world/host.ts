import { Backend } from '../backend/backend.ts'
import type { Outlet } from '../backend/seat.ts'
import type { ServiceSnapshot } from '../backend/snapshot.ts'
import type { Fault } from '../faults/fault.ts'
import { strikeDetail } from '../faults/fault.ts'
import { FaultPlan } from '../faults/plan.ts'
import { createRandom } from '../kernel/random.ts'
import type { Clock } from '../kernel/time/clock.ts'
import { messageOf } from '../kernel/values.ts'
import { keptPlaceMs } from '../transport/in-process.ts'
import type { Port } from '../transport/port.ts'
import { SteadyLine } from '../transport/steady-line.ts'
import type { Hello } from '../wire/link.ts'
import { carryOut, whyRefused } from './orders.ts'
import type { Place } from './place.ts'
import {
  type ArmedThere,
  type FromHost,
  type FromTab,
  type Greeting,
  isGreeting,
  isNumbered,
  nameInWorld,
  type Order,
  type Welcome,
  type WorldTerms,
  withClient,
} from './protocol.ts'

/** How many messages a tab may leave unheard before it is given up, unless the host is told otherwise. */
const usualMostUnheard = 50_000

/** The reason for which a line ends over which something came that no tab sends. */
const noMessage = 'That is no message of a page to its world.'

export interface HostOptions {
  readonly clock: Clock
  readonly version: string
  /** A name that no other host of this world has. */
  readonly id: string
  /** The terms of the world; default: those of the first tab. */
  readonly terms?: WorldTerms
  /** The knowledge of another host of the same world, where this one goes on from it. */
  readonly snapshot?: ServiceSnapshot
  /** How many messages a tab may leave unheard before it is given up; default 50,000. */
  readonly mostUnheard?: number
  /** Called for each tab that comes, with its name. */
  readonly arrived?: (placeId: string) => void
  /** Called with the tabs that are there, each time that they change. */
  readonly peopled?: (places: readonly { readonly number: number; readonly isHeard: boolean }[]) => void
}

/** The part of a host that comes into being with the terms of its world. */
interface World {
  readonly terms: WorldTerms
  readonly backend: Backend
  readonly plan: FaultPlan
}

/** The host of a world that several tabs, or processes, share: the service, and everybody's way to it. */
export class WorldHost {
  readonly #options: HostOptions
  readonly #places: Map<string, Place> = new Map()
  #world: World | undefined
  #numbers = 0
  #armedTold = ''
  /** Connections of the host before this one whose clients have found it. */
  readonly #readmitted: Set<string> = new Set()

  constructor(options: HostOptions) {
    this.#options = options
    if (options.terms !== undefined) this.#world = this.#make(options.terms, options.snapshot)
  }

  /**
   * Takes a tab that speaks over this port, once it has greeted. A message that no tab sends ends the port, and `strange` is called.
   * Returns a function that tells the tab's number; null before it has greeted.
   */
  accept(port: Port, strange: () => void = () => {}): () => number | null {
    let place: Place | undefined
    const lost = (): void => {
      if (place?.port === port) this.#lost(place)
    }
    port.onMessage((word) => {
      if (place === undefined && isGreeting(word)) place = this.#greeted(port, word)
      else if (place !== undefined && isNumbered<FromTab>(word)) {
        if (place.port === port) place.line.receive(word)
      } else {
        strange()
        lost()
        port.close(noMessage)
      }
    })
    port.onClose(lost)
    return () => place?.number ?? null
  }

  /**
   * A tab is gone for certain, by the secret that it greeted with: its clients are sought for as long as those of a dropped line.
   */
  vanished(placeId: string): void {
    const place = this.#places.get(placeId)
    if (place !== undefined && place.port !== null) this.#lost(place)
  }

  /** Ends it: every port is let go. */
  close(): void {
    for (const place of this.#places.values()) {
      this.#options.clock.cancel(place.expiry)
      place.port?.close()
    }
    this.#places.clear()
  }

  /** The service, once there is one, for an HTTP face. */
  get service(): Backend | undefined {
    return this.#world?.backend
  }

  #make(terms: WorldTerms, snapshot: ServiceSnapshot | undefined): World {
    const { clock } = this.#options
    const plan = new FaultPlan(
      () => clock.now(),
      (fault, where) => this.#note('fault', 'test', fault.point, strikeDetail(fault, where)),
      (incident, where) => this.#to(where['client'], { is: 'incident', incident, where }),
    )
    const { seed, credentials } = terms
    const backend = new Backend({
      clock,
      random: createRandom(`${seed}@${this.#options.id}`),
      journal: {
        add: (kind, who, what, detail = {}) => {
          if (kind === 'reply') this.#to(who, { is: 'noted', kind, who, what, detail })
        },
      },
      hazard: plan,
      credentials,
    })
    if (snapshot !== undefined) {
      backend.restore(snapshot)
      this.#seekThoseOf(backend, snapshot)
    }
    backend.observe((sessionId, change) => this.#tellAll({ is: 'changed', sessionId, change }))
    backend.productions.observe((production) => this.#tellAll({ is: 'produced', production }))
    return { terms, backend, plan }
  }

  // Clients of tabs that do not come to the new host have lost their line for good.
  #seekThoseOf(backend: Backend, { sessions }: ServiceSnapshot): void {
    const sought = sessions.flatMap(({ id, members }) =>
      members.filter(({ clientId }) => clientId !== null).map(({ connection }) => [id, connection.id] as const),
    )
    const giveUp = (): void => {
      for (const [sessionId, connectionId] of sought) {
        const isThere = backend.session(sessionId)?.members.has(connectionId) === true
        if (isThere && !this.#readmitted.has(connectionId)) {
          backend.depart(sessionId, connectionId, 'networkDisconnected')
        }
      }
    }
    this.#options.clock.after(keptPlaceMs, giveUp, { what: 'clients of another host', kind: 'calendar' })
  }

  #greeted(port: Port, greeting: Greeting): Place | undefined {
    const { version, id } = this.#options
    if (greeting.version !== version) {
      port.send({
        is: 'turned-away',
        why: `This world is of fake-opentok ${version}, and this page has ${greeting.version}. Give every page the same version.`,
      })
      port.close()
      return undefined
    }
    this.#world ??= this.#make(greeting.terms, this.#options.snapshot ?? greeting.snapshot)
    const known = greeting.host === id ? this.#places.get(greeting.place) : undefined
    const place = known ?? this.#newPlace(greeting)
    this.#options.clock.cancel(place.expiry)
    if (place.port !== port) place.port?.close()
    place.port = port
    port.send(this.#welcome(this.#world, place, known !== undefined))
    place.line.goOn(port, known === undefined ? 0 : greeting.heard)
    this.#tellWho()
    return place
  }

  #newPlace({ place: id, number: asked }: Greeting): Place {
    const old = this.#places.get(id)
    if (old !== undefined) this.#forget(old, 'networkDisconnected')
    const isFree = asked !== null && [...this.#places.values()].every(({ number }) => number !== asked)
    const number = isFree ? asked : this.#numbers + 1
    this.#numbers = Math.max(this.#numbers, number)
    const place: Place = {
      id,
      number,
      line: new SteadyLine<FromHost, FromTab>((message) => this.#hear(place, message)),
      attachments: new Map(),
      gates: new Map(),
      failures: new Set(),
      guests: new Map(),
      port: null,
      expiry: undefined,
    }
    this.#places.set(id, place)
    this.#options.arrived?.(id)
    return place
  }

  #welcome({ terms, backend, plan }: World, { number, line }: Place, resumed: boolean): Welcome {
    const { snapshot } = backend
    const { id: host } = this.#options
    return { is: 'welcome', host, number, resumed, heard: line.heard, terms, snapshot, armed: armedIn(plan) }
  }

  #hear(place: Place, message: FromTab): void {
    const world = this.#world
    if (world === undefined) return
    try {
      this.#do(world, place, message)
    } catch (error) {
      this.#refuse(world, place, message.is, messageOf(error))
    }
    this.#tellArmed(world)
  }

  #do(world: World, place: Place, message: FromTab): void {
    const { backend, plan } = world
    const rename = (clientId: string): string => nameInWorld(clientId, place.number)
    switch (message.is) {
      case 'order':
        return this.#carryOut(world, place, message.order)
      case 'http': {
        const { id, request, clientId } = message
        return backend.http(request, rename(clientId), (outcome) => place.line.send({ is: 'answered', id, outcome }))
      }
      case 'media':
        return backend.media(message.arrival)
      case 'attach':
        return this.#attach(backend, place, message)
      case 'said':
        return place.attachments.get(message.line)?.receive(message.message)
      case 'left':
        place.attachments.get(message.line)?.leave(message.reason)
        return void place.attachments.delete(message.line)
      case 'carries':
        return place.attachments.get(message.line)?.carries(message.carried)
      case 'idle':
        return place.attachments.get(message.line)?.endIfIdle()
      case 'connecting':
        return void plan.atClient(['Session.connect'], withClient(message.subject, rename))
      case 'arm':
        return this.#arm(plan, place, message.fault, message.afterMs)
      case 'disarm':
        return plan.disarm(message.failure)
      case 'hold':
        return void place.gates.set(message.gate, plan.hold(message.point))
      case 'open':
        place.gates.get(message.gate)?.open(message.instead)
        return void place.gates.delete(message.gate)
      case 'sync':
        return place.line.send({ is: 'synced', id: message.id })
      case 'leaving':
        return this.#forget(place, 'clientDisconnected')
    }
  }

  #carryOut(world: World, place: Place, order: Order): void {
    if (order.verb === 'reset') return this.#reset(world, place)
    const reply = carryOut(world.backend, order)
    if (order.verb === 'admit') place.guests.set(order.args[1].connection.id, order.args[0])
    if (order.verb === 'setRules') {
      const [change, sessionId = null] = order.args
      this.#tellAll({ is: 'ruled', change, sessionId }, place)
    }
    const why = whyRefused(order, reply)
    if (why !== null) this.#refuse(world, place, order.verb, why)
  }

  #refuse({ backend }: World, place: Place, verb: string, why: string): void {
    place.line.send({ is: 'refused', verb, why, snapshot: backend.snapshot })
  }

  #attach(backend: Backend, place: Place, message: Extract<FromTab, { is: 'attach' }>): void {
    const { line, connectionId } = message
    const hello: Hello = { ...message.hello, clientId: nameInWorld(message.hello.clientId, place.number) }
    const outlet: Outlet = {
      tell: (said, delayMs) => place.line.send({ is: 'line-message', line, message: said, delayMs }),
      close: (code) => place.line.send({ is: 'closed', line, code }),
    }
    if (connectionId !== null) this.#readmitted.add(connectionId)
    const attachment =
      connectionId === null ? backend.attach(hello, outlet) : backend.readmit(hello, outlet, connectionId)
    place.attachments.set(line, attachment)
  }

  // A fault at a point of a tab's client is that tab's; the host asks for all others.
  #arm(plan: FaultPlan, place: Place, fault: Fault, afterMs: number): void {
    const match = withClient(fault.match, (clientId) => nameInWorld(clientId, place.number))
    const meant = { ...fault, match, notBefore: this.#options.clock.now() + afterMs }
    const owner = this.#placeOf(match['client'])
    if (fault.action.kind === 'client') {
      if (owner === undefined) throw new Error(`There is no client ${JSON.stringify(match['client'])} in this world.`)
      return owner.line.send({ is: 'arm', fault: meant, afterMs })
    }
    if (fault.failure !== null) place.failures.add(fault.failure)
    plan.arm(meant)
  }

  /** A tab that is alone makes the whole world as new; of several tabs, each takes back its own clients, people and faults. */
  #reset({ backend, plan }: World, place: Place): void {
    if (this.#places.size === 1) {
      for (const { leave } of place.attachments.values()) leave('clientDisconnected')
      backend.reset()
      plan.clear()
    } else this.#takeBack(backend, plan, place, 'clientDisconnected')
    place.attachments.clear()
    place.gates.clear()
    place.line.send({ is: 'reset', snapshot: backend.snapshot })
  }

  #takeBack(backend: Backend, plan: FaultPlan, place: Place, reason: string): void {
    for (const { leave } of place.attachments.values()) leave(reason)
    for (const gate of place.gates.values()) gate.open(null)
    for (const failure of place.failures) plan.disarm(failure)
    for (const [connectionId, sessionId] of place.guests) {
      if (backend.session(sessionId)?.members.has(connectionId) === true)
        backend.depart(sessionId, connectionId, reason)
    }
    place.failures.clear()
    place.guests.clear()
  }

  #lost(place: Place): void {
    place.port = null
    place.line.pause()
    place.expiry = this.#options.clock.after(keptPlaceMs, () => this.#forget(place, 'networkDisconnected'), {
      what: `tab ${place.number} to come back`,
      kind: 'calendar',
    })
    this.#tellWho()
  }

  /** A tab is gone for good: its clients leave, and its holds are released. People whom it let in stay, because others see them. */
  #forget(place: Place, reason: string): void {
    if (!this.#places.delete(place.id)) return
    this.#options.clock.cancel(place.expiry)
    for (const { leave } of place.attachments.values()) leave(reason)
    for (const gate of place.gates.values()) gate.open(null)
    if (this.#places.size === 0) this.#end()
    this.#tellWho()
  }

  // The world ends with its last tab; the next one makes another, unless the terms are the host's own.
  #end(): void {
    this.#world?.backend.reset()
    this.#world?.plan.clear()
    if (this.#options.terms === undefined) this.#world = undefined
  }

  #placeOf(client: unknown): Place | undefined {
    const number = typeof client === 'string' ? Number(client.split('@').at(-1)) : Number.NaN
    return [...this.#places.values()].find((place) => place.number === number)
  }

  #to(client: unknown, message: FromHost): void {
    this.#placeOf(client)?.line.send(message)
  }

  #note(kind: 'fault', who: string, what: string, detail: Readonly<Record<string, unknown>>): void {
    this.#tellAll({ is: 'noted', kind, who, what, detail })
  }

  #tellAll(message: FromHost, except?: Place): void {
    const { mostUnheard = usualMostUnheard } = this.#options
    for (const place of [...this.#places.values()]) {
      if (place === except) continue
      place.line.send(message)
      if (place.line.unheard > mostUnheard) this.#forget(place, 'networkDisconnected')
    }
  }

  #tellArmed({ plan }: World): void {
    const armed = armedIn(plan)
    const text = `${JSON.stringify(armed)}`
    if (text === this.#armedTold) return
    this.#armedTold = text
    this.#tellAll({ is: 'armed', armed })
  }

  #tellWho(): void {
    const { peopled } = this.#options
    peopled?.([...this.#places.values()].map(({ number, port }) => ({ number, isHeard: port !== null })))
  }
}

const armedIn = (plan: FaultPlan): ArmedThere => ({
  failures: plan.armed,
  never: plan.neverStruck,
  held: plan.heldPoints,
})
