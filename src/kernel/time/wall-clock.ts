import type { Clock, PageWait, PendingWait, Timer, Wait, WaitKind } from './clock.ts'
import { kindOf, listed, pageLimitMs } from './clock.ts'

interface MessageEnds {
  readonly port1: { onmessage: unknown; ref?: () => void; unref?: () => void }
  readonly port2: { postMessage(message: unknown): void }
}
type Schedule = (run: () => void, ms?: number) => unknown
interface HostTimers {
  setTimeout: Schedule
  clearTimeout(handle: unknown): void
  setImmediate?: Schedule
  MessageChannel?: new () => MessageEnds
  Date: { now(): number }
  process?: { getBuiltinModule?: (name: string) => unknown }
  crypto: { getRandomValues(words: Uint32Array): Uint32Array }
}
const host: HostTimers = globalThis as unknown as HostTimers

const isSchedule = (value: unknown): value is Schedule => typeof value === 'function'

// Fake timers that stood before this module was loaded keep the originals on the clock that they carry.
function original(name: 'setImmediate' | 'setTimeout' | 'Date'): unknown {
  const given: unknown = host[name]
  if (typeof given !== 'function' || !('clock' in given)) return given
  return Reflect.get(Object(given.clock), `_${name}`)
}

function genuine(name: 'setImmediate' | 'setTimeout'): Schedule | undefined {
  const kept = original(name)
  return isSchedule(kept) && !('_isMockFunction' in kept) ? kept : undefined
}

const isDate = (value: unknown): value is typeof host.Date => typeof value === 'function' && 'now' in value

// Taken when this module loads, so that a test runner's fake timers, installed later, cannot stop simulated time.
const nativeImmediate = genuine('setImmediate')
const nativeTimeout = genuine('setTimeout') ?? host.setTimeout
const keptDate = original('Date')
const nativeDate = isDate(keptDate) ? keptDate : host.Date

function channelTurns(Channel: new () => MessageEnds): (run: () => void) => void {
  const { port1, port2 } = new Channel()
  const waiting: (() => void)[] = []
  port1.onmessage = () => {
    const run = waiting.shift()
    if (waiting.length === 0) port1.unref?.()
    run?.()
  }
  port1.unref?.()
  return (run) => {
    if (waiting.length === 0) port1.ref?.()
    waiting.push(run)
    port2.postMessage(null)
  }
}

// Jest's jsdom has neither setImmediate nor MessageChannel, and its setTimeout takes more than a millisecond: Node, which is
// around it, still has its own.
function immediateAround(): Schedule | undefined {
  const timers: unknown = host.process?.getBuiltinModule?.('timers')
  const found: unknown = typeof timers === 'object' && timers !== null ? Reflect.get(timers, 'setImmediate') : undefined
  return isSchedule(found) ? found : undefined
}

function makeNextTurn(): (run: () => void) => void {
  const immediate = nativeImmediate ?? (host.MessageChannel === undefined ? immediateAround() : undefined)
  if (immediate !== undefined) return (run) => void immediate(run)
  if (host.MessageChannel !== undefined) return channelTurns(host.MessageChannel)
  return (run) => void nativeTimeout(run, 0)
}

let turns: ((run: () => void) => void) | undefined

/** Runs `run` in a task of its own, as soon as the host allows; no fake timer stops it. */
export function nextTurn(run: () => void): void {
  turns ??= makeNextTurn()
  turns(run)
}

/** Some letters that the host draws by chance: the only thing here that no seed decides. */
export const hostChance = (): string =>
  [...host.crypto.getRandomValues(new Uint32Array(2))].map((word) => word.toString(36)).join('')

/** The host's time in milliseconds since the Unix epoch. */
export const hostNow = (): number => host.Date.now()

/** Real time, which no fake timer stops: for what a page does, and for pictures that move. */
export const realTime = {
  /** Milliseconds since the Unix epoch. */
  now: (): number => nativeDate.now(),
  /** Runs `run` once `ms` have passed. */
  after: (ms: number, run: () => void): void => void nativeTimeout(run, ms),
}

