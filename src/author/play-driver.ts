import type { Participant } from '../backend/people/participants.ts'
import type { Credentials } from '../backend/tokens/credentials.ts'
import { type Anchor, anchored, type EventTarget, eventTargets } from '../kernel/journal/anchor.ts'
import type { JournalEntry } from '../kernel/journal/entry.ts'
import type { Clock, PendingWait } from '../kernel/time/clock.ts'
import { codeOrNull, fieldOf, textOrNull } from '../kernel/values.ts'
import { type ArgumentSource, argumentOf } from '../scenario/play/arguments.ts'
import { makes, takesHandler, usualArguments } from '../scenario/play/calls.ts'
import type { Heard, HeardError, MadeCall, PlayDriver } from '../scenario/play/driver.ts'
import { type CallStep, type ExactPlace, listenerOf, type RequestStep } from '../scenario/scenario.ts'
import type { Stage } from '../scenario/stage.ts'
import type { Json } from '../scenario/values.ts'
import { Listeners } from '../sdk/base/listeners.ts'
import { Publisher } from '../sdk/publisher/publisher.ts'
import { Session } from '../sdk/session/session.ts'
import { Subscriber } from '../sdk/subscriber/subscriber.ts'
import { firstClientId } from './client.ts'
import { PlayAcquaintances, PlayListeners, PlayObjects } from './play-objects.ts'
import { PlayRequests } from './rest/play-requests.ts'
import { stageOf } from './scenario.ts'
import type { Simulator } from './simulator.ts'

type Method = (...args: readonly unknown[]) => unknown
type HeardNow = Heard extends infer One ? (One extends Heard ? Omit<One, 'at'> : never) : never

const errorOf = (error: unknown): HeardError => ({
  name: textOrNull(fieldOf(error, 'name')),
  code: codeOrNull(fieldOf(error, 'code')),
})

const failureOf = (error: unknown): HeardError | null => (error === undefined || error === null ? null : errorOf(error))

const isMethod = (value: unknown): value is Method => typeof value === 'function'

function kindOf(target: unknown): EventTarget {
  if (target instanceof Session) return 'session'
  if (target instanceof Publisher) return 'publisher'
  return target instanceof Subscriber ? 'subscriber' : 'OT'
}

const targets: ReadonlyMap<string, EventTarget> = new Map(eventTargets.map((target) => [`client-1 ${target}`, target]))

/** The SDK of a simulator, as the player of scenarios reaches it. */
export class SimulatorDriver implements PlayDriver {
  readonly stage: Stage
  readonly #simulator: Simulator
  /** The world's own clock: what a play lets pass is no call of a test author, and need not be looked at as one. */
  readonly #clock: Clock
  readonly #began: number
  readonly #objects: PlayObjects = new PlayObjects()
  readonly #known: PlayAcquaintances = new PlayAcquaintances()
  readonly #people: Map<string, Participant> = new Map()
  readonly #credentials: Map<string | undefined, Credentials> = new Map()
  readonly #heard: Heard[] = []
  readonly #raised: string[] = []
  readonly #requests: PlayRequests
  readonly #listeners: PlayListeners
  readonly #inListeners: Map<number, MadeCall> = new Map()

