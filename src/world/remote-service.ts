import { Backend, type BackendOptions } from '../backend/backend.ts'
import type { Change } from '../backend/evolve.ts'
import { noteOf } from '../backend/fault-subjects.ts'
import type { HttpOutcome } from '../backend/http-outcome.ts'
import type { Production, ProductionBook } from '../backend/productions.ts'
import type { Attachment, Outlet } from '../backend/seat.ts'
import type { Service } from '../backend/service.ts'
import type { CredentialRules } from '../backend/session-info.ts'
import type { ServiceSnapshot } from '../backend/snapshot.ts'
import type { SessionRules, SessionState } from '../backend/state.ts'
import { type Hazard, noHazard, type RawReply } from '../kernel/hazard.ts'
import type { Journal } from '../kernel/journal/journal.ts'
import type { Random } from '../kernel/random.ts'
import type { Clock } from '../kernel/time/clock.ts'
import type { Hello, HttpRequest, MediaArrival } from '../wire/link.ts'
import type { Reply } from '../wire/replies.ts'
import { type FromTab, nameInTab, type OrderArguments, type OrderVerb } from './protocol.ts'
import { RemoteLines } from './remote-lines.ts'

export interface RemoteServiceParts {
  readonly clock: Clock
  readonly random: Random
  readonly journal: Journal
  readonly hazard: Hazard
  readonly credentials: CredentialRules
  readonly onScenario: NonNullable<BackendOptions['onScenario']>
  readonly send: (message: FromTab) => void
  /** The tab's number in its world. */
  readonly number: () => number | null
}

/**
 * The service of a world that another tab, or process, hosts. It keeps the host's last facts, and the orders of this tab. An order
 * is refused at once where these show that it is impossible, and else by the host, later.
 */
export class RemoteService implements Service {
  readonly productions: ProductionBook
  readonly #parts: RemoteServiceParts
  readonly #known: Backend
  readonly #lines: RemoteLines
  #asked = 0
  readonly #answers: Map<number, (outcome: HttpOutcome) => void> = new Map()
  readonly #preparers: ((sessionId: string) => void)[] = []
  readonly #observers: ((sessionId: string, change: Change) => void)[] = []
  readonly #productionObservers: ((production: Production) => void)[] = []

  constructor(parts: RemoteServiceParts) {
    const { clock, random, credentials, onScenario, send } = parts
    this.#parts = parts
    const silent = { add: () => {} }
    this.#known = new Backend({ clock, random, credentials, journal: silent, hazard: noHazard, onScenario })
    this.#lines = new RemoteLines(send)
    this.productions = this.#makeProductions()
  }

  session(sessionId: string): SessionState | undefined {
    return this.#known.session(sessionId)
  }

  sessions(): readonly SessionState[] {
    return this.#known.sessions()
  }

  rulesOf(sessionId: string): SessionRules {
    return this.#known.rulesOf(sessionId)
  }

  beforeJoin(prepare: (sessionId: string) => void): void {
    this.#preparers.push(prepare)
  }

  observe(observer: (sessionId: string, change: Change) => void): void {
    this.#observers.push(observer)
  }

