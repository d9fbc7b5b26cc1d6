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
  const arrived = (): void => {
    const run = waiting.shift()
    if (waiting.length === 0) port1.unref?.()
    run?.()
  }
  port1.onmessage = arrived
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
  if (immediate !== undefined) return immediate
  if (host.MessageChannel !== undefined) return channelTurns(host.MessageChannel)
  return (run) => void nativeTimeout(run, 0)
}

let turns: ((run: () => void) => void) | undefined

/** Runs `run` in a task of its own, as soon as the host allows; no fake timer stops it. */
export function nextTurn(run: () => void): void {
  turns ??= makeNextTurn()
  turns(run)
}

/** As {@link nextTurn}, for a caller that goes on for long: the host's own function where it has one. */
export const turnsOfHost: (run: () => void) => void = nativeImmediate ?? nextTurn

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

/** The longest time that a host's timer knows; one that is set for longer fires at once. */
const longestMs = 2 ** 31 - 1

/** How often it is looked whether fake timers, under which somebody waits, are still there. */
const lookMs = 20

/** The timer of the host behind a wait. */
interface HostTimer {
  readonly handle: unknown
  /** The `setTimeout` that set it: fake timers that are taken away forget what they have set. */
  readonly schedule: Schedule
}

const isForgotten = ({ schedule }: HostTimer): boolean => schedule !== nativeTimeout && schedule !== host.setTimeout

/** Sets a timer of the host, for however long; `kept` is told of each that this takes. */
function setHostTimer(ms: number, run: () => void, kept: (timer: HostTimer) => void): void {
  const schedule = host.setTimeout
  const partMs = Math.min(ms, longestMs)
  const over = (): void => (ms > partMs ? setHostTimer(ms - partMs, run, kept) : run())
  kept({ handle: host.setTimeout(over, partMs), schedule })
}

/** A caller that waits for a promise of the clock. */
interface Waiter {
  readonly verb: 'settled' | 'advance'
  /** Whether the end of all work is waited for. */
  readonly untilIdle: boolean
  /** The names of the waits that were forgotten, and without which this never ends. */
  readonly lost: () => readonly string[]
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

const forgotten = (verb: string, waits: readonly string[]): Error =>
  new Error(
    `${verb}() cannot come to its end: fake timers were taken away while ${waits.slice(0, 5).join(', ')} waited under them, and nothing fires what they forgot. Let the fake timers run until it is over, then take them away; or call simulator.reset().`,
  )

export interface WallClockOptions {
  /** Told of each wait that the page did not answer in time. */
  readonly unanswered?: (what: string) => void
}

/** Real time. `setTimeout` and `Date.now` are looked up at each call, so that a runner's fake timers govern it. */
export class WallClock implements Clock {
  readonly #options: WallClockOptions
  #sequence = 0
  #handles: Map<Timer, HostTimer> = new Map()
  #observers: (() => void)[] = []
  #waiters: Set<Waiter> = new Set()
  #looks = false
  turn = 0

  constructor(options: WallClockOptions = {}) {
    this.#options = options
  }

  now(): number {
    return host.Date.now()
  }

  after(delayMs: number, run: () => void, wait: Wait): Timer {
    const timer: Timer = { due: this.now() + delayMs, sequence: this.#sequence++, wait, run, cancelled: false }
    setHostTimer(
      delayMs,
      () => this.#fire(timer),
      (hostTimer) => {
        hold(hostTimer.handle, kindOf(wait))
        this.#handles.set(timer, hostTimer)
      },
    )
    return timer
  }

  alongside(delayMs: number, run: () => void, wait: Wait): void {
    this.after(delayMs, run, wait)
  }

  cancel(timer: Timer | undefined): void {
    if (timer === undefined || !this.#handles.has(timer)) return
    host.clearTimeout(this.#handles.get(timer)?.handle)
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
    this.turn++
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
    if (this.#waiters.size === 0) return
    for (const { wait } of this.#handles.keys()) if (kindOf(wait) === 'work') return
    for (const waiter of [...this.#waiters].filter(({ untilIdle }) => untilIdle)) {
      this.#waiters.delete(waiter)
      this.turn++
      waiter.resolve()
    }
  }

  #wait(waiter: Waiter): void {
    this.#waiters.add(waiter)
    this.#look()
  }

  /** Looks, as long as somebody waits, whether what they wait for can still come. */
  #look(): void {
    for (const waiter of this.#waiters) {
      const lost = waiter.lost()
      if (lost.length === 0) continue
      this.#waiters.delete(waiter)
      waiter.reject(forgotten(waiter.verb, lost))
    }
    if (this.#looks || this.#waiters.size === 0) return
    this.#looks = true
    nativeTimeout(() => {
      this.#looks = false
      this.#look()
    }, lookMs)
  }

  advance(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      let timer: HostTimer | undefined
      const lost = (): readonly string[] => (timer !== undefined && isForgotten(timer) ? [`${ms} ms`] : [])
      const waiter: Waiter = { verb: 'advance', untilIdle: false, lost, resolve, reject }
      const over = (): void => {
        this.#waiters.delete(waiter)
        this.turn++
        resolve()
      }
      setHostTimer(ms, over, (hostTimer) => {
        timer = hostTimer
      })
      this.#wait(waiter)
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
    for (const [{ wait }, { handle }] of this.#handles) hold(handle, kindOf(wait))
    return new Promise((resolve, reject) => {
      const lost = (): readonly string[] =>
        [...this.#handles].flatMap(([{ wait }, timer]) =>
          kindOf(wait) === 'work' && isForgotten(timer) ? [wait.what] : [],
        )
      nextTurn(() => {
        this.#wait({ verb: 'settled', untilIdle: true, lost, resolve, reject })
        this.#tellIdle()
      })
    })
  }

  pending(): readonly PendingWait[] {
    return [...this.#handles.keys()]
      .sort((a, b) => a.due - b.due || a.sequence - b.sequence)
      .map(({ due, wait }) => listed(due, wait))
  }

  next(wanted: (wait: PendingWait) => boolean): PendingWait | undefined {
    return this.pending().find(wanted)
  }

  onTurn(observer: () => void): void {
    this.#observers.push(observer)
  }

  reset(): void {
    for (const timer of [...this.#handles.keys()]) this.cancel(timer)
  }
}
