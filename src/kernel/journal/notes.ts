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
  #blocks: Block[] = [new Block()]
  /** A block that was dropped: its room is used again. */
  #spare: Block | undefined
  #size = 0

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
    let block = this.#blocks.at(-1)
    if (block === undefined || block.size === blockSize) {
      block = this.#spare ?? new Block()
      this.#spare = undefined
      this.#blocks.push(block)
    }
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

  /** Drops the oldest notes, a block at a time, while at least `cap` are left. */
  drop(cap: number): void {
    while (this.#blocks.length > 1 && this.#size - blockSize >= cap) {
      const first = this.#blocks.shift()
      this.#size -= blockSize
      first?.clear()
      this.#spare = first
    }
  }

  /** Makes entries of the last `cap` notes, of which the very last has the index `last`; calls back with each, oldest first. */
  read(cap: number, last: number, give: (entry: JournalEntry, source: EventSource | undefined) => void): void {
    let index = last - this.#size
    for (const { size, at, kind, who, what, detail, object, event, listeners } of this.#blocks) {
      for (let place = 0; place < size; place++) {
        index++
        if (last - index >= cap) continue
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
    const [first] = this.#blocks
    first?.clear()
    this.#blocks = first === undefined ? [] : [first]
    this.#size = 0
  }
}
