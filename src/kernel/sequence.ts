import type { JournalEntry } from './journal.ts'

/** How one kind of entry is drawn: an arrow between two lanes, or a note at one. */
type Draw = (entry: JournalEntry, lane: string) => string

const service = 'service'

const seconds = (ms: number): string => `${(ms / 1000).toFixed(3).replace(/\.?0+$/, '')}s`

const plain = (value: unknown): string => String(value).replace(/[;#:\n]/g, ' ')

function about(detail: JournalEntry['detail']): string {
  const keys = ['name', 'code', 'status', 'reason', 'changedProperty', 'newValue', 'role', 'failureId']
  const parts = keys.filter((key) => detail[key] !== undefined && detail[key] !== null && detail[key] !== '')
  return parts.map((key) => plain(detail[key])).join(' ')
}

const label = (entry: JournalEntry): string => `${seconds(entry.at)} ${plain(entry.what)} ${about(entry.detail)}`.trim()

const note =
  (mark: string): Draw =>
  (entry, lane) =>
    `  Note over ${lane}: ${`${mark} ${label(entry)}`.trim()}`

const draws: Readonly<Record<JournalEntry['kind'], Draw>> = {
  call: note('call'),
  event: (entry, lane) =>
    `  Note over ${lane}: ${seconds(entry.at)} ${entry.who.split(' ').slice(1).join(' ')} ${plain(entry.what)} ${about(entry.detail)}`.trimEnd(),
  error: note('error'),
  request: (entry, lane) => `  ${lane}->>${service}: ${label(entry)}`,
  reply: (entry, lane) => `  ${service}-->>${lane}: ${label(entry)}`,
  fact: (entry) => `  Note over ${service}: ${label(entry)}`,
  fault: note('fault'),
  control: note('does'),
  uncaught: note('uncaught'),
}

const laneOf = (who: string): string => who.split(' ')[0] ?? who

/**
 * A journal as a sequence diagram in Mermaid's words: a lane for the test author, for each client, and for the service.
 *
 * @example
 * writeFileSync('call.mmd', toSequence(simulator.journal.entries))
 */
export function toSequence(entries: readonly JournalEntry[]): string {
  const clients = new Set(entries.map(({ who }) => laneOf(who)).filter((lane) => lane !== 'test' && lane !== service))
  const lanes = ['test', ...clients, service].map((lane) => `  participant ${lane}`)
  const lines = entries.map((entry) => draws[entry.kind](entry, laneOf(entry.who)))
  return ['sequenceDiagram', ...lanes, ...lines, ''].join('\n')
}
