import type { Backend } from '../backend/backend.ts'
import type { HttpOutcome } from '../backend/http-outcome.ts'
import type { Attachment, Outlet } from '../backend/seat.ts'
import type { Hello, HttpAnswer, Link, MediaArrival, ServerMessage, Socket, SocketHandlers } from '../backend/wire.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Random } from '../kernel/random.ts'
import type { Conditions, SocketMode } from './conditions.ts'

export interface InProcessOptions {
  readonly backend: Backend
  readonly clock: Clock
  readonly random: Random
  readonly conditions: Conditions
  readonly clientId: string
}

interface Line {
  readonly hello: Hello
  readonly handlers: SocketHandlers
  attachment: Attachment | null
  open: boolean
}

/** Codes with which a messaging connection ends (RFC 6455). */
const abnormal = 1006
/** How long the service keeps the place of a client whose line is gone, in milliseconds (the client's own window). */
const keptPlaceMs = 30_000
const slowRefusalMs = 1000

/** Commands and facts between a client and a service in the same process: each message in a turn of its own, in order. */
export class InProcessLink implements Link {
  readonly #options: InProcessOptions
  #lines: Set<Line> = new Set()
  #lastUp = 0
  #lastDown = 0
  #places: Map<string, { attachment: Attachment; expiry: ReturnType<Clock['after']> }> = new Map()

  constructor(options: InProcessOptions) {
    this.#options = options
  }