  // The replica looks at the token alone: a scenario that it carries is brought about in this tab.
  http(request: HttpRequest, clientId: string, tell: (outcome: HttpOutcome) => void): void {
    let wrong: HttpOutcome | undefined
    this.#known.http(request, clientId, (outcome) => {
      if (outcome.kind === 'answer' && outcome.status !== 200) wrong = outcome
    })
    if (wrong !== undefined) return tell(wrong)
    const id = ++this.#asked
    this.#answers.set(id, tell)
    this.#parts.send({ is: 'http', id, request, clientId })
  }

  media(arrival: MediaArrival): void {
    this.#lines.arrived(arrival)
  }

  socketFault({ clientId, sessionId }: Hello): RawReply | null {
    const sabotage = this.#parts.hazard.atService('socket', { client: clientId, sessionId })
    return sabotage?.kind === 'reply' ? sabotage.reply : null
  }

  attach(hello: Hello, outlet: Outlet): Attachment {
    return this.#lines.attach(hello, outlet, () => {
      for (const prepare of this.#preparers) prepare(hello.sessionId)
    })
  }

  setRules(...args: OrderArguments['setRules']): void {
    this.#known.setRules(...args)
    this.#order('setRules', args)
  }

  admit(...args: OrderArguments['admit']): void {
    this.#known.admit(...args)
    this.#order('admit', args)
  }

  depart(...args: OrderArguments['depart']): void {
    this.#known.depart(...args)
    this.#order('depart', args)
  }

  tell(...args: OrderArguments['tell']): void {
    this.#known.tell(...args)
    this.#order('tell', args)
  }

  act(...args: OrderArguments['act']): Reply {
    const reply = this.#known.act(...args)
    if (reply.status.startsWith('2')) this.#order('act', args)
    return reply
  }

  serve(...args: OrderArguments['serve']): Reply {
    const reply = this.#known.serve(...args)
    if (reply.status.startsWith('2')) this.#order('serve', args)
    return reply
  }

  rotateServer(...args: OrderArguments['rotateServer']): void {
    this.#order('rotateServer', args)
  }

  crash(...args: OrderArguments['crash']): void {
    this.#known.crash(...args)
    this.#order('crash', args)
  }

  closeSocket(...args: OrderArguments['closeSocket']): void {
    this.#order('closeSocket', args)
  }

  freshId(): string {
    return this.#parts.random.uuid()
  }

  reset(): void {
    this.#lines.clear()
    this.#answers.clear()
    this.#order('reset', [])
  }

  /** The host has changed a session. */
  changed(sessionId: string, change: Change): void {
    this.#known.fold(sessionId, change)
    this.#parts.journal.add('fact', 'service', change.is, noteOf(sessionId, this.#asSeenHere(change)))
    for (const observer of this.#observers) observer(sessionId, change)
  }

  /** Another tab has changed the rules. */
  ruled(change: Partial<SessionRules>, sessionId: string | null): void {
    this.#known.setRules(change, sessionId ?? undefined)
  }

  /** The host has started a production, or changed one. */
  produced(production: Production): void {
    this.#known.productions.take(production)
    const { kind, id, sessionId, status, reason } = production
    const detail = { sessionId, id, ...(reason === '' ? {} : { reason }) }
    if (kind !== 'archive') this.#parts.journal.add('fact', 'service', `${kind}.${status}`, detail)
    for (const observer of this.#productionObservers) observer(production)
  }

  /** The state of the world, as far as this tab knows it. */
  get snapshot(): ServiceSnapshot {
    return this.#known.snapshot
  }

  /** Takes the state of the world when the host lets this tab in. Earlier orders are on their way. */
  begins(snapshot: ServiceSnapshot): void {
    const ordered = this.#known.sessions().length > 0
    if (!ordered) return this.#known.restore(snapshot)
    const own = this.#known.snapshot
    const sessions = [
      ...snapshot.sessions,
      ...own.sessions.filter(({ id }) => snapshot.sessions.every((one) => one.id !== id)),
    ]
    this.#known.restore({ ...snapshot, sessions })
  }

  /** Takes the state of the world from the host. */
  stands(snapshot: ServiceSnapshot): void {
    this.#known.restore(snapshot)
  }

  /** Goes on at another host. */
  moveTo(snapshot: ServiceSnapshot): void {
    const before = this.#known.snapshot
    this.#known.restore(snapshot)
    this.#lines.moveTo(before, snapshot)
  }

  deliver(...args: Parameters<RemoteLines['deliver']>): void {
    this.#lines.deliver(...args)
  }

  closed(...args: Parameters<RemoteLines['closed']>): void {
    this.#lines.closed(...args)
  }

  answered(id: number, outcome: HttpOutcome): void {
    const tell = this.#answers.get(id)
    this.#answers.delete(id)
    tell?.(outcome)
  }

  /** The way to the host is gone: requests that travel by no line have failed. */
  lost(): void {
    for (const id of [...this.#answers.keys()]) this.answered(id, { kind: 'network-failure' })
  }

  #order<Verb extends OrderVerb>(verb: Verb, args: OrderArguments[Verb]): void {
    // The pair is of one verb by its parameters; the union of pairs cannot say that.
    this.#parts.send({ is: 'order', order: { verb, args } as never })
  }

  #asSeenHere(change: Change): Change {
    if (change.is !== 'member.entered' || change.member.clientId === null) return change
    return {
      ...change,
      member: { ...change.member, clientId: nameInTab(change.member.clientId, this.#parts.number()) },
    }
  }

  #makeProductions(): ProductionBook {
    const known = this.#known.productions
    return {
      get all() {
        return known.all
      },
      observe: (observer) => void this.#productionObservers.push(observer),
      find: (id) => known.find(id),
      list: (kind, sessionId) => known.list(kind, sessionId),
      some: (agrees) => known.some(agrees),
      start: (options) => {
        const production = known.start(options)
        this.#order('startProduction', [options])
        return production
      },
      update: (id, change) => {
        const production = known.update(id, change)
        if (production !== undefined) this.#order('updateProduction', [id, change])
        return production
      },
      endAll: (...args) => {
        known.endAll(...args)
        this.#order('endProductions', args)
      },
      take: (production) => known.take(production),
      clear: () => known.clear(),
    }
  }
}
