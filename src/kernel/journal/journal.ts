import type { Clock } from '../time/clock.ts'
import type { JournalEntry, JournalKind } from './entry.ts'
import { type SequenceOptions, toSequence } from './sequence.ts'

/** A query for entries: each key that is given must agree. */
export type JournalQuery = Partial<Pick<JournalEntry, 'kind' | 'who' | 'what'>>

/** The number of entries above the cap that the journal keeps until it is read: dropping them one by one would cost too much. */
const spareOf = (cap: number): number => Math.max(1024, Math.floor(cap / 4))

const noDetail: Readonly<Record<string, unknown>> = Object.freeze({})

/** Where an event came from: the object that dispatched it, how many listeners it had then, and the event as they were given it. */
export interface EventSource {
  readonly object: object
  readonly listeners: number
  readonly event?: unknown
}

/** The ordered record of everything that happened, capped: the oldest entries go first. */
export class Journal {
  readonly #clock: Clock
  readonly #cap: number
  readonly #most: number
  #entries: JournalEntry[] = []
  #watchers: ((entry: JournalEntry) => void)[] = []
  /** Where the event of each entry came from, at the entry's place. */
  #sources: (EventSource | undefined)[] = []
  #next = 0
  #epoch: number

  constructor(clock: Clock, cap = 100_000) {
    this.#clock = clock
    this.#cap = cap
    this.#most = cap + spareOf(cap)
    this.#epoch = clock.now()
  }

  /**
   * @internal Adds an entry.
   * @param source Where an event came from, for {@link sourceOf}; it is no part of the entry.
   */
  add(
    kind: JournalKind,
    who: string,
    what: string,
    detail: Readonly<Record<string, unknown>> = noDetail,
    source?: EventSource,
  ): void {
    const entry = { index: this.#next++, at: this.#clock.now() - this.#epoch, kind, who, what, detail }
    this.#entries.push(entry)
    this.#sources.push(source)
    if (this.#entries.length > this.#most) this.#trim()
    for (const watcher of this.#watchers) watcher(entry)
  }

  /**
   * Calls `watcher` with every entry from now on, in the middle of what is happening, until the journal is reset, or the
   * function that this returns is called.
   * @example const stop = simulator.journal.watch(({ kind, what }) => console.log(kind, what))
   */
  watch(watcher: (entry: JournalEntry) => void): () => void {
    this.#watchers.push(watcher)
    return () => {
      this.#watchers = this.#watchers.filter((other) => other !== watcher)
    }
  }

  /** The entries, oldest first; the list goes on growing. */
  get entries(): readonly JournalEntry[] {
    return this.#trim()
  }

  /** @internal The index of the next entry; it drops none, so that it costs nothing where the journal is full. */
  get next(): number {
    return this.#next
  }

  /** How many entries were dropped because of the cap. */
  get dropped(): number {
    return this.#next - this.#trim().length
  }

  /**
   * Where the event of an entry came from; undefined for entries that are no event, or were dropped.
   * @example simulator.journal.watch((entry) => console.log(entry.what, simulator.journal.sourceOf(entry)))
   */
  sourceOf(entry: JournalEntry): EventSource | undefined {
    const [first] = this.#entries
    const place = entry.index - (first?.index ?? 0)
    return this.#entries[place] === entry ? this.#sources[place] : undefined
  }

  /**
   * The entries that agree with every key of the query.
   * @example simulator.journal.find({ kind: 'event', what: 'streamCreated' })
   */
  find(query: JournalQuery): readonly JournalEntry[] {
    return this.#trim().filter(
      (entry) =>
        (query.kind === undefined || entry.kind === query.kind) &&
        (query.who === undefined || entry.who === query.who) &&
        (query.what === undefined || entry.what === query.what),
    )
  }

  /**
   * The entries, for `JSON.stringify`.
   * @example writeFileSync('journal.json', JSON.stringify(simulator.journal))
   */
  toJSON(): readonly JournalEntry[] {
    return this.#trim()
  }

  /**
   * The call as a sequence diagram, in Mermaid's words: who did what, and what each client was told.
   *
   * @example
   * writeFileSync('call.mmd', simulator.journal.toSequence())
   */
  toSequence(options: SequenceOptions = {}): string {
    return toSequence(this.#trim(), options)
  }

  /** @internal Forgets everything, with the world. */
  reset(): void {
    this.#entries = []
    this.#watchers = []
    this.#sources = []
    this.#next = 0
    this.#epoch = this.#clock.now()
  }

  #trim(): readonly JournalEntry[] {
    const over = this.#entries.length - this.#cap
    if (over > 0) {
      this.#entries.splice(0, over)
      this.#sources.splice(0, over)
    }
    return this.#entries
  }
}
