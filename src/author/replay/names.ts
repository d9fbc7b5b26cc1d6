import type { JournalEntry } from '../../kernel/journal/entry.ts'
import { type Bag, isBag } from '../../kernel/values.ts'

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
  /** The names of the application's own streams: a person's stream needs another, since a file tells streams apart by name. */
  readonly #ownNames: Set<string> = new Set()
  readonly #appClientId: string
  #coming: string | null = null
  /** The names of the streams that people are about to publish, by their connections. */
  readonly #publishing: Map<string, string> = new Map()

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

  /** The name of the person who is coming in at this moment. */
  get coming(): string | undefined {
    return this.#coming ?? undefined
  }

  /** The name of the stream that a person is about to publish. */
  publishing(by: unknown): string | undefined {
    return typeof by === 'string' ? this.#publishing.get(by) : undefined
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
    }
    const { subscriberId, id, by } = detail
    const stream = textIn(detail, 'stream')
    if (what === 'participant.publish' && typeof by === 'string' && stream !== undefined) {
      this.#publishing.set(by, freshName(stream, this.#streamNames))
    }
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
    const by = textIn(stream, 'connectionId') ?? ''
    const name = textIn(stream, 'name') || 'stream'
    const isOwn = this.connection(by) === 'me'
    this.#streams.set(streamId, isOwn ? 'own' : (this.#publishing.get(by) ?? freshName(name, this.#streamNames)))
    this.#publishing.delete(by)
    if (isOwn) this.#ownNames.add(name)
  }

  get #streamNames(): ReadonlySet<string> {
    return new Set(['own', ...this.#ownNames, ...this.#streams.values(), ...this.#publishing.values()])
  }
}
