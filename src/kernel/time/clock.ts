/** The meaning of a wait for time: `work` (a completion hangs on it) or `calendar` (it ends because the world stays as it is). */
export type WaitKind = 'work' | 'calendar'

/** The tag that every wait carries: its name for people, and its kind, asked anew each time it matters. */
export interface Wait {
  readonly what: string
  readonly kind: WaitKind | (() => WaitKind)
  /**
   * It is set again each time it has passed, for ever (a heartbeat), or is the far end of something that may go on
   * without it: `runAll()` does not wait for the last of them.
   */
  readonly recurring?: boolean
  /** `page`: the wait ends when the page answers (a video element has loaded). Missing: time ends it. */
  readonly endedBy?: 'page'
}

/** A wait that has not come due, as `pending()` lists it. */
export interface PendingWait {
  readonly what: string
  readonly kind: WaitKind
  /** When it is due, in milliseconds since the Unix epoch, by this clock; for a wait that the page answers, now. */
  readonly due: number
  /** `page`: the wait ends when the page answers (a video element has loaded). Missing: time ends it. */
  readonly endedBy?: 'page'
}

/** A wait that the page itself must answer, such as a video element that loads. */
export interface PageWait {
  /** The page has answered, or its answer does not matter any more. A second call does nothing. */
  end(): void
}

/** A receiver of timers that share turns; each turn holds at most one timer of a traveller. */
export interface Traveller {
  /** The turn with which it goes last; a clock's own note. */
  turn: Timer | undefined
}

export interface Timer {
  readonly due: number
  readonly sequence: number
  readonly wait: Wait
  readonly run: () => void
  cancelled: boolean
  /** The functions that run after it in the same turn, for other travellers, under the same name. */
  companions?: (() => void)[]
}

/** Time as the simulation knows it; the only way in which anything waits. */
export interface Clock {
  /**
   * The time, in milliseconds since the Unix epoch. In simulated time, while a timer runs, that timer's own due time; a
   * calendar wait that work has overtaken is the exception, because time never goes back.
   */
  now(): number
  /** Runs `run` once `delayMs` have passed; equal due times run in the order in which they were set. */
  after(delayMs: number, run: () => void, wait: Wait): Timer
  /**
   * As `after`, and cannot be cancelled: it may share the turn of what was set just before it in this way, under the same
   * name, for the same time and for others. The order stays as it is, and no traveller has two in a turn.
   */
  alongside(delayMs: number, run: () => void, wait: Wait, traveller: Traveller): void
  cancel(timer: Timer | undefined): void
  /**
   * Begins a wait that the page itself must answer. While one is open, simulated time stands still, because the page
   * answers in real time. After `pageLimitMs` of real time without an answer, the wait ends and `gaveUp` is called.
   */
  awaitPage(what: string, gaveUp?: () => void): PageWait
  /** Lets time pass and runs what comes due, each in a turn of its own. Calls that overlap take their turns. */
  advance(ms: number): Promise<void>
  /** Advances from wait to wait until nothing waits but what recurs for ever. */
  runAll(): Promise<void>
  /** Resolves when no work is left; a manual clock rejects, naming what waits. */
  settled(): Promise<void>
  /** The open waits, in the order in which they come due. */
  pending(): readonly PendingWait[]
  /** The first of `pending()` that is wanted. It costs by those that come due before it alone. */
  next(wanted: (wait: PendingWait) => boolean): PendingWait | undefined
  /** Called before every run of a timer. */
  onTurn(observer: () => void): void
  /** The number of the turn: it grows with each run of a timer, and when a call of `advance()`, `runAll()` or `settled()` ends. */
  readonly turn: number
  /** Forgets every wait, and goes back to the beginning of time. */
  reset(): void
}

/** How long a clock waits for the page's answer, in milliseconds of real time (DESIGN, "Every environment"). */
export const pageLimitMs = 5000

/**
 * A promise of the page, for whose answer the clock waits by this name. The answer comes in real time, so simulated time
 * stands still until then.
 *
 * @example await whilePageAnswers(clock, 'the devices of the browser', navigator.mediaDevices.enumerateDevices())
 */
export async function whilePageAnswers<T>(clock: Clock, what: string, answer: Promise<T>): Promise<T> {
  const wait = clock.awaitPage(what)
  try {
    return await answer
  } finally {
    wait.end()
  }
}

/** The kind of a wait at this moment. */
export const kindOf = (wait: Wait): WaitKind => (typeof wait.kind === 'function' ? wait.kind() : wait.kind)

/** A wait as `pending()` lists it. */
export const listed = (due: number, wait: Wait): PendingWait => ({
  due,
  what: wait.what,
  kind: kindOf(wait),
  ...(wait.endedBy === undefined ? {} : { endedBy: wait.endedBy }),
})

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 }

/**
 * Reads a duration: a number of milliseconds, or a text such as `'30s'`, `'1.5s'`, `'15m'`, `'4h'`.
 *
 * @throws RangeError when it is neither.
 * @example durationOf('30s') // 30000
 */
export function durationOf(value: number | string): number {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value
  const match = typeof value === 'string' ? /^(\d+(?:\.\d+)?)\s*(ms|s|min|m|h)$/.exec(value.trim()) : null
  const unit = units[match?.[2] ?? '']
  if (match === null || unit === undefined) {
    throw new RangeError(
      `${JSON.stringify(value)} is not a duration. Give a number of milliseconds from 0 up, or a text such as "500ms", "30s", "15m" or "4h".`,
    )
  }
  return Number(match[1]) * unit
}