  constructor(simulator: Simulator) {
    this.#simulator = simulator
    this.#clock = simulator._service.clock
    this.#began = this.#clock.now()
    this.#listeners = new PlayListeners(simulator.OT)
    const stage = stageOf(simulator)
    this.stage = {
      ...stage,
      join: (options) => {
        const participant = stage.join(options)
        this.#people.set(participant.name, participant)
        return participant
      },
    }
    const none = (): never => {
      throw new Error('A request has no handler. Take $handler out.')
    }
    this.#requests = new PlayRequests(simulator, this.#source(none), (response) => this.#hear(response))
    simulator.journal.watch((entry) => this.#note(entry))
    simulator.OT.on('exception', (event: unknown) => this.#noteException(event))
  }

  now(): number {
    return this.#clock.now() - this.#began
  }

  untilNext(wanted: (wait: PendingWait) => boolean): number | null {
    const next = this.#clock.next(wanted)
    return next === undefined ? null : Math.max(0, next.due - this.#clock.now())
  }

  advance(ms: number): Promise<void> {
    return this.#clock.advance(ms)
  }

  whenNoted(anchor: Anchor, from: number): Promise<void> {
    const isIt = anchored(anchor)
    const isCome = this.#notes.some((note) => note.index >= from && isIt(note))
    if (isCome) return Promise.resolve()
    return new Promise((resolve) => {
      const stop = this.stage.onNote((note) => {
        if (!isIt(note)) return
        stop()
        resolve()
      })
    })
  }

  heard(): readonly Heard[] {
    return this.#heard
  }

  raised(): readonly string[] {
    return this.#raised
  }

  call(step: CallStep, number: number): MadeCall {
    const from = this.#simulator.journal.next
    const target = this.#targetOf(step)
    const method = this.#methodOf(target, step)
    const waiting = new Set<string>()
    const { args, usesHandler } = this.#argumentsOf(step, this.#handlerFor(number, waiting))
    if (usesHandler) waiting.add('completion')
    try {
      const result = Reflect.apply(method, target, args)
      const then = fieldOf(result, 'then')
      if (isMethod(then)) this.#listen(step, number, (...ends) => Reflect.apply(then, result, ends), waiting)
      else this.#keep(step, result)
      if (!isMethod(then) && !usesHandler) this.#hear({ kind: 'returned', step: number, error: null })
    } catch (error) {
      waiting.clear()
      this.#hear({ kind: 'thrown', step: number, error: errorOf(error) })
    }
    return { isAnswered: () => waiting.size === 0, from }
  }

  callInListener(step: CallStep, number: number): void {
    const listener = listenerOf(step)
    if (listener === undefined) throw new Error(`Step ${number} makes its call in no listener.`)
    if (listener.on === 'session' && this.#objects.last('session') === undefined) this.#initSession()
    this.#listeners.expect(listener, () => void this.#inListeners.set(number, this.call(step, number)))
  }

  runIn(place: ExactPlace, run: () => void): void {
    this.#listeners.runIn(place, run)
  }

  madeInListener(number: number): MadeCall | undefined {
    return this.#inListeners.get(number)
  }

  request(step: RequestStep, number: number): MadeCall {
    return this.#requests.ask(step, number)
  }

  /** The entries about the client that is "me". */
  get #notes(): readonly JournalEntry[] {
    return this.#simulator.journal.entries.filter(({ who }) => who === firstClientId || targets.has(who))
  }

  #hear(heard: HeardNow): void {
    // The object is the caller's own literal: to spread it into another costs as much as all the rest.
    this.#heard.push(Object.assign(heard, { at: this.now() }))
  }

  #note(entry: JournalEntry): void {
    const { kind, who, what, detail } = entry
    if (kind === 'error') this.#raised.push(what)
    if (kind === 'uncaught' && detail['by'] === undefined) {
      this.#hear({ kind: 'window-error', message: String(detail['message']) })
    }
    if (kind !== 'event') return
    const on = targets.get(who)
    if (on === undefined) return
    this.#listeners.dispatches(what, on, this.#simulator.journal.sourceOf(entry)?.object)
    if (what !== 'exception') this.#hear({ kind: 'event', on, type: what, reason: textOrNull(detail['reason']) })
  }

  #noteException(event: unknown): void {
    const error = fieldOf(event, 'error')
    const on = kindOf(fieldOf(event, 'target'))
    this.#hear({ kind: 'exception', on, code: codeOrNull(fieldOf(event, 'code')), error: failureOf(error) })
  }

