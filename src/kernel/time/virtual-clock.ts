import type { Clock, PageWait, PendingWait, Timer, Traveller, Wait } from './clock.ts'
import { kindOf, listed, pageLimitMs } from './clock.ts'
import { TimerQueue } from './timer-queue.ts'

/** `instant`: work passes by itself; `manual`: nothing moves but by `advance`. */
export type VirtualMode = 'instant' | 'manual'

export interface VirtualClockOptions {
  readonly mode: VirtualMode
  /** The beginning of time, in milliseconds since the Unix epoch. */
  readonly epoch: number
  /** Runs a function in a task of its own. */
  readonly nextTurn: (run: () => void) => void
  /** Runs a function once this much real time has passed; a wait for the page ends by it. Default: never. */
  readonly inRealTime?: (ms: number, run: () => void) => void
  /** Told of each wait that the page did not answer in time. */
  readonly unanswered?: (what: string) => void
  /** How many timers may follow from one another, each set by the one before, until it is a loop. Default 100,000. */
  readonly loopLimit?: number
}

interface ChainedTimer extends Timer {
  /** How many timers led to this one, each set by the one before. */
  readonly depth: number
  /** How many of them in a row without time passing. */
  readonly standing: number
}

interface Waiter {
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const describe = (waits: readonly PendingWait[]): string =>
  waits
    .slice(0, 5)
    .map((wait) => wait.what)
    .join(', ') + (waits.length > 5 ? ` and ${waits.length - 5} more` : '')

const isWork = ({ wait }: Timer): boolean =>
  wait.kind === 'work' || (wait.kind !== 'calendar' && kindOf(wait) === 'work')

/** Simulated time, without timers of the host. */
export class VirtualClock implements Clock {
  readonly #options: VirtualClockOptions
  readonly #queue: TimerQueue<ChainedTimer> = new TimerQueue()
  #now: number
  #sequence = 0
  turn = 0
  #pumping = false
  readonly #loopLimit: number
  #held = 0
  /** The timer that ran last: what is set from now on, in its turn or behind a promise of it, follows from it. */
  #cause: Pick<ChainedTimer, 'depth' | 'standing'> = { depth: 0, standing: 0 }
  #passing: Promise<void> = Promise.resolve()
  #life = 0
  /** The wait that was set last, where others may share its turn. */
  #shared: ChainedTimer | undefined
  #observers: (() => void)[] = []
  #waiters: Waiter[] = []
  /** The waits that the page has not answered yet. */
  #openForPage: Set<Wait> = new Set()
  #answered: (() => void)[] = []

  constructor(options: VirtualClockOptions) {
    this.#options = options
    this.#now = options.epoch
    this.#loopLimit = options.loopLimit ?? 100_000
  }

  now(): number {
    return this.#now
  }

  after(delayMs: number, run: () => void, wait: Wait): Timer {
    this.#shared = undefined
    return this.#set(delayMs, run, wait)
  }

  alongside(delayMs: number, run: () => void, wait: Wait, traveller: Traveller): void {
    const shared = this.#shared
    if (shared !== undefined && traveller.turn !== shared && this.#fits(shared, delayMs, wait)) {
      if (shared.companions === undefined) shared.companions = [run]
      else shared.companions.push(run)
    } else {
      this.#shared = this.#set(delayMs, run, wait)
    }
    traveller.turn = this.#shared
  }

  #fits({ cancelled, due, wait }: Timer, delayMs: number, { what, kind }: Wait): boolean {
    return !cancelled && due === this.#now + delayMs && wait.what === what && wait.kind === kind
  }

  #set(delayMs: number, run: () => void, wait: Wait): ChainedTimer {
    const { depth, standing } = this.#cause
    const timer: ChainedTimer = {
      due: this.#now + delayMs,
      sequence: this.#sequence++,
      wait,
      run,
      cancelled: false,
      depth: depth + 1,
      standing: delayMs > 0 ? 0 : standing + 1,
    }
    if (delayMs > 0) this.#queue.push(timer)
    else this.#queue.lineUp(timer)
    if (!this.#pumping) this.#startPump()
    return timer
  }

