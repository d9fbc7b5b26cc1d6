/** The timeline of a scenario: entries that wait for a time, and entries that wait for an event. */

import { type Anchor, anchored, type Note } from '../kernel/journal/anchor.ts'
import { durationOf } from '../kernel/time/clock.ts'
import type { TimelineEntry } from './scenario.ts'
import type { Stage } from './stage.ts'

/** The name that a wait of the timeline has among a clock's waits. */
export const timelineWait = (index: number): string => `timeline[${index}]`

export const isTimelineWait = (what: string): boolean => what.startsWith('timeline[')

/** An entry of a timeline, and what it comes to. */
export interface ScheduledEntry {
  readonly entry: TimelineEntry
  readonly what: string
  readonly run: () => void
}

/** Runs an entry once the wait is over, behind the turn that is under way, or now, and again at the end of each further while. */
export function start(
  stage: Stage,
  { entry, what, run }: ScheduledEntry,
  wait: number | string | 'at once' | 'now',
): void {
  const { every, times = Number.POSITIVE_INFINITY, until = Number.POSITIVE_INFINITY } = entry
  const end = until === Number.POSITIVE_INFINITY ? until : durationOf(until)
  const again = (done: number): void => {
    run()
    if (every === undefined || done >= times || stage.now() + durationOf(every) > end) return
    stage.after(every, what, () => again(done + 1))
  }
  // The turn that is under way comes to its end first, as it does before the code behind an await goes on.
  if (wait === 'now') again(1)
  else if (wait === 'at once') void Promise.resolve().then(() => again(1))
  else stage.after(wait, what, () => again(1))
}

/** Asks of one note after the other whether it is the one that an entry waits for: a text names the first event of its name. */
const cueOf = (after: NonNullable<TimelineEntry['after']>): ((note: Note) => boolean) =>
  anchored(typeof after === 'string' ? { event: after } : after)

/**
 * Entries wait for their event or anchor; the world is no longer listened to once none is left that waits. The result tells whether
 * that of an entry is still waited for.
 */
export function startAfterEvents(stage: Stage, all: readonly ScheduledEntry[]): (after: string | Anchor) => boolean {
  let waiting = all.flatMap((one) => {
    const { after } = one.entry
    return after === undefined ? [] : [{ one, after, isCue: cueOf(after) }]
  })
  const isAwaited = (event: string | Anchor): boolean => waiting.some(({ after }) => after === event)
  if (waiting.length === 0) return isAwaited
  const stop = stage.onNote((note) => {
    const due = waiting.filter(({ isCue }) => isCue(note))
    if (due.length === 0) return
    waiting = waiting.filter((one) => !due.includes(one))
    if (waiting.length === 0) stop()
    for (const { one, after } of due) start(stage, one, one.entry.wait ?? (typeof after === 'string' ? 0 : 'at once'))
  })
  return isAwaited
}

/** Entries with a time come about in their time, counted from now. */
export function startTimed(stage: Stage, entries: readonly ScheduledEntry[]): void {
  for (const one of entries) {
    const { at, after, every } = one.entry
    if (after === undefined) start(stage, one, at ?? every ?? 0)
  }
}
