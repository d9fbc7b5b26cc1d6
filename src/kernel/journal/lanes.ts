import type { JournalEntry } from './entry.ts'

export const service = 'service'
export const testAuthor = 'test'

/** How many remote people have a lane each; who comes later shares one. */
const mostPeople = 8
/** From how many on people of one name, such as `guest-1` and `guest-2`, share a lane. */
const crowdFrom = 4

const others = 'others'

/** The remote person who does something, where it is one. */
export function personIn({ kind, what, detail }: JournalEntry): string | null {
  const isTheirs = kind === 'control' && (what === 'room.join' || what.startsWith('participant.'))
  return isTheirs && typeof detail['name'] === 'string' ? detail['name'] : null
}

const prefixOf = (name: string): string => name.replace(/-\d+$/, '')

/** The client of an object: `client-1` for `client-1 publisher`. */
const clientOf = (who: string): string => who.split(' ')[0] ?? who

/** The lanes of a picture: the test author, remote people, clients, the service. */
export class SequenceLanes {
  readonly #people: Map<string, string>
  readonly #clients: readonly string[]

  constructor(entries: readonly JournalEntry[]) {
    const names = [...new Set(entries.flatMap((entry) => personIn(entry) ?? []))]
    const sizes = new Map<string, number>()
    for (const name of names) sizes.set(prefixOf(name), (sizes.get(prefixOf(name)) ?? 0) + 1)
    const laneOf = (name: string): string => ((sizes.get(prefixOf(name)) ?? 0) >= crowdFrom ? prefixOf(name) : name)
    const lanes = [...new Set(names.map(laneOf))].slice(0, mostPeople)
    this.#people = new Map(names.map((name) => [name, lanes.includes(laneOf(name)) ? laneOf(name) : others]))
    const clients = entries.map(({ who }) => clientOf(who)).filter((who) => who !== testAuthor && who !== service)
    this.#clients = [...new Set(clients)]
  }

  /** The lane that an entry belongs to, by its name. */
  of(entry: JournalEntry): string {
    const person = personIn(entry)
    return person === null ? clientOf(entry.who) : (this.#people.get(person) ?? others)
  }

  /** Whether the lane of a person is theirs alone. */
  isOwn(person: string): boolean {
    return this.#people.get(person) === person
  }

  /** Every lane, from left to right. */
  get all(): readonly string[] {
    return [testAuthor, ...new Set(this.#people.values()), ...this.#clients, service]
  }
}
