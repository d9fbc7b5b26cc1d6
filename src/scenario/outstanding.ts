/** The entries of a timeline that have not come about, and why. */

import { type Anchor, anchorWords } from '../kernel/journal/anchor.ts'
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
  {
    isAwaited,
    passedMs,
  }: { readonly isAwaited: (after: string | Anchor) => boolean; readonly passedMs: number | null },
): string {
  if (after !== undefined) {
    const cue = anchorWords(after)
    return isAwaited(after)
      ? `It waits for ${cue}, which ${typeof after === 'string' ? 'was not dispatched' : 'did not come'}. Let the application go that far.`
      : `It comes ${inWords(wait)} after ${cue}, and that time did not pass, or it had no effect. ${letTimePass}`
  }
  if (passedMs === null) return 'The application has not asked for the session. Let it connect.'
  return `It comes at ${inWords(at ?? every ?? 0)}, and ${passedMs} ms have passed. ${letTimePass}`
}
