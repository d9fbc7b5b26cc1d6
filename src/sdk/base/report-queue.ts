import type { Clock } from '../../kernel/time/clock.ts'

/** The SDK sends its reports of itself one after another, at this pace (observed: `media:20361103:28` of the random programs). */
const paceMs = 50

/**
 * How many reports the SDK makes while a connection of media comes about, as counted in Chromium on a machine with four addresses; each address makes several.
 */
const reportsOf = { publisher: 47, subscriber: 74 } as const

/** The SDK's reports of itself that wait to be sent: one that an application asks for comes behind them. */
export class ReportQueue {
  readonly #clock: Clock
  #busyUntil = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Forgets the reports, with the world in which they were made. */
  reset(): void {
    this.#busyUntil = 0
  }

  /** A connection of media comes about. */
  connects(side: keyof typeof reportsOf): void {
    this.#busyUntil = Math.max(this.#busyUntil, this.#clock.now()) + paceMs * reportsOf[side]
  }

  /** Runs something when all reports so far are sent: at once where there are none. */
  behind(run: () => void): void {
    const waitMs = this.#busyUntil - this.#clock.now()
    if (waitMs <= 0) run()
    else this.#clock.after(waitMs, run, { what: 'the reports before this one', kind: 'work' })
  }
}
