import { type Clock, durationOf, type PendingWait } from '../kernel/time/clock.ts'

/** Simulated time, in the test author's hands. */
export interface SimulatorClock {
  /**
   * Milliseconds since the Unix epoch.
   * @example simulator.clock.now() // 1764230400000
   */
  now(): number
  /**
   * Lets time pass: milliseconds, or a text such as `'30s'`.
   * @example await simulator.clock.advance('30s')
   */
  advance(time: number | string): Promise<void>
  /**
   * Lets time pass until nothing waits.
   * @example await simulator.clock.runAll()
   */
  runAll(): Promise<void>
  /**
   * The waits of this moment, the next first: what waits, and until when.
   * @example simulator.clock.pending() // [{ what: 'the answer to stream.create', due: 1764230430000 }]
   */
  pending(): readonly PendingWait[]
  /**
   * Runs something once this much time has passed; `what` is its name in `pending()`.
   * @example simulator.clock.after('5s', 'alice leaves', () => alice.leave())
   */
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
