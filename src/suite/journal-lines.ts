import type { JournalEntry } from '../kernel/journal/entry.ts'
import { isPlumbing } from '../kernel/journal/plumbing.ts'

const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null

const shown = (value: unknown): string =>
  isPlain(value) ? JSON.stringify(value) : Array.isArray(value) ? '[...]' : '{...}'

function detailOf({ detail }: JournalEntry): string {
  const parts = Object.entries(detail).filter(([, value]) => value !== undefined)
  return parts.length === 0 ? '' : ` { ${parts.map(([key, value]) => `${key}: ${shown(value)}`).join(', ')} }`
}

/**
 * An entry of the journal in one line.
 *
 * @example
 * lineOf(entry) // '  30000 ms  client-1 session  event sessionDisconnected { reason: "networkDisconnected" }'
 */
export const lineOf = (entry: JournalEntry): string =>
  `${String(entry.at).padStart(7)} ms  ${entry.who}  ${entry.kind} ${entry.what}${entry.kind === 'call' ? '' : detailOf(entry)}`

/** How many entries a failed test shows. */
export const usualLines = 30

const isShown = (entry: JournalEntry): boolean => entry.kind === 'call' || !isPlumbing(entry)

/**
 * The last entries of a journal that tell its story, a line each, under a headline: the calls of the application, events, errors, and what
 * went to and came from the service. Entries that every call has (the negotiation of media, notes of the service) are left out.
 */
export function lastLines(entries: readonly JournalEntry[], most: number = usualLines): string {
  const story = entries.filter(isShown)
  if (story.length === 0) return 'The journal is empty: the application called nothing of the SDK.'
  const last = story.slice(-most)
  const head =
    last.length === story.length ? 'The journal:' : `The journal, its last ${last.length} of ${story.length} lines:`
  return [head, ...last.map(lineOf)].join('\n')
}
