/** The timeline of a scenario: entries that wait for a time, and entries that wait for an event. */

import { groupedBy } from '../kernel/grouped.ts'
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

/** Runs an entry once the wait is over, and again at the end of each further while. */
function start(stage: Stage, { entry, what, run }: ScheduledEntry, wait: number | string): void {
  const { every, times = Number.POSITIVE_INFINITY, until = Number.POSITIVE_INFINITY } = entry
  const end = until === Number.POSITIVE_INFINITY ? until : durationOf(until)
  const again = (done: number): void => {
    run()
    if (every === undefined || done >= times || stage.now() + durationOf(every) > end) return
    stage.after(every, what, () => again(done + 1))
  }
  stage.after(wait, what, () => again(1))
}

/**
 * Entries wait for their event, the first of its name; the world is no longer listened to once none is left that waits. The
 * result tells whether an event of a name is still waited for.
 */
export function startAfterEvents(stage: Stage, all: readonly ScheduledEntry[]): (event: string) => boolean {
  const waiting = groupedBy(all, ({ entry }) => entry.after)
  waiting.delete(undefined)
  const isAwaited = (event: string): boolean => [...waiting.keys()].some((one) => one === event)
  if (waiting.size === 0) return isAwaited
  const stop = stage.onEvent((type) => {
    const due = waiting.get(type)
    if (due === undefined) return
    waiting.delete(type)
    if (waiting.size === 0) stop()
    for (const one of due) start(stage, one, one.entry.wait ?? 0)
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