  cancel(timer: Timer | undefined): void {
    if (timer !== undefined && !timer.cancelled) this.#queue.cancel(timer)
  }

  awaitPage(what: string, gaveUp?: () => void): PageWait {
    const open: Wait = { what, kind: 'work', endedBy: 'page' }
    this.#openForPage.add(open)
    const end = (): boolean => {
      const wasOpen = this.#openForPage.delete(open)
      if (wasOpen && this.#openForPage.size === 0) this.#goOn()
      return wasOpen
    }
    this.#options.inRealTime?.(pageLimitMs, () => {
      if (!this.#openForPage.has(open)) return
      this.#options.unanswered?.(what)
      gaveUp?.()
      end()
    })
    return { end }
  }

  #goOn(): void {
    // An answer of the page follows from no timer.
    this.#cause = { depth: 0, standing: 0 }
    for (const resolve of this.#answered.splice(0)) resolve()
    this.#startPump()
  }

  /** Resolves when the page owes no answer, in a turn of its own. */
  async #pageAnswered(): Promise<void> {
    while (this.#openForPage.size > 0) {
      await new Promise<void>((resolve) => this.#answered.push(resolve))
      await this.#turn()
    }
  }

  pending(): readonly PendingWait[] {
    const ofPage = [...this.#openForPage].map((wait) => listed(this.#now, wait))
    const timed = this.#queue
      .all()
      .flatMap(({ due, wait, companions = [] }) => [wait, ...companions].map(() => listed(due, wait)))
    return [...ofPage, ...timed]
  }

  next(wanted: (wait: PendingWait) => boolean): PendingWait | undefined {
    for (const wait of this.#openForPage) {
      const open = listed(this.#now, wait)
      if (wanted(open)) return open
    }
    const found = this.#queue.first(({ due, wait }) => wanted(listed(due, wait)))
    return found === undefined ? undefined : listed(found.due, found.wait)
  }

  onTurn(observer: () => void): void {
    this.#observers.push(observer)
  }

  reset(): void {
    this.#queue.clear()
    this.#openForPage = new Set()
    for (const resolve of this.#answered.splice(0)) resolve()
    this.#shared = undefined
    this.#now = this.#options.epoch
    this.#sequence = 0
    // A call of advance() that is under way belongs to the time before the reset.
    this.#life++
    this.#tellIdle()
  }

  advance(ms: number): Promise<void> {
    return this.#exclusively(async (goesOn) => {
      const end = this.#now + ms
      await this.#turn()
      if (this.#openForPage.size > 0) await this.#pageAnswered()
      while (goesOn() && (this.#queue.peek()?.due ?? Infinity) <= end) {
        await this.#inTurn(() => goesOn() && this.#runUntil(end))
        if (this.#openForPage.size > 0) await this.#pageAnswered()
      }
      if (goesOn()) this.#now = Math.max(this.#now, end)
    })
  }

  runAll(): Promise<void> {
    return this.#exclusively(async (goesOn) => {
      await this.#turn()
      if (this.#openForPage.size > 0) await this.#pageAnswered()
      while (goesOn() && this.#queue.some(({ wait }) => wait.recurring !== true)) {
        await this.#inTurn(() => {
          const next = goesOn() ? this.#queue.pop() : undefined
          if (next !== undefined) this.#run(next, next.depth)
        })
        if (this.#openForPage.size > 0) await this.#pageAnswered()
      }
    })
  }

  /** Lets waits that have become work (a condition was lifted) start to pass. */
  wake(): void {
    this.#startPump()
  }

  async settled(): Promise<void> {
    await this.#turn()
    if (this.#options.mode === 'manual') {
      if (this.#openForPage.size > 0) await this.#pageAnswered()
      if (this.#queue.some(isWork)) throw this.#stillWorking()
      this.turn++
      return
    }
    if (!this.#queue.some(isWork) && !this.#pumping && this.#openForPage.size === 0) {
      this.turn++
      return
    }
    await new Promise<void>((resolve, reject) => {
      this.#waiters.push({ resolve, reject })
      this.#startPump()
    })
  }

  #stillWorking(): Error {
    const working = this.pending().filter((wait) => wait.kind === 'work')
    return new Error(
      `The manual clock stands still while work waits: ${describe(working)}. Call clock.advance(), or clock.runAll(), and then settled().`,
    )
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => this.#options.nextTurn(resolve))
  }

  // While one caller advances, the pump rests, and every other caller that advances waits: two hands on the clock would interleave
  // the turns.
  #exclusively(pass: (goesOn: () => boolean) => Promise<void>): Promise<void> {
    this.#held++
    const life = this.#life
    const passed = this.#passing.then(async () => {
      this.#cause = { depth: 0, standing: 0 }
      try {
        await pass(() => life === this.#life)
      } finally {
        this.#held--
        this.turn++
        this.#startPump()
      }
    })
    this.#passing = passed.catch(() => {})
    return passed
  }

  // Two turns: one to run, and one for whatever the application put into a task of its own meanwhile.
  #inTurn(run: () => unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#options.nextTurn(() => {
        try {
          run()
        } catch (error) {
          reject(error)
        }
        this.#options.nextTurn(resolve)
      })
    })
  }

  #runUntil(end: number): void {
    const next = this.#queue.peek()
    if (next === undefined || next.due > end) return
    this.#queue.pop()
    this.#run(next, next.standing)
  }

  #run(timer: ChainedTimer, chain: number): void {
    if (chain > this.#loopLimit) this.#break(timer)
    timer.cancelled = true
    this.#cause = timer
    if (timer.due > this.#now) this.#now = timer.due
    this.turn++
    if (this.#observers.length > 0) for (const observer of this.#observers) observer()
    if (timer.companions === undefined) timer.run()
    else this.#runTogether(timer, [timer.run, ...timer.companions])
  }

  // One that throws takes its own turn down, and not those of the others.
  #runTogether(timer: ChainedTimer, all: readonly (() => void)[]): void {
    const life = this.#life
    let next = 0
    try {
      while (next < all.length && life === this.#life) all[next++]?.()
    } finally {
      const [run, ...companions] = life === this.#life ? all.slice(next) : []
      if (run !== undefined) this.#queue.push({ ...timer, run, companions, cancelled: false })
    }
  }

  // It turns once more when the queue is empty: what the last run leads to may lie behind promises.
  #startPump(): void {
    if (this.#pumping || this.#held > 0 || this.#options.mode === 'manual') return
    this.#pumping = true
    this.#options.nextTurn(this.#pump)
  }

  readonly #pump = (): void => {
    this.#pumping = false
    if (this.#held > 0 || this.#openForPage.size > 0) return
    const next = this.#queue.take(isWork)
    if (next === undefined) return this.#tellIdle()
    try {
      this.#run(next, next.depth)
    } catch (error) {
      if (!(error instanceof EndlessChain && this.#tellWaiters(error))) throw error
    } finally {
      if (!this.#pumping) this.#startPump()
    }
  }

  #tellIdle(): void {
    this.#cause = { depth: 0, standing: 0 }
    this.turn++
    for (const { resolve } of this.#waiters.splice(0)) resolve()
  }

  #tellWaiters(error: Error): boolean {
    const waiters = this.#waiters.splice(0)
    for (const { reject } of waiters) reject(error)
    return waiters.length > 0
  }

  #break({ wait }: Timer): never {
    this.#queue.clear()
    throw new EndlessChain(this.#loopLimit, wait.what)
  }
}

/** The error for timers that follow from one another without an end. */
class EndlessChain extends Error {
  constructor(limit: number, what: string) {
    super(
      `${limit} waits followed from one another without an end, the last one "${what}": something sets it again each time it runs. The waits were dropped; find what repeats it, or tag it as calendar time.`,
    )
  }
}
