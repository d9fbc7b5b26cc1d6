/** A session's line to the service: numbered requests, pings, and the reconnecting of a line that was lost, in a window of 30 seconds. */

import { closeOutcome } from '../../contract/close-codes.ts'
import type { Timer } from '../../kernel/time/clock.ts'
import type { Command } from '../../wire/commands.ts'
import type { Fact } from '../../wire/facts.ts'
import type { ClientMessage, Hello, ServerMessage, Socket } from '../../wire/link.ts'
import type { Reply } from '../../wire/replies.ts'
import type { Client } from '../base/client.ts'

/** How a messaging connection came to its end. */
export type LineEnd =
  | { readonly kind: 'never-opened'; readonly timedOut: boolean }
  | { readonly kind: 'closed'; readonly code: number }
  | { readonly kind: 'gave-up' }
  | { readonly kind: 'silent' }

export interface LineHandlers {
  opened(): void
  fact(fact: Fact): void
  /** The line is gone, and is being sought again. */
  interrupted(): void
  restored(): void
  /** The line is gone for good. */
  ended(end: LineEnd): void
}

/**
 * Hears that a request was lost with the messaging connection.
 *
 * @param isLate The connection was on its way out when the request was made.
 * @returns whether the end of the session goes on: false where the SDK throws in the middle of it.
 */
export type Lost = (isLate: boolean) => boolean

interface Pending {
  readonly id: number
  readonly command: Command
  readonly answered: (reply: Reply) => void
  readonly lost: () => boolean
}

/** Times of the SDK, in milliseconds (`fixtures/observed/README.md`, "Times"). */
const pingEveryMs = 2000
/**
 * Counted from the first ping that is not answered. The service's last word came a ping (2 s) earlier: 5.4 s before
 * `sessionReconnecting`, 50.7 s before the end of a session without reconnection (`fixtures/observed/README.md`, "Times").
 */
const silenceMs = 3400
const silenceWithoutReconnectionMs = 48_700
const windowMs = 30_000
const openingMs = 15_000
const nextAttemptMs = 5
/** A line that the client closes: what the browser does for a camera in the same turn comes first (observed: `connected:20310915:2`). */
const closingMs = 1
const endOfRequests = { what: 'the end of the requests under way', kind: 'work' } as const

/** The details of a request that the journal keeps. */
function detailsOf(command: Command): Readonly<Record<string, unknown>> {
  const details: Record<string, unknown> = {}
  const parts: Readonly<Record<string, unknown>> = command
  for (const key in parts) if (key !== 'method') details[key] = parts[key]
  return details
}

/** A session's messaging connection: numbered requests, heartbeats, and the search for a line that was lost. */
export class ServiceLine {
  readonly #client: Client
  readonly #hello: Hello
  readonly #handlers: LineHandlers
  readonly #reconnects: boolean
  #socket: Socket | null = null
  #generation = 0
  #next = 1
  #pending: Map<number, Pending> = new Map()
  #established = false
  #open = false
  #seeking = false
  #isTellingOfLoss = false
  #ended = false
  #heartbeat: Timer | undefined
  #silence: Timer | undefined
  #opening: Timer | undefined
  #window: Timer | undefined

  constructor(client: Client, hello: Hello, reconnects: boolean, handlers: LineHandlers) {
    this.#client = client
    this.#hello = hello
    this.#reconnects = reconnects
    this.#handlers = handlers
  }

  get reconnecting(): boolean {
    return this.#seeking
  }

  /** Whether the application is being told, at this moment, that the line is sought again. */
  get isTellingOfLoss(): boolean {
    return this.#isTellingOfLoss
  }

  /** Whether it is over: the client has said goodbye, or the line was given up. */
  get isOver(): boolean {
    return this.#ended
  }

  get isOpen(): boolean {
    return this.#open
  }

  /** Opens the line; throws what making a socket throws. */
  open(): void {
    this.#connect()
  }

  /** The client has joined: what was asked for meanwhile is sent. */
  establish(): void {
    this.#established = true
    this.#sendPending()
  }

