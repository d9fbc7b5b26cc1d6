import type { ServiceSnapshot } from '../backend/snapshot.ts'
import type { Clock } from '../kernel/time/clock.ts'
import type { Port } from '../transport/port.ts'
import { SteadyLine } from '../transport/steady-line.ts'
import {
  type FromHost,
  type FromTab,
  isNumbered,
  isTurnedAway,
  isWelcome,
  type Welcome,
  type WorldTerms,
} from './protocol.ts'

/** The receiver of what happens on a tab's way to the host. */
export interface WayListener {
  heard(message: FromHost): void
  /** The host has let the tab in: for the first time, again, or it is another host. */
  welcomed(welcome: Welcome, how: 'first' | 'again' | 'elsewhere'): void
  /** The port is gone. */
  lost(): void
  turnedAway(why: string): void
}

export interface WayParts {
  /** Opens a port to the host of the world; called again each time that a port is gone. */
  readonly connect: () => Port
  /** A clock that no reset of the world stops. */
  readonly clock: Clock
  readonly version: string
  /** Drawn by chance for this tab. */
  readonly place: string
  readonly terms: WorldTerms
  /** The tab's knowledge of the world, where another host may go on from it. */
  readonly snapshot?: (() => ServiceSnapshot | undefined) | undefined
}

/** How long a tab waits before it tries again, in milliseconds, longer each time. */
const pauses: readonly number[] = [0, 100, 300, 1000, 2000, 5000]

/** A tab's way to the host of its world: every message arrives once and in order, as long as the host is the same. */
export class WayToHost {
  readonly #parts: WayParts
  readonly #listener: WayListener
  #line: SteadyLine<FromTab, FromHost>
  #port: Port | null = null
  #host: string | null = null
  #number: number | null = null
  #tries = 0
  #isOver = false

  constructor(parts: WayParts, listener: WayListener) {
    this.#parts = parts
    this.#listener = listener
    this.#line = this.#newLine()
  }

  /** The tab's number in this world; null until it is let in. */
  get number(): number | null {
    return this.#number
  }

  get isOpen(): boolean {
    return this.#port !== null
  }

  /** Opens the way, and opens it again whenever it is lost. */
  open(): void {
    if (this.#isOver) return
    const { connect, version, place, terms } = this.#parts
    const port = connect()
    port.onMessage((word) => {
      if (isWelcome(word)) this.#welcome(port, word)
      else if (isTurnedAway(word)) this.#turnAway(port, word.why)
      else if (this.#port === port && isNumbered<FromHost>(word)) this.#line.receive(word)
    })
    port.onClose(() => this.#lose(port))
    const { heard } = this.#line
    const snapshot = this.#host === null ? undefined : this.#parts.snapshot?.()
    const known = snapshot === undefined ? {} : { snapshot }
    port.send({ is: 'greeting', version, place, host: this.#host, number: this.#number, heard, terms, ...known })
  }

  send(message: FromTab): void {
    if (!this.#isOver) this.#line.send(message)
  }

  /** Says goodbye, and goes. */
  leave(): void {
    if (this.#isOver) return
    this.#line.send({ is: 'leaving' })
    this.#isOver = true
    this.#port?.close()
    this.#port = null
  }

  /** Comes back after it has left, as a page that the browser kept does. The host takes it for a new tab. */
  comeBack(): void {
    if (!this.#isOver) return
    this.#isOver = false
    this.#host = null
    this.#line = this.#newLine()
    this.open()
  }

  #newLine(): SteadyLine<FromTab, FromHost> {
    return new SteadyLine((message) => this.#listener.heard(message))
  }

  #welcome(port: Port, welcome: Welcome): void {
    const how = this.#host === null ? 'first' : welcome.resumed ? 'again' : 'elsewhere'
    // Messages to another host are lost with it.
    if (how === 'elsewhere') this.#line = this.#newLine()
    this.#host = welcome.host
    this.#number = welcome.number
    this.#port = port
    this.#tries = 0
    if (how === 'first') {
      this.#listener.welcomed(welcome, how)
      return this.#line.goOn(port, 0)
    }
    this.#line.goOn(port, welcome.heard)
    this.#listener.welcomed(welcome, how)
  }

  #turnAway(port: Port, why: string): void {
    this.#isOver = true
    port.close()
    this.#listener.turnedAway(why)
  }

  #lose(port: Port): void {
    const wasOpen = this.#port === port
    if (this.#isOver || (this.#port !== null && !wasOpen)) return
    this.#port = null
    this.#line.pause()
    if (wasOpen) this.#listener.lost()
    const pause = pauses[Math.min(this.#tries, pauses.length - 1)] ?? 0
    // A program that has nothing else to do waits for the first few attempts, and no longer.
    const kind = this.#tries++ < 3 ? 'work' : 'calendar'
    this.#parts.clock.after(pause, () => this.open(), { what: 'the host of this world', kind })
  }
}
