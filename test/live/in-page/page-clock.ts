import { type Work, watchWork } from './work.ts'

type PageWindow = Window & typeof globalThis
type Callback = (...args: readonly unknown[]) => unknown

interface Timer {
  readonly id: number
  readonly due: number
  readonly every: number | null
  readonly run: () => void
}

/** The time of a page: timers, frames, `Date` and `performance.now` go by it, and nothing moves it but `advance`. */
export interface PageClock {
  /** Milliseconds since the page was opened. */
  now(): number
  /**
   * Runs what comes due one by one, each in a task of its own, and ends `ms` later. While the browser is at work for the page (opens
   * a camera, loads an element, asks a server) time stands still: how long that takes is the machine's business.
   */
  advance(ms: number): Promise<void>
  /** Runs something so many milliseconds later. */
  after(ms: number, run: () => void): void
  /** Runs in the next task. */
  next(run: () => void): void
  /** Called before every timer callback and every event of a request or a socket. */
  beforeTask(listener: () => void): void
  /** Tells that a task begins. */
  taskBegins(): void
  readonly work: Work
  /** Repeats something at real intervals, whatever the page's time does: pictures must move for a browser to send them. */
  everyReal(ms: number, run: () => void): void
}

const shortestIntervalMs = 4
const frameMs = 16

/** Puts a page's time into the hands of the runner; before anything else runs in the page. */
export function takeTime(window: PageWindow): PageClock {
  const listeners: (() => void)[] = []
  const next = messageTurns(window)
  const repeat = window.setInterval.bind(window)
  const timers = new Map<number, Timer>()
  let now = 0
  let lastId = 0
  const taskBegins = (): void => {
    for (const listener of listeners) listener()
  }
  const work = watchWork(window, taskBegins)
  const add = (ms: number, run: () => void, every: number | null): number => {
    lastId += 1
    timers.set(lastId, { id: lastId, due: now + Math.max(0, ms), every, run })
    return lastId
  }
  const turn = (): Promise<void> => new Promise(next)
  const runNext = async (until: number): Promise<boolean> => {
    await turn()
    await work.done()
    const timer = firstDue(timers.values(), until)
    if (timer === null) return false
    now = Math.max(now, timer.due)
    timers.delete(timer.id)
    if (timer.every !== null) timers.set(timer.id, { ...timer, due: now + timer.every })
    taskBegins()
    reportingErrors(timer.run)
    return true
  }
  replaceTimers(window, { add, remove: (id) => timers.delete(id) })
  replaceDates(window, () => now)
  return {
    now: () => now,
    advance: async (ms) => {
      const until = now + ms
      while (await runNext(until));
      now = until
    },
    after: (ms, run) => void add(ms, run, null),
    next,
    beforeTask: (listener) => listeners.push(listener),
    taskBegins,
    work,
    everyReal: (ms, run) => void repeat(run, ms),
  }
}

function firstDue(timers: Iterable<Timer>, until: number): Timer | null {
  let first: Timer | null = null
  for (const timer of timers) {
    if (timer.due <= until && (first === null || timer.due < first.due)) first = timer
  }
  return first
}

/** As in a browser: an error in a timer is the page's, and stops nothing. */
function reportingErrors(run: () => void): void {
  try {
    run()
  } catch (error) {
    reportError(error)
  }
}

function messageTurns(window: PageWindow): (run: () => void) => void {
  const { port1, port2 } = new window.MessageChannel()
  const waiting: (() => void)[] = []
  port1.onmessage = () => waiting.shift()?.()
  return (run) => {
    waiting.push(run)
    port2.postMessage(null)
  }
}

interface TimerList {
  add(ms: number, run: () => void, every: number | null): number
  remove(id: number): void
}

const isCallback = (value: unknown): value is Callback => typeof value === 'function'

function replaceTimers(window: PageWindow, { add, remove }: TimerList): void {
  const start =
    (repeats: boolean) =>
    (run: unknown, delay?: unknown, ...args: readonly unknown[]): number => {
      const ms = Number(delay) || 0
      const every = repeats ? Math.max(shortestIntervalMs, ms) : null
      return add(every ?? ms, () => (isCallback(run) ? run(...args) : undefined), every)
    }
  const stop = (id: unknown): void => remove(Number(id))
  Object.assign(window, {
    setTimeout: start(false),
    setInterval: start(true),
    clearTimeout: stop,
    clearInterval: stop,
    requestAnimationFrame: (run: FrameRequestCallback) => add(frameMs, () => run(window.performance.now()), null),
    cancelAnimationFrame: stop,
  })
}

function replaceDates(window: PageWindow, now: () => number): void {
  const NativeDate = window.Date
  const began = NativeDate.now()
  const there = (): number => began + now()
  window.Date = new Proxy(NativeDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [there()] : args, newTarget),
    apply: () => new NativeDate(there()).toString(),
    get: (target, key) => (key === 'now' ? there : Reflect.get(target, key)),
  })
  const origin = window.performance.now()
  window.performance.now = () => origin + now()
}