  http(request: Parameters<Link['http']>[0], answer: (answer: HttpAnswer) => void): void {
    const { backend, conditions, clientId } = this.#options
    this.#up(`${request.what} request`, () => {
      if (!conditions.online)
        return this.#down('network failure', 0, () => answer({ kind: 'network-failure', offline: true }))
      this.#answerHttp(backend.http(request, clientId), answer)
    })
  }

  #answerHttp(outcome: HttpOutcome, answer: (answer: HttpAnswer) => void): void {
    if (outcome.kind === 'silence') return
    if (outcome.kind === 'held') return outcome.whenOpen((next) => this.#answerHttp(next, answer))
    if (outcome.kind === 'network-failure') return this.#down('network failure', 0, () => answer(outcome))
    const { status, body, delayMs } = outcome
    this.#down('HTTP answer', delayMs, () => answer({ kind: 'response', status, body }))
  }

  media(arrival: MediaArrival): void {
    const { backend, conditions } = this.#options
    this.#up('media', () => {
      if (conditions.online) backend.media(arrival)
    })
  }

  openSocket(hello: Hello, handlers: SocketHandlers): Socket {
    const mode = this.#nextMode(hello)
    if (mode === 'throw') throw new TypeError('The messaging connection cannot be made: a fault forbids it.')
    const line: Line = { hello, handlers, attachment: null, open: false }
    this.#lines.add(line)
    this.#begin(line, mode)
    return {
      send: (message) => {
        if (!line.open) return
        this.#up(message.kind === 'ping' ? 'ping' : message.command.method, () => this.#carry(line, message))
      },
      close: () => this.#goodbye(line),
      abandon: () => this.#abandon(line),
    }
  }

  /** Cuts every messaging connection; `code` is what the client is told. */
  drop(code: number = abnormal, clean = false): void {
    for (const line of [...this.#lines]) this.#cut(line, code, clean)
  }

  /** Cuts nothing, but forgets everything: for a reset. */
  forget(): void {
    this.#lines.clear()
    this.#places.clear()
    this.#lastUp = 0
    this.#lastDown = 0
  }

  #nextMode(hello: Hello): SocketMode {
    const { backend, conditions } = this.#options
    const fault = backend.socketFault(hello)
    if (fault?.kind === 'reply') return socketMode(fault.reply.status)
    if (!conditions.online) return 'refuse'
    const [next, ...later] = conditions.socketModes
    if (later.length > 0) conditions.socketModes = later
    return next ?? 'accept'
  }

  #begin(line: Line, mode: SocketMode): void {
    if (mode === 'hang') return
    if (mode === 'refuse' || mode === 'refuseSlow') {
      const delay = mode === 'refuseSlow' ? slowRefusalMs : 0
      return this.#down('refusal of the messaging connection', delay, () => this.#cut(line, abnormal, false))
    }
    this.#down('opening of the messaging connection', 0, () => {
      if (!this.#lines.has(line)) return
      line.open = true
      this.#seat(line)
      line.handlers.opened()
      if (typeof mode === 'object') this.#down('close', 0, () => this.#cut(line, mode.closeAfterOpen, true))
    })
  }

  #placeKey(hello: Hello): string {
    return `${hello.sessionId}\n${hello.clientId}`
  }

  #seat(line: Line): void {
    const outlet = this.#outletOf(line)
    const kept = this.#places.get(this.#placeKey(line.hello))
    if (kept !== undefined) {
      this.#places.delete(this.#placeKey(line.hello))
      this.#options.clock.cancel(kept.expiry)
      line.attachment = kept.attachment
      // The service's words from before the cut wait for the first message on the new line, as recorded.
      const { attachment } = kept
      line.attachment = { ...attachment, receive: (message) => this.#resume(line, attachment, outlet, message) }
      return
    }
    line.attachment = this.#options.backend.attach(line.hello, outlet)
  }

  #resume(line: Line, attachment: Attachment, outlet: Outlet, message: Parameters<Attachment['receive']>[0]): void {
    line.attachment = attachment
    attachment.resume(outlet)
    attachment.receive(message)
  }

  #outletOf(line: Line): Outlet {
    return {
      tell: (message, delayMs) => {
        this.#down(nameOf(message), delayMs, () => {
          if (this.#lines.has(line) && line.open && !this.#options.conditions.silent) line.handlers.message(message)
        })
      },
      close: (code) => this.#down('close', 0, () => this.#cut(line, code, true)),
    }
  }

  #carry(line: Line, message: Parameters<Attachment['receive']>[0]): void {
    if (!this.#lines.has(line) || this.#options.conditions.silent) return
    line.attachment?.receive(message)
  }

  #goodbye(line: Line): void {
    if (!this.#lines.delete(line)) return
    const { attachment } = line
    line.open = false
    this.#up('goodbye', () => attachment?.leave('clientDisconnected'))
  }

  #abandon(line: Line): void {
    if (!this.#lines.delete(line)) return
    line.open = false
    if (line.attachment !== null) this.#keepPlace(line.hello, line.attachment)
  }

  #cut(line: Line, code: number, clean: boolean): void {
    if (!this.#lines.has(line)) return
    const wasOpen = line.open
    this.#abandon(line)
    line.handlers.closed(code, clean, wasOpen)
  }

  #keepPlace(hello: Hello, attachment: Attachment): void {
    attachment.lose()
    const key = this.#placeKey(hello)
    const expiry = this.#options.clock.after(
      keptPlaceMs,
      () => {
        this.#places.delete(key)
        attachment.leave('networkDisconnected')
      },
      { what: `the service giving up ${hello.clientId}`, kind: 'calendar' },
    )
    this.#places.set(key, { attachment, expiry })
  }

  #up(what: string, run: () => void): void {
    this.#lastUp = this.#schedule(this.#lastUp, 0, what, run)
  }

  #down(what: string, delayMs: number, run: () => void): void {
    // A slow answer does not hold up the ones behind it; equal ones keep their order.
    const due = this.#schedule(delayMs > 0 ? 0 : this.#lastDown, delayMs, what, run)
    if (delayMs === 0) this.#lastDown = due
  }

  #schedule(notBefore: number, delayMs: number, what: string, run: () => void): number {
    const { clock, random, conditions } = this.#options
    const [least, most] = conditions.latency
    const latency = most > least ? least + random.next() * (most - least) : least
    const due = Math.max(notBefore, clock.now() + latency + delayMs)
    clock.after(due - clock.now(), run, { what, kind: 'work' })
    return due
  }
}

const nameOf = (message: ServerMessage): string =>
  message.kind === 'fact' ? message.fact.is : message.kind === 'reply' ? 'reply' : 'pong'

function socketMode(status: string): SocketMode {
  if (status === 'refuse' || status === 'refuseSlow' || status === 'hang' || status === 'throw') return status
  return /^\d+$/.test(status) ? { closeAfterOpen: Number(status) } : 'accept'
}
