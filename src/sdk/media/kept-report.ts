/** A reader of a browser's statistics: a method that the application calls, or the SDK itself, which looks at quality, score, picture and sound. */
export type StatsReader = 'getStats' | 'getRtcStatsReport' | 'quality' | 'score' | 'picture' | 'sound'

/** A look that the SDK takes by itself again and again. */
interface Look {
  readonly reader: StatsReader
  readonly everyMs: number
  nextAt: number
}

/** A report is given to other readers for so long (observed: `live/statistics/*`). */
const keptMs = 1000

/** Looks of longer ago leave no report behind that is still kept. */
const rememberedMs = 10_000

/** How often the SDK looks by itself, in milliseconds (read: the SDK's source; the times of `live/statistics/*` agree with it). */
export const lookEveryMs = { quality: 30_000, score: 2000, picture: 5000, sound: 3000 } as const

/** The first look at the quality comes so long after the negotiation. */
export const firstQualityLookMs = 1000

/**
 * The last report of a connection's statistics. The SDK gives it to another reader within a second, and asks the browser anew where the same one
 * asks again: so a report comes in a microtask or in a task.
 */
export class KeptReport {
  #looks: Look[] = []
  #report: { readonly at: number; readonly readers: Set<StatsReader> } | null = null

  /** The SDK looks by itself from `firstAt` on. */
  look(reader: StatsReader, firstAt: number, everyMs: number): void {
    this.#looks.push({ reader, everyMs, nextAt: firstAt })
  }

  /** Whether a reader is given the report that is there; if not, the browser is asked for another one. */
  isKeptFor(reader: StatsReader, now: number): boolean {
    for (let look = this.#nextLook(now); look !== undefined; look = this.#nextLook(now)) {
      const skipped = Math.floor((now - rememberedMs - look.nextAt) / look.everyMs)
      look.nextAt += Math.max(0, skipped) * look.everyMs
      this.#read(look.reader, look.nextAt)
      look.nextAt += look.everyMs
    }
    return this.#read(reader, now)
  }

  #nextLook(now: number): Look | undefined {
    const due = this.#looks.filter(({ nextAt }) => nextAt <= now)
    return due.sort((one, other) => one.nextAt - other.nextAt)[0]
  }

  #read(reader: StatsReader, at: number): boolean {
    const report = this.#report
    if (report !== null && at - report.at < keptMs && !report.readers.has(reader)) {
      report.readers.add(reader)
      return true
    }
    this.#report = { at, readers: new Set([reader]) }
    return false
  }
}
