import type { RawReply } from '../kernel/hazard.ts'
import type { Journal } from '../kernel/journal/journal.ts'
import type { Random } from '../kernel/random.ts'
import type { Command, RequestName, ServiceAct } from '../wire/commands.ts'
import type { Audience, Fact, RoutedFact } from '../wire/facts.ts'
import type { ClientMessage, Hello, HttpRequest, MediaArrival } from '../wire/link.ts'
import type { Reply } from '../wire/replies.ts'
import { archiveNews } from './decide/archiving.ts'
import { decide } from './decide/decide.ts'
import { type Decision, tellAll } from './decide/decision.ts'
import { decideArrival, decideCarriage } from './decide/media.ts'
import { decideService } from './decide/service.ts'
import { farewell } from './decide/subscriber.ts'
import { type Change, evolve } from './evolve.ts'
import { factSubject, idsAsked, noteOf, spoiled } from './fault-subjects.ts'
import { FrontDesk, type FrontDeskOptions } from './front-desk.ts'
import { type HttpOutcome, never, normal } from './http-outcome.ts'
import { newMember, welcome } from './joining.ts'
import { type ProductionKind, Productions, productionKinds } from './productions.ts'
import { type Attachment, attachmentTo, isHeardFirst, newSeat, type Outlet, type Seat, say } from './seat.ts'
import { Seats } from './seats.ts'
import { admission } from './session-info.ts'
import { RuleBook } from './session-rules.ts'
import { type ServiceSnapshot, sessionFrom, snapshotOf } from './snapshot.ts'
import {
  isForgettable,
  type Member,
  newSession,
  type SessionInPlace,
  type SessionRules,
  type SessionState,
} from './state.ts'

export interface BackendOptions extends FrontDeskOptions {
  readonly random: Random
  readonly journal: Pick<Journal, 'add'>
}

/** With which a client begins to use media. */
const mediaRequests: ReadonlySet<string> = new Set<RequestName>(['stream.create', 'subscriber.create'])

/** The productions that have to be started anew on another server (documented: `fixtures/facts/webhooks.json`, `migration`). */
const movesNot: readonly ProductionKind[] = ['archive', 'broadcast', 'captions', 'render']

/** The simulated service, the one stateful file of this room: it answers a request, then tells its facts. It has no timers: the transport has them. */
export class Backend {
  readonly #options: BackendOptions
  #sessions: Map<string, SessionInPlace> = new Map()
  readonly #seats: Seats = new Seats()
  readonly #rules: RuleBook = new RuleBook()
  readonly #frontDesk: FrontDesk
  /** Recordings, live streams and whatever else it makes of its sessions. */
  readonly productions: Productions
  #preparers: ((sessionId: string) => void)[] = []
  #observers: ((sessionId: string, change: Change) => void)[] = []

  constructor(options: BackendOptions) {
    this.#options = options
    this.#frontDesk = new FrontDesk(options, (sessionId) => this.rulesOf(sessionId))
    this.productions = new Productions({
      now: () => options.clock.now(),
      tell: (sessionId, fact) => this.#tellProduction(sessionId, fact),
      note: (what, detail) => options.journal.add('fact', 'service', what, detail),
    })
  }

  /** The rules of a session, which need not exist yet; without an id, of every session that has none of its own. */
  setRules(change: Partial<SessionRules>, sessionId?: string): void {
    this.#rules.set(change, sessionId)
  }

  rulesOf(sessionId: string): SessionRules {
    return this.#rules.of(sessionId)
  }

  session(sessionId: string): SessionState | undefined {
    return this.#sessions.get(sessionId)
  }

