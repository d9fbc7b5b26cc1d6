/** The entries of a timeline that have not come about, and why. */

import type { TimelineEntry } from './scenario.ts'

/** An entry that has not come about so far, and why, in whole sentences. */
export interface OutstandingEntry {
  readonly what: string
  readonly why: string
}

const inWords = (duration: number | string): string => (typeof duration === 'number' ? `${duration} ms` : duration)

const letTimePass = 'Let the time pass with "await simulator.clock.advance(...)".'

/** Why an entry has not come about: it waits for an event, for a time, or for the session (`passedMs` is null until it is there). */
export function waitingWords(
  { after, wait = 0, at, every }: TimelineEntry,
  { isAwaited, passedMs }: { readonly isAwaited: (event: string) => boolean; readonly passedMs: number | null },
): string {
  if (after !== undefined) {
    return isAwaited(after)
      ? `It waits for ${after}, which was not dispatched. Let the application go that far.`
      : `It comes ${inWords(wait)} after ${after}, and that time did not pass, or it had no effect. ${letTimePass}`
  }
  if (passedMs === null) return 'The application has not asked for the session. Let it connect.'
  return `It comes at ${inWords(at ?? every ?? 0)}, and ${passedMs} ms have passed. ${letTimePass}`
}
