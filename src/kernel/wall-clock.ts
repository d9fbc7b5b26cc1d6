import type { Clock, PendingWait, Timer, Wait } from './clock.ts'
import { kindOf } from './clock.ts'

interface MessageEnds {
  readonly port1: { onmessage: unknown; ref?: () => void; unref?: () => void }
  readonly port2: { postMessage(message: unknown): void }
}
interface HostTimers {
  setTimeout(run: () => void, ms: number): unknown
  clearTimeout(handle: unknown): void
  setImmediate?: ((run: () => void) => unknown) & { clock?: unknown }
  MessageChannel?: new () => MessageEnds
  Date: { now(): number }
}
const host: HostTimers = globalThis as unknown as HostTimers

// Taken when this module loads, so that a test runner's fake timers, installed later, cannot stop simulated time.
// A setImmediate that is a fake already carries the `clock` it belongs to.
const nativeImmediate = host.setImmediate !== undefined && !('clock' in host.setImmediate) ? host.setImmediate : null
const nativeTimeout = host.setTimeout

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

function makeNextTurn(): (run: () => void) => void {
  if (nativeImmediate !== null) return (run) => void nativeImmediate(run)
  if (host.MessageChannel !== undefined) return channelTurns(host.MessageChannel)
  return (run) => void nativeTimeout(run, 0)
}

let turns: ((run: () => void) => void) | undefined

/** Runs `run` in a task of its own, as soon as the host allows; no fake timer stops it. */
export function nextTurn(run: () => void): void {
  turns ??= makeNextTurn()
  turns(run)
}

/** The host's time in milliseconds since the Unix epoch. */
export const hostNow = (): number => host.Date.now()

interface WallTimer extends Timer {
  handle: unknown
}

/** Real time. `setTimeout` and `Date.now` are looked up at each call, so that a runner's fake timers govern it. */
export class WallClock implements Clock {
  #sequence = 0
  #timers: Set<WallTimer> = new Set()
  #observers: (() => void)[] = []
  #idle: (() => void)[] = []

  now(): number {
    return host.Date.now()
  }

  after(delayMs: number, run: () => void, wait: Wait): Timer {
    const timer: WallTimer = {
      due: this.now() + delayMs,
      sequence: this.#sequence++,
      wait,
      run,
      cancelled: false,
      handle: undefined,
    }
    this.#timers.add(timer)
    timer.handle = host.setTimeout(() => this.#fire(timer), delayMs)
    return timer
  }

  cancel(timer: Timer | undefined): void {
    if (timer === undefined || timer.cancelled) return
    timer.cancelled = true
    for (const own of this.#timers) {
      if (own !== timer) continue
      this.#timers.delete(own)
      host.clearTimeout(own.handle)
    }
    this.#tellIdle()
  }

  #fire(timer: WallTimer): void {
    if (timer.cancelled) return
    this.#timers.delete(timer)
    timer.cancelled = true
    for (const observer of this.#observers) observer()
    try {
      timer.run()
    } finally {
      this.#tellIdle()
    }
  }

  #tellIdle(): void {
    if (this.pending().some((wait) => wait.kind === 'work')) return
    for (const done of this.#idle.splice(0)) done()
  }

  advance(ms: number): Promise<void> {
    return new Promise((resolve) => {
      host.setTimeout(resolve, ms)
    })
  }

  async runAll(): Promise<void> {
    for (;;) {
      const last = Math.max(-1, ...this.pending().map((wait) => wait.due))
      if (last < 0) return
      await this.advance(Math.max(0, last - this.now()))
    }
  }

  settled(): Promise<void> {
    return new Promise((resolve) => {
      nextTurn(() => {
        this.#idle.push(resolve)
        this.#tellIdle()
      })
    })
  }

  pending(): readonly PendingWait[] {
    return [...this.#timers].map(({ due, wait }) => ({ due, what: wait.what, kind: kindOf(wait) }))
  }

  onTurn(observer: () => void): void {
    this.#observers.push(observer)
  }

  reset(): void {
    for (const timer of [...this.#timers]) this.cancel(timer)
  }
}