  sessions(): readonly SessionState[] {
    return [...this.#sessions.values()]
  }

  /** Calls `prepare` each time before a client joins a session, so that a room can be furnished on demand. */
  beforeJoin(prepare: (sessionId: string) => void): void {
    this.#preparers.push(prepare)
  }

  /** Calls `observer` with every change of every session, behind it, for as long as this backend lives. */
  observe(observer: (sessionId: string, change: Change) => void): void {
    this.#observers.push(observer)
  }

  /** Answers one of the requests that come before the messaging connection: at once, or once the answer is released. */
  http(request: HttpRequest, clientId: string, tell: (outcome: HttpOutcome) => void): void {
    this.#frontDesk.answer(request, clientId, tell)
  }

  /** The media of a published stream has come in, by its own way. */
  media(arrival: MediaArrival): void {
    const session = this.#sessions.get(arrival.sessionId)
    if (session === undefined) return
    for (const routed of decideArrival(session, arrival)) this.#route(session, routed)
  }

  /** How the messaging connection takes being opened, where a fault says; null: it opens. */
  socketFault(hello: Hello): RawReply | null {
    const { clientId, sessionId } = hello
    const sabotage = this.#options.hazard.atService('socket', { client: clientId, sessionId })
    return sabotage?.kind === 'reply' ? sabotage.reply : null
  }

  /** Opens a client's line into the service. */
  attach(hello: Hello, outlet: Outlet): Attachment {
    return this.#attachmentTo(newSeat(hello, outlet))
  }

  #attachmentTo(seat: Seat): Attachment {
    return attachmentTo(seat, {
      receive: (message) => this.#receive(seat, message),
      leave: (reason) => this.#leave(seat, reason),
      carries: (carried) => this.#carries(seat, carried),
      endIfIdle: () => this.#endIfIdle(seat),
    })
  }

  /** Opens a line for a client that is in a session already, as the snapshot says that this service went on from. */
  readmit(hello: Hello, outlet: Outlet, connectionId: string): Attachment {
    const seat = newSeat(hello, outlet)
    const member = this.#sessions.get(hello.sessionId)?.members.get(connectionId)
    if (member !== undefined) {
      seat.member = member
      seat.usesMedia = true
      this.#seats.give(hello.sessionId, connectionId, seat)
    }
    return this.#attachmentTo(seat)
  }

  /** Everything that it knows, for another service to go on from. */
  get snapshot(): ServiceSnapshot {
    const sessions = [...this.#sessions.values()].map(snapshotOf)
    return { sessions, rules: this.#rules.snapshot, productions: this.productions.all }
  }

  /** Knows what the snapshot says, and nothing else; nobody is told. */
  restore({ sessions, rules, productions }: ServiceSnapshot): void {
    this.reset()
    this.#rules.restore(rules)
    for (const one of sessions)
      this.#sessions.set(
        one.id,
        sessionFrom(one, () => this.rulesOf(one.id)),
      )
    for (const production of productions) this.productions.take(production)
  }

  /** Takes over a change that another service has made: what is so is so, and nobody is told. */
  fold(sessionId: string, change: Change): void {
    const session = this.#ensure(sessionId)
    this.#change(session, change)
    if (change.is === 'connection.deleted' && isForgettable(session)) this.#sessions.delete(sessionId)
  }

  /** Lets somebody in who has no client. */
  admit(sessionId: string, member: Member): void {
    this.#change(this.#ensure(sessionId), { is: 'member.entered', member })
    this.tell(sessionId, { is: 'connection.created', connection: member.connection })
  }

  /** Somebody goes: their streams go first, then the connection (recorded order: area `remote`). */
  depart(sessionId: string, connectionId: string, reason: string): void {
    const streams = this.#sessions.get(sessionId)?.streams.keysBy('connectionId', connectionId) ?? []
    for (const streamId of streams) this.tell(sessionId, { is: 'stream.deleted', streamId, reason })
    this.tell(sessionId, { is: 'connection.deleted', connectionId, reason })
  }

  /**
   * Makes a fact so, whether or not it agrees with what was so before, and tells whom it concerns. The raw verb: with
   * it a stream can be announced before its connection, or outlive it.
   */
  tell(sessionId: string, fact: Fact, audience: Audience = { to: 'all' }): void {
    this.#route(this.#ensure(sessionId), { fact, audience })
  }

  /** Does a member's command as the service would, and answers; for members without a client. */
  act(sessionId: string, connectionId: string, command: Command): Reply {
    const session = this.#sessions.get(sessionId)
    const by = session?.members.get(connectionId)
    if (session === undefined || by === undefined) return { status: '404', reason: 'connectionNotFound' }
    return this.#carryOut(session, decide({ command, by, session }))
  }

  /** Does what an application's server, or the service itself, wants of a session; in a session nobody is in, refuses. */
  serve(sessionId: string, act: ServiceAct): Reply {
    const session = this.#sessions.get(sessionId)
    if (session === undefined) return { status: '404', reason: 'sessionNotFound' }
    return this.#carryOut(session, decideService(act, session))
  }

  /** Moves a session to another messaging server: its clients are asked to follow. */
  rotateServer(sessionId: string): void {
    this.#frontDesk.moveServer()
    this.tell(sessionId, { is: 'notification', reason: 'serverRotation' })
    this.productions.endAll(sessionId, movesNot, 'stopped', 'serverRotation')
  }

  /**
   * The media router of a session crashes: its connections and streams end, and what the service makes of it has failed
   * (documented: the guide on service disruption callbacks, as summed up in `fixtures/facts/webhooks.json`).
   */
  crash(sessionId: string): void {
    const reason = 'forceDisconnected'
    this.tell(sessionId, { is: 'notification', reason: 'crash' }, { to: 'nobody' })
    for (const connectionId of this.#sessions.get(sessionId)?.members.keys() ?? []) {
      this.depart(sessionId, connectionId, reason)
    }
    this.productions.endAll(sessionId, productionKinds, 'failed', reason)
  }

  /** Ends the messaging connection of a client. */
  closeSocket(connectionId: string, code: number): void {
    this.#seats.find(connectionId)?.outlet?.close(code)
  }

  /** A stream or connection id, unused. */
  freshId(): string {
    return this.#options.random.uuid()
  }

  reset(): void {
    this.#sessions = new Map()
    this.#seats.clear()
    this.#rules.reset()
    this.#frontDesk.reset()
    this.productions.clear()
  }

  #carryOut(session: SessionInPlace, { reply, facts }: Decision): Reply {
    for (const routed of facts) this.#route(session, routed)
    return reply
  }

