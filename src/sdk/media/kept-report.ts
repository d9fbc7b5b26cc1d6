import type { CaptureProblem } from '../../ports/devices.ts'
import { looksBetween, type OwnLook } from './own-looks.ts'

/** A reader of a browser's statistics: a method that the application calls, or the SDK itself. */
export type StatsReader = 'getStats' | 'getRtcStatsReport' | OwnLook

type Told = (problem: CaptureProblem | null) => void

/** A report is given to other readers for so long (observed: `live/statistics/*`). */
const keptMs = 1000

/** A browser takes about so long for a report: 0 to 68 ms were measured in the page's time. */
const reportMs = 5

/** Looks of longer ago change nothing any more, in milliseconds. */
const rememberedMs = 10_000

interface Report {
  /** When it was given; null while the browser is asked for it. */
  at: number | null
  readonly readers: Set<StatsReader>
  readonly waiting: Told[]
}

/**
 * The last report of a connection's statistics. The SDK gives it to another reader within a second, and asks the browser anew where the same one
 * asks again: so a report comes in a microtask or in a task. The SDK itself is a reader too.
 */
export class KeptReport {
  readonly #begun: Map<OwnLook, number> = new Map()
  #lookedUntil = 0
  #report: Report | null = null

  /** The SDK looks by itself from a time on, unless it does already; `anew`: all the same; null: no more. */
  look(look: OwnLook, from: number | null, now: number, anew = false): void {
    this.#lookUntil(now)
    if (from === null) this.#begun.delete(look)
    else if (anew || !this.#begun.has(look)) this.#begun.set(look, from)
  }

  /** Asks for a report: for the one that is there, the one that is coming, or by `ask` for another one. */
  read(reader: StatsReader, now: number, told: Told, ask: (isKept: boolean, told: Told) => void): void {
    this.#lookUntil(now)
    const given = this.#given(reader, now)
    if (given?.at === null) given.waiting.push(told)
    else if (given !== null) ask(true, told)
    else {
      const report = this.#another(reader, null)
      report.waiting.push(told)
      ask(false, (problem) => {
        report.at = now + reportMs
        if (problem !== null && this.#report === report) this.#report = null
        for (const tell of report.waiting) tell(problem)
      })
    }
  }

  #lookUntil(now: number): void {
    if (now === this.#lookedUntil) return
    const after = Math.max(this.#lookedUntil, now - rememberedMs)
    this.#lookedUntil = now
    for (const { look, at } of looksBetween(this.#begun, after, now)) {
      if (this.#given(look, at) === null) this.#another(look, at + reportMs)
    }
  }

  #given(reader: StatsReader, now: number): Report | null {
    const report = this.#report
    if (report === null || now - (report.at ?? now) >= keptMs || report.readers.has(reader)) return null
    report.readers.add(reader)
    return report
  }

  #another(reader: StatsReader, at: number | null): Report {
    this.#report = { at, readers: new Set([reader]), waiting: [] }
    return this.#report
  }
}
