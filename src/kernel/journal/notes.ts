import type { EventSource, JournalEntry, JournalKind } from './entry.ts'

const blockSize = 512

/** Room for so many notes, a list for each part: what a note holds lies there without an object of its own. */
class Block {
  size = 0
  readonly at: number[] = []
  readonly kind: JournalKind[] = []
  readonly who: string[] = []
  readonly what: string[] = []
  readonly detail: (Readonly<Record<string, unknown>> | undefined)[] = []
  readonly object: (object | undefined)[] = []
  readonly event: unknown[] = []
  readonly listeners: number[] = []

  /** Forgets the notes, and keeps the room for the next ones. */
  clear(): void {
    for (const held of [this.detail, this.object, this.event]) held.fill(undefined)
    this.size = 0
  }
}

/** The detail of an entry of which nothing else is known. */
export const noDetail: Readonly<Record<string, unknown>> = Object.freeze({})

/**
 * The notes of a journal that is not read: the parts of entries, of which an entry is made when it is read. A note that is
 * dropped before that leaves no garbage but its detail and its event.
 */
export class Notes {
  readonly #cap: number
  #last = new Block()
  /** All of them, the last one included. */
  #blocks: Block[] = [this.#last]
  #size = 0

  /** @param cap How many notes are kept, at least: the oldest go first, a block at a time. */
  constructor(cap: number) {
    this.#cap = cap
  }

  get size(): number {
    return this.#size
  }

  add(
    at: number,
    kind: JournalKind,
    who: string,
    what: string,
    detail: Readonly<Record<string, unknown>>,
    source: EventSource | undefined,
  ): void {
    const block = this.#last.size < blockSize ? this.#last : this.#begin()
    const place = block.size++
    block.at[place] = at
    block.kind[place] = kind
    block.who[place] = who
    block.what[place] = what
    block.detail[place] = detail
    block.object[place] = source?.object
    block.event[place] = source?.event
    block.listeners[place] = source?.listeners ?? 0
    this.#size++
  }

  /** Begins the next block, in the room of the oldest one where its notes are too many. */
  #begin(): Block {
    const isTooMany = this.#blocks.length > 1 && this.#size - blockSize >= this.#cap
    const oldest = isTooMany ? this.#blocks.shift() : undefined
    if (oldest !== undefined) {
      this.#size -= blockSize
      oldest.clear()
    }
    this.#last = oldest ?? new Block()
    this.#blocks.push(this.#last)
    return this.#last
  }

  /** Makes entries of the last notes, as many as are kept, of which the very last has the index `last`; calls back with each, oldest first. */
  read(last: number, give: (entry: JournalEntry, source: EventSource | undefined) => void): void {
    let index = last - this.#size
    for (const { size, at, kind, who, what, detail, object, event, listeners } of this.#blocks) {
      for (let place = 0; place < size; place++) {
        index++
        if (last - index >= this.#cap) continue
        const from = object[place]
        const source =
          from === undefined ? undefined : { object: from, listeners: listeners[place] ?? 0, event: event[place] }
        give(
          {
            index,
            at: at[place] ?? 0,
            kind: kind[place] ?? 'fact',
            who: who[place] ?? '',
            what: what[place] ?? '',
            detail: detail[place] ?? noDetail,
          },
          source,
        )
      }
    }
  }

  clear(): void {
    this.#last.clear()
    this.#blocks = [this.#last]
    this.#size = 0
  }
}
