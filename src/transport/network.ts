import { demandEffect } from '../kernel/effect.ts'
import type { RawReply } from '../kernel/hazard.ts'
import type { Conditions, SocketMode } from './conditions.ts'
import { goodConditions, isUp } from './conditions.ts'
import type { InProcessLink } from './in-process.ts'

/** The way of one client to the service, and the state it is in. */
export interface Way {
  readonly conditions: Conditions
  readonly link: Pick<InProcessLink, 'hasLine' | 'drop' | 'goOn' | 'networkChanged'>
  /** The paths of its media: whether the network carries what goes over them. */
  readonly media: { carry(carried: boolean): void }
}

export interface NetworkParts {
  /** The clients whose network this is: one, or all of a world. */
  readonly ways: () => readonly Way[]
  /** Runs something after a while, as calendar time. */
  readonly later: (ms: number, run: () => void) => void
  /** Arms a raw answer at a point of the service. */
  readonly answer: (point: string, reply: RawReply, times: number) => void
  /** Called when a condition was lifted, so that waits behind it go on. */
  readonly lifted: () => void
  readonly note: (what: string, detail: Readonly<Record<string, unknown>>) => void
}

/** A network is cut and mended for messages and media alike. */
function switchNetwork(ways: readonly Way[], change: (conditions: Conditions) => void): void {
  for (const { conditions, link, media } of ways) {
    const wasUp = isUp(conditions)
    change(conditions)
    if (isUp(conditions) === wasUp) continue
    media.carry(!wasUp)
    link.networkChanged()
  }
}

/** The page of a client says that its network is gone, or is back: the browser's own `offline` and `online` events. */
export const pageWent = (way: Way, online: boolean): void =>
  switchNetwork([way], (conditions) => {
    conditions.pageOnline = online
  })

/** The way to a service that lives elsewhere is gone, or is back. */
export const waysWent = (clients: readonly { readonly way: Way }[], reachable: boolean): void =>
  switchNetwork(
    clients.map(({ way }) => way),
    (conditions) => {
      conditions.reachable = reachable
    },
  )

/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** An answer of the service as a test author gives it. */
export interface RawAnswer {
  /** An HTTP status, a close code, or a word: `none` never answers, `failed` and `offline` are failed requests. */
  readonly status: number | string
  readonly reason?: string
  /** For HTTP points: a text, or a value that is sent as JSON. */
  readonly body?: Json
  /** How long the answer takes, in milliseconds. */
  readonly delayMs?: number
}

/** The network of one client, or of all, in the test author's hands. */
export class Network {
  readonly #parts: NetworkParts
  /** The number of the flapping that goes on; a higher one has ended it. */
  #flaps = 0

  constructor(parts: NetworkParts) {
    this.#parts = parts
  }

