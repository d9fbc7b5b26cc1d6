/**
 * Commands and facts between a client and the service in one process; a client that is lost keeps its place for a while, and leaves with
 * the reason `networkDisconnected`.
 */

import type { HttpOutcome } from '../backend/http-outcome.ts'
import type { Attachment, Outlet } from '../backend/seat.ts'
import type { Service } from '../backend/service.ts'
import type { Random } from '../kernel/random.ts'
import type { Clock, Timer } from '../kernel/time/clock.ts'
import type {
  ClientMessage,
  Hello,
  HttpAnswer,
  Link,
  MediaArrival,
  ServerMessage,
  Socket,
  SocketHandlers,
} from '../wire/link.ts'
import { type Conditions, isUp, type SocketMode, socketModeOf } from './conditions.ts'
import { Lane } from './lane.ts'
import { Road } from './road.ts'

export interface InProcessOptions {
  readonly backend: Service
  readonly clock: Clock
  readonly random: Random
  readonly conditions: Conditions
  readonly clientId: string
}

interface Line {
  readonly hello: Hello
  readonly handlers: SocketHandlers
  readonly up: Lane<ClientMessage | 'goodbye'>
  readonly down: Lane<ServerMessage>
  /** The messages that take longer on their way than the one after them. */
  readonly slow: Set<ServerMessage>
  attachment: Attachment | null
  /** The service is to go on where it was when it hears the first word on this line (as recorded). */
  resuming: boolean
  open: boolean
  /** It has not been cut, let go or said goodbye on: what comes down is heard. */
  stands: boolean
}

interface Place {
  readonly attachment: Attachment
  readonly expiry: Timer
}

/** Codes with which a messaging connection ends (RFC 6455). */
const abnormal = 1006
/** Within which a client has to publish or subscribe, in milliseconds (documented: the reference's SessionDisconnectEvent). */
const idleMs = 4 * 3_600_000
/** How long the service keeps the place of a client whose line is gone, in milliseconds (the client's own window). */
export const keptPlaceMs = 30_000
const slowRefusalMs = 1000

/** Commands and facts between a client and a service in the same process: each message in a turn of its own, in order. */
export class InProcessLink implements Link {
  readonly #options: InProcessOptions
  readonly #up: Road
  readonly #down: Road
  #lines: Set<Line> = new Set()
  /** Lines whose goodbye is on its way. */
  #leaving: Set<Line> = new Set()
  /** By the introduction with which a client opens its line, and opens it again. */
  #places: Map<Hello, Place> = new Map()
  #idle: Map<Attachment, Timer> = new Map()
  /** The calls that wait for the network to be back. */
  #waiting: (() => void)[] = []

  constructor(options: InProcessOptions) {
    this.#options = options
    this.#up = new Road(options)
    this.#down = new Road(options)
  }

