import type { JournalEntry } from '../kernel/journal/entry.ts'
import { personIn, SequenceLanes, service, testAuthor } from '../kernel/journal/lanes.ts'
import { SequenceNames } from '../kernel/journal/names.ts'
import { isPlumbing } from '../kernel/journal/plumbing.ts'

/** One line of the live picture: an entry of the journal, and the lanes between which it is drawn. */
export interface StoryLine {
  readonly entry: JournalEntry
  /** Numbers of lanes from the left; the same twice: something that happens at one lane. */
  readonly from: number
  readonly to: number
  readonly what: string
  /** The subject of the entry, in a few words. */
  readonly about: string
}

export interface Story {
  readonly lanes: readonly string[]
  readonly lines: readonly StoryLine[]
}

/** Whether the story leaves an entry out: every call has it, or it says how loud somebody is. Errors that were heard stay. */
const isLeftOut = (entry: JournalEntry): boolean =>
  entry.what === 'audioLevelUpdated' || (entry.kind !== 'heard' && isPlumbing(entry))

/** The keys of an entry whose values a line of the story shows. */
const shownKeys = ['code', 'status', 'reason', 'changedProperty', 'newValue', 'failureId', 'message', 'kind', 'state']
const subjects = ['stream', 'streamId', 'connection', 'connectionId']

function aboutOf({ detail }: JournalEntry, names: SequenceNames): string {
  const subject = subjects.map((key) => names.of(detail[key])).find((name) => name !== null)
  const words = shownKeys
    .map((key) => detail[key])
    .filter((value) => value !== undefined && value !== null && value !== '')
  return [subject, ...words].filter((part) => part !== undefined && part !== null).join(' ')
}

/** The two lanes between which an entry is drawn. */
function laneEnds(entry: JournalEntry, lanes: SequenceLanes): readonly [string, string] {
  const own = lanes.of(entry).id
  if (entry.kind === 'request' || personIn(entry) !== null) return [own, service]
  if (entry.kind === 'reply') return [service, own]
  if (entry.kind === 'event') return [service, own]
  return entry.kind === 'fact' ? [service, service] : [own, own]
}

/** The entries that a reader of the journal wants to see. */
export interface StoryFilter {
  readonly text: string
  readonly all: boolean
}

const laneNames: Readonly<Record<string, string>> = {
  [testAuthor]: 'panel, test',
  [service]: 'service',
  'client-1': 'client-1 (you)',
}

/** How many entries a picture is made of at most, the latest: a long call stays quick to draw. */
const mostEntries = 20_000

/** The journal as a picture: lanes from left to right, lines from top to bottom. */
export function storyOf(known: readonly JournalEntry[], { text, all }: StoryFilter): Story {
  const entries = known.slice(-mostEntries)
  const lanes = new SequenceLanes(entries)
  const names = new SequenceNames()
  const order = lanes.all.map(({ id }) => id)
  const wanted = text.toLowerCase()
  const lines = entries.flatMap((entry): readonly StoryLine[] => {
    names.learn(entry)
    if (!all && isLeftOut(entry)) return []
    const about = aboutOf(entry, names)
    if (wanted !== '' && !`${entry.who} ${entry.kind} ${entry.what} ${about}`.toLowerCase().includes(wanted)) return []
    const [from, to] = laneEnds(entry, lanes)
    const what = personIn(entry) === null ? entry.what : entry.what.replace(/^(room|participant)\./, '')
    return [{ entry, from: order.indexOf(from), to: order.indexOf(to), what, about }]
  })
  return { lanes: lanes.all.map(({ id, label }) => label ?? laneNames[id] ?? id), lines }
}