  #tellProduction(sessionId: string, fact: Fact): void {
    const session = this.#ensure(sessionId)
    const isArchive = fact.is === 'archive.created' || fact.is === 'archive.updated'
    for (const routed of isArchive ? archiveNews(session, fact) : [tellAll(fact)]) this.#route(session, routed)
  }

  #ensure(sessionId: string): SessionInPlace {
    const known = this.#sessions.get(sessionId)
    if (known !== undefined) return known
    const session = newSession(sessionId, () => this.rulesOf(sessionId))
    this.#sessions.set(sessionId, session)
    return session
  }

  #receive(seat: Seat, message: ClientMessage): void {
    if (message.kind === 'ping') seat.outlet?.tell({ kind: 'pong' }, 0)
    else if (isHeardFirst(seat, message.id)) this.#consider(seat, message.id, message.command)
  }

  #consider(seat: Seat, id: number, command: Command): void {
    if (this.#options.hazard.isQuiet) return this.#do(seat, id, command)
    const { hello, member } = seat
    const whose = { client: hello.clientId, sessionId: hello.sessionId, connectionId: member?.connection.id }
    const sabotage = this.#options.hazard.atService(command.method, idsAsked(command, whose))
    if (sabotage === null) return this.#do(seat, id, command)
    if (sabotage.kind === 'reply') return this.#doInstead(seat, id, command, sabotage.reply)
    sabotage.gate.whenOpen((instead) => {
      if (seat.left) return
      if (instead === null) this.#consider(seat, id, command)
      else this.#doInstead(seat, id, command, instead)
    })
  }

  #doInstead(seat: Seat, id: number, command: Command, instead: RawReply): void {
    if (instead.status === normal) this.#do(seat, id, command)
    else this.#answerRaw(seat, id, command, instead)
  }

  #do(seat: Seat, id: number, command: Command): void {
    if (command.method === 'connection.create') this.#join(seat, id)
    else this.#obey(seat, id, command)
  }

  #answerRaw(seat: Seat, id: number, command: Command, raw: RawReply): void {
    if (raw.status === never) return
    const reply = { status: raw.status, ...(raw.reason === undefined ? {} : { reason: raw.reason }) }
    this.#reply(seat, id, command, reply, raw.delayMs ?? 0)
  }

  #reply(seat: Seat, id: number, command: Command, reply: Reply, delayMs: number): void {
    const { status, reason } = reply
    this.#options.journal.add('reply', seat.hello.clientId, command.method, { status, reason })
    say(seat, { kind: 'reply', id, reply }, delayMs)
  }

  // Somebody who was sent away may have asked for something before they heard of it.
  #obey(seat: Seat, id: number, command: Command): void {
    const { member, hello } = seat
    const session = this.#sessions.get(hello.sessionId)
    if (member === null || session?.members.has(member.connection.id) !== true) return
    const { reply, facts } = decide({ command, by: member, session })
    if (mediaRequests.has(command.method) && reply.status === '200') seat.usesMedia = true
    this.#reply(seat, id, command, reply, 0)
    for (const routed of facts) this.#route(session, routed)
  }

  #join(seat: Seat, id: number): void {
    const { hello } = seat
    const { credentials, clock } = this.#options
    const refuse = (status: string, reason: string): void =>
      this.#reply(seat, id, { method: 'connection.create' }, { status, reason }, 0)
    const admitted = admission({ what: 'sessionInfo', ...hello }, credentials, clock.now())
    if (!admitted.ok) return refuse('403', admitted.reason)
    for (const prepare of this.#preparers) prepare(hello.sessionId)
    const session = this.#ensure(hello.sessionId)
    const known = session.members.get(hello.resumes ?? '')
    const { maxConnections } = session.rules()
    if (known === undefined && maxConnections !== null && session.members.size >= maxConnections) {
      return refuse('409', 'connectionLimitExceeded')
    }
    const member =
      known ?? newMember(hello, admitted.verdict, credentials, { id: this.freshId(), created: clock.now() })
    const joined = welcome(session, member)
    seat.member = member
    seat.usesMedia = known !== undefined && this.#seats.at(session.id, known.connection.id)?.usesMedia === true
    this.#seats.give(session.id, member.connection.id, seat)
    this.#reply(seat, id, { method: 'connection.create' }, { status: '200', joined }, 0)
    if (known !== undefined) return
    this.#change(session, { is: 'member.entered', member })
    const { connection } = member
    const audience: Audience = { to: 'except', connectionId: connection.id }
    this.#route(session, { fact: { is: 'connection.created', connection }, audience })
  }

  #carries({ hello, member }: Seat, carried: boolean): void {
    const session = this.#sessions.get(hello.sessionId)
    if (member === null || session === undefined) return
    for (const routed of decideCarriage(session, member.connection.id, carried)) this.#route(session, routed)
  }

  #leave(seat: Seat, reason: string): void {
    const { hello, member } = seat
    seat.outlet = null
    seat.left = true
    // Somebody who has moved to another line does not leave with the old one.
    if (member === null || this.#seats.at(hello.sessionId, member.connection.id) !== seat) return
    this.#seats.free(hello.sessionId, member.connection.id)
    if (this.#sessions.get(hello.sessionId)?.members.has(member.connection.id) !== true) return
    this.depart(hello.sessionId, member.connection.id, reason)
  }

  /**
   * A client that neither publishes nor subscribes within four hours is sent away (documented: the reference's ConnectionEvent and
   * SessionDisconnectEvent, reason `mediaIdle`); that the service then does as it does with those sent away is assumed.
   */
  #endIfIdle({ hello, member, usesMedia, left }: Seat): void {
    const isThere = this.#sessions.get(hello.sessionId)?.members.has(member?.connection.id ?? '') === true
    if (member === null || usesMedia || left || !isThere) return
    this.depart(hello.sessionId, member.connection.id, 'mediaIdle')
  }

  #route(session: SessionInPlace, routed: RoutedFact): void {
    const { fact, audience } = routed
    if (this.#options.hazard.isQuiet) return this.#deliver(session, fact, audience, 0)
    const sabotage = this.#options.hazard.atService(fact.is, factSubject(session, routed))
    if (sabotage?.kind === 'hold') return sabotage.gate.whenOpen(() => this.#route(session, routed))
    if (sabotage?.reply.status === never) return
    this.#deliver(session, spoiled(fact, sabotage?.reply.reason), audience, sabotage?.reply.delayMs ?? 0)
  }

  #deliver(session: SessionInPlace, fact: Fact, audience: Audience, delayMs: number): void {
    if (fact.is === 'connection.deleted') {
      for (const command of farewell(session, fact.connectionId)) this.act(session.id, fact.connectionId, command)
    }
    this.#change(session, fact)
    const message = { kind: 'fact', fact } as const
    for (const seat of this.#seats.hearing(session.id, audience)) say(seat, message, delayMs)
    if (fact.is !== 'connection.deleted') return
    this.#dismiss(session.id, fact.connectionId, fact.reason)
    if (isForgettable(session)) this.#sessions.delete(session.id)
  }

  // The journal is enough to make the state again.
  #change(session: SessionInPlace, change: Change): void {
    evolve(session, change)
    this.#options.journal.add('fact', 'service', change.is, noteOf(session.id, change))
    if (this.#observers.length > 0) for (const observer of this.#observers) observer(session.id, change)
  }

  // Somebody who was sent away is told so, and the line is closed behind the message.
  #dismiss(sessionId: string, connectionId: string, reason: string): void {
    const seat = this.#seats.at(sessionId, connectionId)
    if (seat === undefined) return
    this.#seats.free(sessionId, connectionId)
    if (reason === 'forceDisconnected' || reason === 'mediaIdle') seat.outlet?.close(1000)
  }
}