/** Whether a wait keeps a Node process alive: what work hangs on does, and what only time brings about does not. */
function hold(handle: unknown, kind: WaitKind): void {
  if (typeof handle !== 'object' || handle === null) return
  const change: unknown = Reflect.get(handle, kind === 'work' ? 'ref' : 'unref')
  if (typeof change === 'function') change.call(handle)
}

export interface WallClockOptions {
  /** Told of each wait that the page did not answer in time. */
  readonly unanswered?: (what: string) => void
}

/** Real time. `setTimeout` and `Date.now` are looked up at each call, so that a runner's fake timers govern it. */
export class WallClock implements Clock {
  readonly #options: WallClockOptions
  #sequence = 0
  #handles: Map<Timer, unknown> = new Map()
  #observers: (() => void)[] = []
  #waiters: (() => void)[] = []

  constructor(options: WallClockOptions = {}) {
    this.#options = options
  }

  now(): number {
    return host.Date.now()
  }

  after(delayMs: number, run: () => void, wait: Wait): Timer {
    const timer: Timer = { due: this.now() + delayMs, sequence: this.#sequence++, wait, run, cancelled: false }
    const handle = host.setTimeout(() => this.#fire(timer), delayMs)
    hold(handle, kindOf(wait))
    this.#handles.set(timer, handle)
    return timer
  }

  alongside(delayMs: number, run: () => void, wait: Wait): void {
    this.after(delayMs, run, wait)
  }

  cancel(timer: Timer | undefined): void {
    if (timer === undefined || !this.#handles.has(timer)) return
    host.clearTimeout(this.#handles.get(timer))
    this.#finish(timer)
    this.#tellIdle()
  }

  awaitPage(what: string, gaveUp?: () => void): PageWait {
    const expired = (): void => {
      this.#options.unanswered?.(what)
      gaveUp?.()
    }
    const timer = this.after(pageLimitMs, expired, { what, kind: 'work', endedBy: 'page' })
    return { end: () => this.cancel(timer) }
  }

  #fire(timer: Timer): void {
    if (timer.cancelled) return
    this.#finish(timer)
    for (const observer of this.#observers) observer()
    try {
      timer.run()
    } finally {
      this.#tellIdle()
    }
  }

  #finish(timer: Timer): void {
    this.#handles.delete(timer)
    timer.cancelled = true
  }

  #tellIdle(): void {
    if (this.#waiters.length === 0) return
    for (const { wait } of this.#handles.keys()) if (kindOf(wait) === 'work') return
    for (const done of this.#waiters.splice(0)) done()
  }

  advance(ms: number): Promise<void> {
    return new Promise((resolve) => {
      host.setTimeout(resolve, ms)
    })
  }

  async runAll(): Promise<void> {
    for (;;) {
      const finite = [...this.#handles.keys()].filter(({ wait }) => wait.recurring !== true)
      const last = Math.max(-1, ...finite.map(({ due }) => due))
      if (last < 0) return
      await this.advance(Math.max(0, last - this.now()))
    }
  }

  settled(): Promise<void> {
    // A wait that was calendar time when it was set may be work by now, and the caller waits for it.
    for (const [timer, handle] of this.#handles) hold(handle, kindOf(timer.wait))
    return new Promise((resolve) => {
      nextTurn(() => {
        this.#waiters.push(resolve)
        this.#tellIdle()
      })
    })
  }

  pending(): readonly PendingWait[] {
    return [...this.#handles.keys()]
      .sort((a, b) => a.due - b.due || a.sequence - b.sequence)
      .map(({ due, wait }) => listed(due, wait))
  }

  onTurn(observer: () => void): void {
    this.#observers.push(observer)
  }

  reset(): void {
    for (const timer of [...this.#handles.keys()]) this.cancel(timer)
  }
}
