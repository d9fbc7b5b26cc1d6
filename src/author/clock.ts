import { type Clock, durationOf, type PendingWait } from '../kernel/time/clock.ts'

/** Simulated time, in the test author's hands. */
export interface SimulatorClock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /** Lets time pass: milliseconds, or a text such as `'30s'`. */
  advance(time: number | string): Promise<void>
  /** Lets time pass until nothing waits. */
  runAll(): Promise<void>
  pending(): readonly PendingWait[]
  /** Runs something once this much time has passed; `what` is its name in `pending()`. */
  after(time: number | string, what: string, run: () => void): void
}

/** The face of a clock that a test author sees. */
export const clockFace = (clock: Clock): SimulatorClock => ({
  now: () => clock.now(),
  advance: async (time) => {
    await clock.advance(durationOf(time))
  },
  runAll: async () => {
    await clock.runAll()
  },
  pending: () => clock.pending(),
  after: (time, what, run) => {
    const delayMs = durationOf(time)
    clock.after(delayMs, run, { what, kind: delayMs === 0 ? 'work' : 'calendar' })
  },
})
