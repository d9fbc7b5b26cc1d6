import type { Clock, PendingWait, Timer, Wait } from './clock.ts'
import { kindOf } from './clock.ts'
import { TimerQueue } from './timer-queue.ts'

/** `instant`: work passes by itself; `manual`: nothing moves but by `advance`. */
export type VirtualMode = 'instant' | 'manual'

export interface VirtualClockOptions {
  readonly mode: VirtualMode
  /** The beginning of time, in milliseconds since the Unix epoch. */
  readonly epoch: number
  /** Runs a function in a task of its own. */
  readonly nextTurn: (run: () => void) => void
  /** How many timers may run without anybody asking for time before the clock calls it a loop. Default 100,000. */
  readonly loopLimit?: number
}

const describe = (waits: readonly PendingWait[]): string =>
  waits
    .slice(0, 5)
    .map((wait) => wait.what)
    .join(', ') + (waits.length > 5 ? ` and ${waits.length - 5} more` : '')

/** Simulated time, without timers of the host. */
export class VirtualClock implements Clock {
  readonly #options: VirtualClockOptions
  readonly #queue: TimerQueue = new TimerQueue()
  #now: number
  #sequence = 0
  #pumping = false
  #held = 0
  #burst = 0
  #observers: (() => void)[] = []
  #idle: (() => void)[] = []

  constructor(options: VirtualClockOptions) {
    this.#options = options
    this.#now = options.epoch
  }

  now(): number {
    return this.#now
  }

  after(delayMs: number, run: () => void, wait: Wait): Timer {
    const timer: Timer = { due: this.#now + delayMs, sequence: this.#sequence++, wait, run, cancelled: false }
    this.#queue.push(timer)
    this.#startPump()
    return timer
  }

  cancel(timer: Timer | undefined): void {
    if (timer !== undefined && !timer.cancelled) this.#queue.cancel(timer)
  }

  pending(): readonly PendingWait[] {
    return this.#queue.all().map(({ due, wait }) => ({ due, what: wait.what, kind: kindOf(wait) }))
  }

  onTurn(observer: () => void): void {
    this.#observers.push(observer)
  }

  reset(): void {
    this.#queue.clear()
    this.#now = this.#options.epoch
    this.#sequence = 0
    for (const done of this.#idle.splice(0)) done()
  }

  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    await this.#exclusively(async () => {
      await this.#turn()
      for (;;) {
        const next = this.#queue.peek()
        if (next === undefined || next.due > end) break
        this.#queue.pop()
        await this.#runInTurn(next)
      }
      this.#now = Math.max(this.#now, end)
    })
  }

  async runAll(): Promise<void> {
    await this.#exclusively(async () => {
      await this.#turn()
      for (let ran = 0; ; ran++) {
        const next = this.#queue.pop()
        if (next === undefined) break
        this.#guard(ran, next)
        await this.#runInTurn(next)
      }
    })
  }

  /** Lets waits that have become work (a condition was lifted) start to pass. */
  wake(): void {
    this.#startPump()
  }

  async settled(): Promise<void> {
    await this.#turn()
    const working = this.#working()
    if (this.#options.mode === 'manual') {
      if (working.length > 0) {
        throw new Error(
          `The manual clock stands still while work waits: ${describe(working)}. Call clock.advance(), or clock.runAll(), and then settled().`,
        )
      }
      return
    }
    if (working.length === 0 && !this.#pumping) return
    await new Promise<void>((resolve) => {
      this.#idle.push(resolve)
      this.#startPump()
    })
  }

  #working(): readonly PendingWait[] {
    return this.pending().filter((wait) => wait.kind === 'work')
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => this.#options.nextTurn(resolve))
  }

  // While somebody advances, the pump rests: two hands on the clock would interleave the turns.
  async #exclusively(pass: () => Promise<void>): Promise<void> {
    this.#held++
    this.#burst = 0
    try {
      await pass()
    } finally {
      this.#held--
      this.#startPump()
    }
  }

  #runInTurn(timer: Timer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#options.nextTurn(() => {
        try {
          this.#run(timer)
        } catch (error) {
          reject(error)
        }
        this.#options.nextTurn(resolve)
      })
    })
  }

  #run(timer: Timer): void {
    if (timer.cancelled) return
    timer.cancelled = true
    this.#now = Math.max(this.#now, timer.due)
    for (const observer of this.#observers) observer()
    timer.run()
  }

  #startPump(): void {
    if (this.#pumping || this.#held > 0 || this.#options.mode === 'manual') return
    if (this.#queue.peek() === undefined) return this.#tellIdle()
    this.#pumping = true
    this.#options.nextTurn(() => this.#pump())
  }

  #pump(): void {
    this.#pumping = false
    if (this.#held > 0) return
    const next = this.#queue.take((timer) => kindOf(timer.wait) === 'work')
    if (next === undefined) return this.#tellIdle()
    this.#guard(this.#burst++, next)
    try {
      this.#run(next)
    } finally {
      this.#startPump()
    }
  }

  #tellIdle(): void {
    this.#burst = 0
    for (const done of this.#idle.splice(0)) done()
  }

  #guard(ran: number, next: Timer): void {
    const limit = this.#options.loopLimit ?? 100_000
    if (ran < limit) return
    this.#queue.clear()
    throw new Error(
      `${limit} waits passed without an end, the last one "${next.wait.what}": something sets it again each time it runs. The waits were dropped; find what repeats it, or tag it as calendar time.`,
    )
  }
}
