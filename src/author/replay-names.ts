import type { JournalEntry } from '../kernel/journal/entry.ts'
import { type Bag, isBag } from '../kernel/values.ts'

export const bagIn = (bag: Bag | undefined, key: string): Bag | undefined => {
  const value = bag?.[key]
  return isBag(value) ? value : undefined
}

export const textIn = (bag: Bag | undefined, key: string): string | undefined => {
  const value = bag?.[key]
  return typeof value === 'string' ? value : undefined
}

/** The first name of its kind that is not taken: `alice`, `alice 2`. */
function freshName(name: string, taken: ReadonlySet<string>): string {
  let fresh = name
  for (let number = 2; taken.has(fresh); number++) fresh = `${name} ${number}`
  return fresh
}

/** The names that stand for ids in a scenario: of people, streams, subscribers and recordings. */
export class ReplayNames {
  readonly #people: Map<string, string> = new Map()
  readonly #streams: Map<string, string> = new Map()
  readonly #subscribed: Map<string, string> = new Map()
  readonly #archives: Map<string, string> = new Map()
  /** The name in the scenario of the person who goes by a name in the world at this moment. */
  readonly #present: Map<string, string> = new Map()
  readonly #appClientId: string
  #coming: string | null = null

  /** @param own The id of the client that is "me". */
  constructor(appClientId: string) {
    this.#appClientId = appClientId
  }

  /** Learns what the ids of an entry are called. */
  learn({ kind, what, detail }: JournalEntry): void {
    if (kind === 'control') this.#learnAct(what, detail)
    if (kind !== 'fact') return
    const member = bagIn(detail, 'member')
    const connectionId = textIn(bagIn(member, 'connection'), 'id')
    if (what === 'member.entered' && connectionId !== undefined) this.#enter(connectionId, textIn(member, 'clientId'))
    const stream = bagIn(detail, 'stream')
    const streamId = textIn(stream, 'id')
    if (streamId !== undefined) this.#learnStream(streamId, stream)
  }

  person(name: string): string {
    return this.#present.get(name) ?? name
  }

  connection(id: unknown): string | undefined {
    return typeof id === 'string' ? this.#people.get(id) : undefined
  }

  stream(id: unknown): string | undefined {
    return typeof id === 'string' ? this.#streams.get(id) : undefined
  }

  subscribed(id: unknown): string | undefined {
    return typeof id === 'string' ? this.#subscribed.get(id) : undefined
  }

  archive(id: unknown): string | undefined {
    return typeof id === 'string' ? this.#archives.get(id) : undefined
  }

  #learnAct(what: string, detail: Bag): void {
    const name = textIn(detail, 'name')
    if (what === 'room.join' && name !== undefined) {
      this.#coming = freshName(name, new Set(['me', 'own', ...this.#people.values()]))
      this.#present.set(name, this.#coming)
    }
    const { subscriberId, id } = detail
    if (what === 'participant.subscribe' && typeof subscriberId === 'string') {
      this.#subscribed.set(subscriberId, this.stream(detail['streamId']) ?? 'own')
    }
    if (what === 'room.startArchive' && typeof id === 'string') {
      this.#archives.set(id, freshName(name || 'recording', new Set(this.#archives.values())))
    }
  }

  #enter(connectionId: string, clientId: string | undefined): void {
    const name = clientId === this.#appClientId ? 'me' : clientId === undefined ? this.#coming : clientId
    if (name !== null) this.#people.set(connectionId, name)
    if (clientId === undefined) this.#coming = null
  }

  #learnStream(streamId: string, stream: Bag | undefined): void {
    if (this.#streams.has(streamId)) return
    const isOwn = this.connection(stream?.['connectionId']) === 'me'
    const name = textIn(stream, 'name') || 'stream'
    this.#streams.set(streamId, isOwn ? 'own' : freshName(name, new Set(['own', ...this.#streams.values()])))
  }
}
