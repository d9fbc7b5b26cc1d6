import type { JournalEntry } from './entry.ts'

export const service = 'service'
export const testAuthor = 'test'

/** How many remote people have a lane each; who comes later shares one. */
const mostPeople = 8
/** From how many on people of one name, such as `guest-1` and `guest-2`, share a lane. */
const crowdFrom = 4

/** The remote person who does something, where it is one. */
export function personIn({ kind, what, detail }: JournalEntry): string | null {
  const isTheirs = kind === 'control' && (what === 'room.join' || what.startsWith('participant.'))
  return isTheirs && typeof detail['name'] === 'string' ? detail['name'] : null
}

const prefixOf = (name: string): string => name.replace(/-\d+$/, '')

/** The client of an object: `client-1` for `client-1 publisher`. */
const clientOf = (who: string): string => who.split(' ')[0] ?? who

/** A lane of a picture. */
export interface Lane {
  /** Plain letters and digits, whatever people are called. */
  readonly id: string
  /** The name for people; null where the id is it. */
  readonly label: string | null
}

const fixedLane = (id: string): Lane => ({ id, label: null })

/** The lanes of a picture: the test author, remote people, clients, the service. */
export class SequenceLanes {
  readonly #people: ReadonlyMap<string, Lane>
  readonly #clients: readonly string[]

  constructor(entries: readonly JournalEntry[]) {
    const names = [...new Set(entries.flatMap((entry) => personIn(entry) ?? []))]
    const sizes = new Map<string, number>()
    for (const name of names) sizes.set(prefixOf(name), (sizes.get(prefixOf(name)) ?? 0) + 1)
    const laneOf = (name: string): string => ((sizes.get(prefixOf(name)) ?? 0) >= crowdFrom ? prefixOf(name) : name)
    const labels = [...new Set(names.map(laneOf))].slice(0, mostPeople)
    const lanes = new Map(labels.map((label, index): [string, Lane] => [label, { id: `person${index + 1}`, label }]))
    const shared: Lane = { id: 'others', label: null }
    this.#people = new Map(names.map((name) => [name, lanes.get(laneOf(name)) ?? shared]))
    const clients = entries.map(({ who }) => clientOf(who)).filter((who) => who !== testAuthor && who !== service)
    this.#clients = [...new Set(clients)]
  }

  /** The lane that an entry belongs to. */
  of(entry: JournalEntry): Lane {
    const person = personIn(entry)
    return (person === null ? undefined : this.#people.get(person)) ?? fixedLane(clientOf(entry.who))
  }

  /** Whether the lane of a person is theirs alone. */
  isOwn(person: string): boolean {
    return this.#people.get(person)?.label === person
  }

  /** Every lane, from left to right. */
  get all(): readonly Lane[] {
    const people = [...new Set(this.#people.values())]
    return [fixedLane(testAuthor), ...people, ...this.#clients.map(fixedLane), fixedLane(service)]
  }
}
