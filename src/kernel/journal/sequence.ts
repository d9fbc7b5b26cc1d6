import type { JournalEntry } from './entry.ts'
import { type Lane, personIn, SequenceLanes, service } from './lanes.ts'
import { SequenceNames } from './names.ts'
import { isPlumbing } from './plumbing.ts'

export interface SequenceOptions {
  /**
   * `story` leaves out the calls of the application, and what every call goes through: the negotiation of media, what the service notes for itself, elements
   * that are made. `all` leaves out nothing. Default `story`.
   */
  readonly detail?: 'story' | 'all'
}

/** A line of the picture, before lines that differ in a name alone become one. */
interface Line {
  readonly head: string
  readonly tail: string
  readonly name: string
}

const mostNames = 4
const minuteMs = 60_000

const inSeconds = (ms: number): string => `${(ms / 1000).toFixed(3).replace(/\.?0+$/, '')}s`

const timeOf = (ms: number): string =>
  ms < 2 * minuteMs ? inSeconds(ms) : `${Math.floor(ms / minuteMs)}min ${inSeconds(ms % minuteMs)}`

/** A character that has a meaning of its own in a diagram, or is no letter, stands as its number. */
const escaped = (text: string): string =>
  text.replace(/[^\p{L}\p{N} .,'_()/=@-]/gu, (letter) => `#${letter.codePointAt(0)};`)

const plain = (value: unknown): string => escaped(String(value))

/** The keys of an entry that a line of the diagram shows. */
const shownKeys = ['code', 'status', 'reason', 'changedProperty', 'newValue', 'role', 'failureId']

const isPlain = (value: unknown): boolean =>
  typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value !== '')

type Detail = readonly [key: string, value: unknown]

const flat = ([key, value]: Detail): readonly Detail[] =>
  Array.isArray(value) ? value.map((one: unknown) => [key, one]) : [[key, value]]

// Errors that escape say where to read on; here their first words will do.
const firstWords = (text: unknown): string => plain(text).split('. ')[0] ?? ''

/** The details of an entry that the picture shows: all of a test author's act, and the important ones of anything else. */
function detailsOf({ kind, detail }: JournalEntry): readonly Detail[] {
  if (kind === 'control') return Object.entries(detail).filter(([key]) => key !== 'client' && key !== 'name')
  return shownKeys.map((key) => [key, detail[key]])
}

function about(entry: JournalEntry, names: SequenceNames): string {
  if (entry.kind === 'uncaught') return firstWords(entry.detail['message'])
  const shown = detailsOf(entry)
    .flatMap(flat)
    .filter(([, value]) => isPlain(value) && value !== entry.what)
  const words = shown.map(([key, value]) => {
    const word = plain(names.of(value) ?? value)
    return entry.kind === 'control' && typeof value !== 'string' ? `${key} ${word}` : word
  })
  return words.join(' ')
}

const subjectKeys = ['stream', 'streamId', 'connection', 'connectionId']

/** The name of the person or thing that an entry is about. */
function subjectOf({ kind, detail }: JournalEntry, names: SequenceNames): string {
  const known = subjectKeys.map((key) => names.of(detail[key])).find((name) => name !== null)
  return plain(known ?? (kind === 'control' || kind === 'fact' ? (detail['name'] ?? '') : ''))
}

const notes: Readonly<Partial<Record<JournalEntry['kind'], string>>> = {
  call: 'call ',
  error: 'error ',
  fault: 'fault ',
  uncaught: 'uncaught ',
}

/** How an entry is drawn: an arrow between two lanes, or a note at one. */
function arrowOf(entry: JournalEntry, { id }: Lane): string {
  if (entry.kind === 'request' || personIn(entry) !== null) return `${id}->>${service}`
  return entry.kind === 'reply' ? `${service}-->>${id}` : `Note over ${entry.kind === 'fact' ? service : id}`
}

// An object is named behind its client: `client-1 publisher`.
const objectOf = ({ kind, who }: JournalEntry): string =>
  kind === 'event' ? `${who.split(' ').slice(1).join(' ')} ` : ''

function lineOf(entry: JournalEntry, lanes: SequenceLanes, names: SequenceNames): Line {
  const person = personIn(entry)
  const what = plain(person === null ? entry.what : entry.what.replace(/^(room|participant)\./, ''))
  const doing = `${timeOf(entry.at)} ${objectOf(entry)}${what}`
  const head = `  ${arrowOf(entry, lanes.of(entry))}: ${notes[entry.kind] ?? ''}${doing}`
  const name = person === null || !lanes.isOwn(person) ? subjectOf(entry, names) : ''
  return { head, tail: about(entry, names), name }
}

function joined(names: readonly string[]): string {
  const shown = names.filter((name) => name !== '')
  if (shown.length <= mostNames) return shown.join(', ')
  return `${shown.slice(0, mostNames).join(', ')} and ${shown.length - mostNames} more`
}

const drawn = (lines: readonly Line[]): string => {
  const [first] = lines
  const names = joined(lines.map(({ name }) => name))
  const count = lines.length > 1 && names === '' ? `(${lines.length} times)` : ''
  return [first?.head, names, first?.tail, count].filter((part) => part !== '').join(' ')
}

/** Lines that differ in a name alone are one line. */
function gathered(lines: readonly Line[]): readonly string[] {
  const groups: Line[][] = []
  for (const line of lines) {
    const [last] = groups.at(-1) ?? []
    if (last?.head === line.head && last.tail === line.tail) groups.at(-1)?.push(line)
    else groups.push([line])
  }
  return groups.map(drawn)
}

/** A lane's line; where a name is nothing but blanks, that is said. */
const laneLine = ({ id, label }: Lane): string =>
  label === null ? `  participant ${id}` : `  participant ${id} as ${label.trim() === '' ? '(no name)' : plain(label)}`

/**
 * A journal as a sequence diagram in Mermaid's words: a lane for the test author, for remote people, for each client, and
 * for the service.
 *
 * @example
 * writeFileSync('call.mmd', toSequence(simulator.journal.entries))
 */
export function toSequence(entries: readonly JournalEntry[], { detail = 'story' }: SequenceOptions = {}): string {
  const lanes = new SequenceLanes(entries)
  const names = new SequenceNames()
  const lines = entries.flatMap((entry) => {
    names.learn(entry)
    return detail === 'story' && isPlumbing(entry) ? [] : [lineOf(entry, lanes, names)]
  })
  return ['sequenceDiagram', ...lanes.all.map(laneLine), ...gathered(lines), ''].join('\n')
}