  #handlerFor(number: number, waiting: Set<string>): Method {
    return (error) => {
      waiting.delete('completion')
      this.#hear({ kind: 'completion', step: number, error: failureOf(error) })
      this.#listeners.answered(number)
    }
  }

  // The value of a promise is kept for later steps, as the value of a call is.
  #listen(step: CallStep, number: number, then: Method, waiting: Set<string>): void {
    waiting.add('promise')
    const settle = (error: HeardError | null): void => {
      waiting.delete('promise')
      this.#hear({ kind: 'promise', step: number, error })
      this.#listeners.answered(number)
    }
    then(
      (value: unknown) => {
        this.#keep(step, value)
        settle(null)
      },
      (error: unknown) => settle(errorOf(error)),
    )
  }

  #keep({ call, as }: CallStep, value: unknown): void {
    const kind = makes[call]
    if (kind === undefined || typeof value !== 'object' || value === null) return
    const isNew = this.#objects.keep(kind, value, as)
    if (isNew) this.#listeners.meet(kind, value)
    if (!isNew || kind !== 'session' || !(value instanceof Session)) return
    // Not by a call of the application's: none that was told to fail may be spent on it.
    const listen = Listeners.prototype.on.bind(value)
    listen('streamCreated', (event: unknown) => this.#known.meetStream(fieldOf(event, 'stream')))
    listen('connectionCreated', (event: unknown) => this.#known.meetConnection(fieldOf(event, 'connection')))
  }

  #targetOf({ call, on }: CallStep): object {
    const owner = call.slice(0, call.indexOf('.'))
    if (owner === 'OT') return this.#simulator.OT
    const kind = owner === 'Publisher' ? 'publisher' : owner === 'Subscriber' ? 'subscriber' : 'session'
    if (kind === 'session' && on === undefined && this.#objects.last('session') === undefined) this.#initSession()
    return this.#objects.demand(kind, on ?? true)
  }

  // A scenario that says nothing of it has its session made in the ordinary way.
  #initSession(): void {
    const { apiKey, sessionId } = this.#credentialsFor(undefined)
    this.#keep({ call: 'OT.initSession' }, this.#simulator.OT.initSession(apiKey, sessionId))
  }

  // Asked for once, as an application asks its server once.
  #credentialsFor(session: string | undefined): Credentials {
    const known = this.#credentials.get(session)
    if (known !== undefined) return known
    const issued = this.#simulator.credentials(session === undefined ? {} : { session })
    this.#credentials.set(session, issued)
    return issued
  }

  #methodOf(target: object, { call, promise }: CallStep): Method {
    const method = fieldOf(target, call.slice(call.indexOf('.') + 1))
    const found = promise === true && isMethod(method) ? Reflect.get(method, 'promise') : method
    if (isMethod(found)) return found
    const what = promise === true ? `${call}.promise` : call
    throw new Error(`Nothing simulates ${what} yet. "npx fake-opentok list" shows what is simulated.`)
  }

  #argumentsOf(step: CallStep, handler: Method): { readonly args: readonly unknown[]; readonly usesHandler: boolean } {
    let placed = false
    const source = this.#source(() => {
      placed = true
      return handler
    })
    const args = (step.args ?? this.#usual(step.call)).map((argument) => argumentOf(argument, source))
    const appended = !placed && takesHandler(step.call) && step.handler !== false && step.promise !== true
    return { args: appended ? [...args, handler] : args, usesHandler: placed || appended }
  }

  #usual(call: string): readonly Json[] {
    if (call === 'Session.publish' && this.#objects.last('publisher') === undefined) return [null, {}]
    return usualArguments(call)
  }

  #source(handler: () => Method): ArgumentSource {
    return {
      given: (what, session) => this.#credentialsFor(session)[what],
      stream: (which) => (which === 'own' ? this.#ownStream() : this.#known.stream(which)),
      connection: (which) => this.#connection(which),
      object: (kind, which) => this.#objects.demand(kind, which),
      streamId: (which) => this.#streamId(which),
      connectionId: (which) => this.#connectionId(which),
      answered: (field, step) => this.#requests.answered(field, step),
      handler,
    }
  }

  #streamId(which: string | true): string {
    const { streams } = this.stage.room()
    const ownConnectionId = this.stage.ownConnectionId()
    const found = streams.find(({ name, connectionId }) => {
      if (which === true) return connectionId !== ownConnectionId
      return which === 'own' ? connectionId === ownConnectionId : name === which
    })
    if (found !== undefined) return found.id
    throw new Error(
      `There is no stream ${which === true ? 'of anybody else' : JSON.stringify(which)} at this time. Let somebody publish it first.`,
    )
  }

  #connectionId(which: string | true): string {
    const ownConnectionId = this.stage.ownConnectionId()
    const found =
      which === 'me'
        ? ownConnectionId
        : which === true
          ? [...this.#people.values()][0]?.connectionId
          : this.#people.get(which)?.connectionId
    if (found !== undefined) return found
    throw new Error(
      `${which === true ? 'Nobody else is' : `${JSON.stringify(which)} is not`} in the session at this time. Let them join first.`,
    )
  }

  #ownStream(): unknown {
    const stream = fieldOf(this.#objects.demand('publisher', true), 'stream')
    if (stream !== undefined && stream !== null) return stream
    throw new Error('The publisher has no stream at this time. Let it be published first.')
  }

  #connection(which: string | true): object {
    const ownId = fieldOf(fieldOf(this.#objects.last('session'), 'connection'), 'id')
    if (which === true) return this.#known.connection(undefined, ownId, 'somebody else')
    if (which !== 'me') return this.#known.connection(this.#people.get(which)?.connectionId ?? which, ownId, which)
    const ownConnectionId = fieldOf(this.#objects.last('session'), 'connection')
    if (typeof ownConnectionId === 'object' && ownConnectionId !== null) return ownConnectionId
    throw new Error('"me" has no connection at this time. Connect first.')
  }
}
