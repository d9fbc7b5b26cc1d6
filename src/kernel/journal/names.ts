import { type Bag, isBag } from '../values.ts'
import type { JournalEntry } from './entry.ts'

/** The names behind ids: of people, and of the streams that they publish. */
export class SequenceNames {
  readonly #byId: Map<string, string> = new Map()
  /** The names of people who join, until the service gives each an id. */
  #coming: string | null = null

  /** Learns from an entry what its ids are called. */
  learn({ kind, what, detail }: JournalEntry): void {
    if (kind === 'control' && what === 'room.join') this.#coming = textAt(detail, 'name') ?? null
    if (kind !== 'fact') return
    const member = bagAt(detail, 'member')
    const connectionId = textAt(bagAt(member, 'connection'), 'id')
    if (connectionId !== undefined) this.#enter(connectionId, textAt(member, 'clientId'))
    const archive = bagAt(detail, 'archive')
    const archiveId = textAt(archive, 'id')
    if (archiveId !== undefined) this.#byId.set(archiveId, textAt(archive, 'name') || 'a recording')
    const stream = bagAt(detail, 'stream')
    const streamId = textAt(stream, 'id')
    if (streamId === undefined) return
    const owner = this.#byId.get(textAt(stream, 'connectionId') ?? '') ?? ''
    this.#byId.set(streamId, textAt(stream, 'name') || (owner === '' ? 'a stream' : `the stream of ${owner}`))
  }

  /** The name behind an id; null where the journal has none. */
  of(id: unknown): string | null {
    return typeof id === 'string' ? (this.#byId.get(id) ?? null) : null
  }

  #enter(connectionId: string, clientId: string | undefined): void {
    const name = clientId ?? this.#coming
    if (name !== null) this.#byId.set(connectionId, name)
    if (clientId === undefined) this.#coming = null
  }
}

function bagAt(bag: Bag | undefined, key: string): Bag | undefined {
  const value = bag?.[key]
  return isBag(value) ? value : undefined
}

function textAt(bag: Bag | undefined, key: string): string | undefined {
  const value = bag?.[key]
  return typeof value === 'string' ? value : undefined
}