  http(request: Parameters<Link['http']>[0], answer: (answer: HttpAnswer) => void): void {
    const { backend, conditions, clientId } = this.#options
    this.#up.send(`${request.what} request`, () => {
      const tell = (outcome: HttpOutcome): void => this.#answerHttp(outcome, answer)
      if (isUp(conditions)) backend.http(request, clientId, tell)
      else tell({ kind: 'network-failure', offline: true })
    })
  }

  #answerHttp(outcome: HttpOutcome, answer: (answer: HttpAnswer) => void): void {
    if (outcome.kind === 'silence') return
    if (outcome.kind === 'network-failure') return this.#down.send('network failure', () => answer(outcome))
    const { status, body, delayMs } = outcome
    const respond = (): void => answer({ kind: 'response', status, body })
    if (delayMs > 0) this.#down.sendSlowly('HTTP answer', delayMs, respond)
    else this.#down.send('HTTP answer', respond)
  }

  media(arrival: MediaArrival): void {
    const { backend, conditions } = this.#options
    this.#up.send('media', () => {
      if (isUp(conditions)) backend.media(arrival)
    })
  }

  openSocket(hello: Hello, handlers: SocketHandlers): Socket {
    const mode = this.#nextMode(hello)
    if (mode === 'throw') throw new TypeError('The messaging connection cannot be made: a fault forbids it.')
    const line = this.#makeLine(hello, handlers)
    this.#lines.add(line)
    line.stands = true
    this.#begin(line, mode)
    return {
      send: (message) => {
        if (line.open) line.up.send(message.kind === 'ping' ? 'ping' : message.command.method, message)
      },
      close: () => this.#goodbye(line),
      abandon: () => this.#abandon(line),
    }
  }

  /** Whether a messaging connection is there that could break. */
  get hasLine(): boolean {
    return this.#lines.size > 0
  }

  /** Cuts every messaging connection; `code` is what the client is told. */
  drop(code?: number, clean?: boolean): void {
    for (const line of [...this.#lines]) this.#cut(line, code ?? abnormal, clean ?? false)
  }

  get isUp(): boolean {
    return isUp(this.#options.conditions)
  }

  whenUp(run: () => void): void {
    this.#waiting.push(run)
  }

  /** The network has gone, which breaks every line, or is back. */
  networkChanged(): void {
    if (this.isUp) this.goOn()
    else this.drop()
    this.#carryMedia(this.isUp)
    if (this.isUp) for (const run of this.#waiting.splice(0)) run()
  }

  // The service finds out by itself, as the router of a real one does where packets stay away.
  #carryMedia(carried: boolean): void {
    const open = [...this.#lines].flatMap(({ attachment }) => attachment ?? [])
    const kept = [...this.#places.values()].map(({ attachment }) => attachment)
    this.#up.send('the news that media stays away, or is back', () => {
      for (const attachment of new Set([...open, ...kept])) attachment.carries(carried)
    })
  }

  /** Lets go on what was held up, once the service speaks and listens again. */
  goOn(): void {
    for (const { up, down } of [...this.#lines, ...this.#leaving]) {
      up.goOn()
      down.goOn()
    }
  }

  /** Cuts nothing, but forgets everything: for a reset. */
  forget(): void {
    for (const line of this.#lines) line.stands = false
    this.#lines = new Set()
    this.#leaving = new Set()
    this.#places = new Map()
    this.#idle = new Map()
    this.#waiting = []
    this.#up.clear()
    this.#down.clear()
  }

  #makeLine(hello: Hello, handlers: SocketHandlers): Line {
    const { conditions } = this.#options
    const up = new Lane<ClientMessage | 'goodbye'>({
      road: this.#up,
      along: false,
      conditions,
      arrived: (message) => this.#carry(line, message),
    })
    const down = new Lane<ServerMessage>({
      road: this.#down,
      along: true,
      conditions,
      arrived: (message) => {
        if (line.stands) handlers.message(message)
      },
    })
    const line: Line = {
      hello,
      handlers,
      up,
      down,
      slow: new Set(),
      attachment: null,
      resuming: false,
      open: false,
      stands: false,
    }
    return line
  }

  #nextMode(hello: Hello): SocketMode {
    const { backend, conditions } = this.#options
    const fault = backend.socketFault(hello)
    if (fault !== null) return socketModeOf(fault.status)
    if (!isUp(conditions)) return 'refuse'
    const [next, ...later] = conditions.socketModes
    if (later.length > 0) conditions.socketModes = later
    return next ?? 'accept'
  }

  #begin(line: Line, mode: SocketMode): void {
    const refuse = (): void => this.#cut(line, abnormal, false)
    if (mode === 'hang') return
    if (mode === 'refuse') return this.#down.send('refusal of the messaging connection', refuse)
    if (mode === 'refuseSlow') {
      return this.#down.sendSlowly('refusal of the messaging connection', slowRefusalMs, refuse)
    }
    this.#down.send('opening of the messaging connection', () => {
      if (!this.#lines.has(line)) return
      this.#open(line)
      if (typeof mode === 'object') this.#down.send('close', () => this.#cut(line, mode.closeAfterOpen, true))
    })
  }

  #open(line: Line): void {
    line.open = true
    const place = this.#places.get(line.hello)
    if (place === undefined) {
      line.attachment = this.#options.backend.attach(line.hello, this.#outletOf(line))
      this.#watchIdleness(line.attachment, line.hello)
    } else {
      this.#places.delete(line.hello)
      this.#options.clock.cancel(place.expiry)
      line.attachment = place.attachment
      line.attachment.reach(this.#outletOf(line))
      line.resuming = true
    }
    line.handlers.opened()
  }

  #watchIdleness(attachment: Attachment, { clientId }: Hello): void {
    const wait = { what: `the limit for ${clientId} to use media`, kind: 'calendar', recurring: true } as const
    this.#idle.set(
      attachment,
      this.#options.clock.after(idleMs, () => attachment.endIfIdle(), wait),
    )
  }

  #leave(attachment: Attachment | null, reason: string): void {
    if (attachment === null) return
    this.#options.clock.cancel(this.#idle.get(attachment))
    this.#idle.delete(attachment)
    attachment.leave(reason)
  }

  #outletOf(line: Line): Outlet {
    return {
      tell: (message, delayMs) => {
        if (!line.stands) return
        if (delayMs > 0) this.#tellSlowly(line, message, delayMs)
        else line.down.send(nameOf(message), message)
      },
      close: (code) => this.#down.send('close', () => this.#cut(line, code, true)),
    }
  }

  #tellSlowly(line: Line, message: ServerMessage, delayMs: number): void {
    line.slow.add(message)
    this.#down.sendSlowly(nameOf(message), delayMs, () => {
      if (line.slow.delete(message)) line.down.admit(message)
    })
  }

  #carry(line: Line, message: ClientMessage | 'goodbye'): void {
    const { attachment } = line
    if (message === 'goodbye') {
      this.#leaving.delete(line)
      return this.#leave(attachment, 'clientDisconnected')
    }
    if (line.resuming) attachment?.resume(this.#outletOf(line))
    line.resuming = false
    attachment?.receive(message)
  }

  // A message that was sent before the goodbye still arrives.
  #goodbye(line: Line): void {
    if (!this.#lose(line)) return
    this.#leaving.add(line)
    line.up.send('goodbye', 'goodbye')
  }

  #lose(line: Line): boolean {
    line.open = false
    line.stands = false
    return this.#lines.delete(line)
  }

  #abandon(line: Line): void {
    if (!this.#lose(line)) return
    line.up.takeAll()
    if (line.attachment !== null) this.#keepPlace(line, line.attachment)
  }

  #cut(line: Line, code: number, clean: boolean): void {
    if (!this.#lines.has(line)) return
    const wasOpen = line.open
    this.#abandon(line)
    line.handlers.closed(code, clean, wasOpen)
  }

  #keepPlace({ hello, down, slow }: Line, attachment: Attachment): void {
    const underway = [...down.takeAll(), ...slow].filter(({ kind }) => kind !== 'pong')
    slow.clear()
    attachment.lose(underway)
    const expiry = this.#options.clock.after(
      keptPlaceMs,
      () => {
        this.#places.delete(hello)
        this.#leave(attachment, 'networkDisconnected')
      },
      { what: `the service giving up ${hello.clientId}`, kind: 'calendar' },
    )
    this.#places.set(hello, { attachment, expiry })
  }
}

const nameOf = (message: ServerMessage): string =>
  message.kind === 'fact' ? message.fact.is : message.kind === 'reply' ? 'reply' : 'pong'