  /** Whether the client is cut off, or the service refuses or ignores it, because the test author or the page said so. */
  get isHeld(): boolean {
    return this.#parts.ways().some(({ conditions }) => {
      return !isUp(conditions) || conditions.silent || (conditions.socketModes[0] ?? 'accept') !== 'accept'
    })
  }

  /**
   * Cuts the network, until `comeBack()`. Messaging lines break at once, requests fail, new lines are refused. Media stops at
   * once, and each browser reports its paths as `disconnected` 5.8 seconds later (measured in Chromium); in a relayed session
   * that goes for both ends.
   *
   * @throws NoEffect where the network is gone already.
   * @example simulator.network.goOffline()
   */
  goOffline(): void {
    const there = this.#parts.ways().filter(({ conditions }) => conditions.online)
    demandEffect('network.goOffline', there, 'the network is gone already. comeBack() mends it.')
    this.#cut()
  }

  #cut(): void {
    this.#parts.note('network.goOffline', {})
    switchNetwork(this.#parts.ways(), (conditions) => {
      conditions.online = false
    })
  }

  /**
   * Mends everything that was wrong with the network, and ends what flaps; its latency stays. If the page says that it is offline,
   * it stays offline.
   * @example simulator.network.comeBack()
   */
  comeBack(): void {
    this.#flaps++
    this.#mend()
  }

  #mend(): void {
    this.#parts.note('network.comeBack', {})
    switchNetwork(this.#parts.ways(), (conditions) => {
      const { latency, pageOnline, reachable } = conditions
      Object.assign(conditions, goodConditions(), { latency, pageOnline, reachable })
    })
    for (const { link } of this.#parts.ways()) link.goOn()
    this.#parts.lifted()
  }

  /**
   * Sets how long each message takes one way, in milliseconds: one figure, or at least and at most, drawn from the seed.
   *
   * @throws RangeError where the least is more than the most.
   * @example simulator.network.setLatency(80, 200)
   */
  setLatency(least: number, most: number = least): void {
    if (least > most) {
      throw new RangeError(
        `A latency from ${least} to ${most} ms is impossible. Give one figure, or the least and then the most.`,
      )
    }
    this.#parts.note('network.setLatency', { least, most })
    this.#change({ latency: [least, most] })
  }

  /**
   * Breaks every messaging connection, as if the service closed it with `code`; default 1006, an abnormal end. The network itself
   * stands: media goes on, and a new line is taken at once. For a network that is gone see `goOffline()`.
   *
   * @throws NoEffect where no messaging connection is open.
   * @example simulator.network.drop() // sessionReconnecting
   */
  drop(code = 1006): void {
    const open = this.#parts.ways().filter(({ link }) => link.hasLine)
    demandEffect('network.drop', open, 'no messaging connection is open at this time. Connect a session first.')
    this.#parts.note('network.drop', { code })
    for (const { link } of this.#parts.ways()) link.drop(code, code !== 1006)
  }

  /**
   * Goes offline and comes back, messages and media, again and again: `times` times, `downMs` away and `upMs` there, in milliseconds of
   * calendar time; it begins at once and ends with the network there, or earlier with `comeBack()`.
   * @example simulator.network.flap({ times: 5, downMs: 2000, upMs: 10_000 })
   */
  flap(options: { readonly times?: number; readonly downMs?: number; readonly upMs?: number } = {}): void {
    const { times = 3, downMs = 2000, upMs = 5000 } = options
    this.goOffline()
    this.#flapOn(times, { downMs, upMs, flapping: ++this.#flaps })
  }

  // A network that flaps goes on, whatever the test author does to it meanwhile, unless it is mended.
  #flapOn(left: number, flap: { readonly downMs: number; readonly upMs: number; readonly flapping: number }): void {
    const isOver = (): boolean => flap.flapping !== this.#flaps
    this.#parts.later(flap.downMs, () => {
      if (isOver()) return
      this.#mend()
      if (left < 2) return
      this.#parts.later(flap.upMs, () => {
        if (isOver()) return
        this.#cut()
        this.#flapOn(left - 1, flap)
      })
    })
  }

  /**
   * The messaging service stops talking and listening without ending any line, or starts again. Media goes on.
   *
   * @throws NoEffect where the service is silent already, or talks already.
   * @example simulator.network.setSilent(true)
   */
  setSilent(silent: boolean): void {
    const other = this.#parts.ways().filter(({ conditions }) => conditions.silent !== silent)
    demandEffect('network.setSilent', other, `the service ${silent ? 'is silent' : 'talks'} already.`)
    this.#parts.note('network.setSilent', { silent })
    this.#change({ silent })
    if (silent) return
    for (const { link } of this.#parts.ways()) link.goOn()
    this.#parts.lifted()
  }

  /**
   * How coming messaging connections are taken, one each in order; the last one stays.
   * @example simulator.network.setSocketMode('refuse', 'accept') // the first is refused
   */
  setSocketMode(...modes: readonly SocketMode[]): void {
    this.#parts.note('network.setSocketMode', { modes: [...modes] })
    for (const { conditions } of this.#parts.ways()) {
      conditions.socketModes = modes.length === 0 ? ['accept'] : [...modes]
    }
    if (!this.isHeld) this.#parts.lifted()
  }

  /**
   * Arms a raw answer: at `sessionInfo` an HTTP status and body, at a request such as `stream.create` a status and a
   * reason; status `'none'` never answers. A status is a number or a text.
   *
   * @example
   * simulator.network.answer('sessionInfo', { status: 503 })
   */
  answer(point: string, reply: RawAnswer, options: { readonly times?: number } = {}): void {
    const { status, body, ...rest } = reply
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const raw = { ...rest, status: String(status), ...(text === undefined ? {} : { body: text }) }
    this.#parts.note('network.answer', { point, ...raw, ...options })
    this.#parts.answer(point, raw, options.times ?? 1)
  }

  #change(change: Partial<Pick<Conditions, 'latency' | 'silent'>>): void {
    for (const { conditions } of this.#parts.ways()) Object.assign(conditions, change)
  }
}