  request(command: Command, answered: (reply: Reply) => void, lost: Lost): void {
    // Behind the goodbye nothing is sent (observed: `media:20481129:751`; recorded: `ends/publish/same-turn/disconnect`).
    if (this.#ended) return void lost(true)
    const pending = { id: this.#next++, command, answered, lost: () => lost(false) }
    this.#pending.set(pending.id, pending)
    if (this.#maySend(command)) this.#sendOne(pending)
  }

  /**
   * Says goodbye. Nothing is heard afterwards; a millisecond later, in a turn of its own, the requests under way are lost.
   *
   * @param then Called behind them, unless one of them throws.
   */
  close(then: () => void = () => {}): void {
    if (this.#ended) return then()
    this.#finish()
    this.#socket?.close()
    this.#socket = null
    const { clock } = this.#client
    clock.after(closingMs, () => this.#losePending() && then(), endOfRequests)
  }

  #connect(): void {
    const generation = ++this.#generation
    const current = (): boolean => generation === this.#generation && !this.#ended
    this.#socket = this.#client.link.openSocket(this.#hello, {
      opened: () => current() && this.#whenOpen(),
      message: (message) => current() && this.#hear(message),
      closed: (code, _clean, wasOpen) => current() && this.#whenClosed(code, wasOpen),
    })
    this.#opening = this.#client.clock.after(openingMs, () => current() && this.#whenNotOpened(), {
      what: 'the opening of the messaging connection to time out',
      kind: () => (this.#seeking && this.#client.isHeld('network') ? 'calendar' : 'work'),
    })
  }

  #whenOpen(): void {
    this.#client.clock.cancel(this.#opening)
    this.#open = true
    this.#beat()
    if (!this.#established && !this.#seeking) return this.#handlers.opened()
    this.#sendPending()
  }

  #whenNotOpened(): void {
    this.#abandonSocket()
    if (this.#seeking) this.#connect()
    else this.#end({ kind: 'never-opened', timedOut: true })
  }

  #hear(message: ServerMessage): void {
    if (this.#silence !== undefined) this.#client.clock.cancel(this.#silence)
    this.#silence = undefined
    if (this.#seeking) this.#whenRestored()
    if (message.kind === 'fact') this.#handlers.fact(message.fact)
    if (message.kind !== 'reply') return
    const pending = this.#pending.get(message.id)
    this.#pending.delete(message.id)
    pending?.answered(message.reply)
  }

  #whenRestored(): void {
    this.#seeking = false
    this.#client.clock.cancel(this.#window)
    this.#handlers.restored()
  }

  #whenClosed(code: number, wasOpen: boolean): void {
    this.#stopTimers()
    this.#open = false
    this.#socket = null
    if (this.#seeking && !wasOpen) return this.#seekAgain()
    if (!this.#established && !wasOpen) return this.#end({ kind: 'never-opened', timedOut: false })
    // A line that was open is sought again, whether the client has joined or not (recorded: `ends/connect/asking-to-join/socket-dropped-and-back`),
    // unless its close says not to: also where it was found anew and nothing was heard on it yet (observed: `connected:20450201:1525`).
    if (closeOutcome(code, this.#reconnects) !== 'reconnects') return this.#endClosed({ kind: 'closed', code })
    if (this.#seeking) this.#seekAgain()
    else this.#seek()
  }

  #seek(): void {
    this.#seeking = true
    this.#isTellingOfLoss = true
    this.#handlers.interrupted()
    this.#isTellingOfLoss = false
    if (this.#ended) return
    this.#window = this.#client.clock.after(windowMs, () => this.#stopReconnecting(), {
      what: 'the end of the reconnection window',
      kind: 'calendar',
    })
    this.#seekAgain()
  }

  // The SDK tries about 100 times a second. Where there is no network, every attempt is refused at once and nobody sees it: the
  // next one is made when the network is back.
  #seekAgain(): void {
    const { link, clock } = this.#client
    if (!link.isUp) return link.whenUp(() => this.#seeks && this.#seekAgain())
    clock.after(nextAttemptMs, () => this.#seeks && this.#connect(), {
      what: 'the next attempt to reconnect',
      kind: () => (this.#client.isHeld('network') ? 'calendar' : 'work'),
    })
  }

  get #seeks(): boolean {
    return !this.#ended && this.#seeking && this.#socket === null
  }

  #stopReconnecting(): void {
    const answering = this.#open
    this.#abandonSocket()
    this.#end(answering ? { kind: 'silent' } : { kind: 'gave-up' })
  }

  // A ping tells both sides that the line stands; the first answer on a new line tells that it is restored.
  #beat(): void {
    this.#heartbeat = this.#client.clock.after(pingEveryMs, () => this.#whenBeat(), {
      what: 'the next ping',
      recurring: true,
      kind: () => (this.#seeking && !this.#client.isHeld('network') ? 'work' : 'calendar'),
    })
  }

  #whenBeat(): void {
    this.#send({ kind: 'ping' })
    this.#silence ??= this.#client.clock.after(
      this.#reconnects ? silenceMs : silenceWithoutReconnectionMs,
      () => this.#whenSilent(),
      { what: 'the service to be taken for silent', kind: 'calendar' },
    )
    this.#beat()
  }

  #whenSilent(): void {
    if (this.#ended || this.#seeking || !this.#established) return
    this.#abandonSocket()
    if (this.#reconnects) this.#seek()
    else this.#end({ kind: 'silent' })
  }

  #sendPending(): void {
    for (const pending of this.#pending.values()) if (this.#maySend(pending.command)) this.#sendOne(pending)
  }

  // Before it has joined, a client asks to join, and for nothing else.
  #maySend({ method }: Command): boolean {
    return this.#open && (this.#established || method === 'connection.create')
  }

  #sendOne({ id, command }: Pending): void {
    this.#send({ kind: 'command', id, command })
  }

  #send(message: ClientMessage): void {
    if (message.kind === 'command') {
      this.#client.journal.add('request', this.#client.id, message.command.method, detailsOf(message.command))
    }
    this.#socket?.send(message)
  }

  #abandonSocket(): void {
    this.#generation++
    this.#stopTimers()
    this.#open = false
    this.#socket?.abandon()
    this.#socket = null
  }

  #stopTimers(): void {
    this.#client.clock.cancel(this.#heartbeat)
    this.#client.clock.cancel(this.#silence)
    this.#silence = undefined
    this.#client.clock.cancel(this.#opening)
  }

  #finish(): void {
    this.#ended = true
    this.#seeking = false
    this.#open = false
    this.#generation++
    this.#stopTimers()
    this.#client.clock.cancel(this.#window)
  }

  #end(end: LineEnd): void {
    this.#finish()
    if (this.#losePending()) this.#handlers.ended(end)
  }

  // Of a client that has joined, what the requests under way come to is told a turn later (observed: `connected:20410117:81`).
  #endClosed(end: LineEnd): void {
    if (!this.#established) return this.#end(end)
    this.#finish()
    const lose = (): void => void (this.#losePending() && this.#handlers.ended(end))
    this.#client.clock.after(0, lose, endOfRequests)
  }

  /**
   * The requests under way are lost, in the order in which they were made. Where the SDK throws, nothing follows: the others are
   * never answered (recorded: `ends/within/several/handler-throws`).
   *
   * @returns whether the end of the session goes on.
   */
  #losePending(): boolean {
    const left = [...this.#pending.values()]
    this.#pending.clear()
    return left.every((pending) => pending.lost())
  }
}
