import type { Clock } from '../time/clock.ts'
import type { EventSource, JournalEntry, JournalKind } from './entry.ts'
import { Notes, noDetail } from './notes.ts'
import { type CallMade, Places } from './places.ts'
import { type SequenceOptions, toSequence } from './sequence.ts'

/** A query for entries: each key that is given must agree. */
export type JournalQuery = Partial<Pick<JournalEntry, 'kind' | 'who' | 'what'>>

/** The number of entries above the cap that the journal keeps once it is read: dropping them one by one would cost too much. */
const spareOf = (cap: number): number => Math.max(1024, Math.floor(cap / 4))

/** The ordered record of everything that happened, capped: the oldest entries go first. */
export class Journal {
  readonly #clock: Clock
  readonly #cap: number
  readonly #most: number
  /** The notes of which no entry was made yet: one is made when the journal is read or watched. */
  readonly #notes: Notes
  /** Whether entries are made as soon as something happens: the journal was read, and its list goes on growing. */
  #isRead = false
  #entries: JournalEntry[] = []
  #watchers: ((entry: JournalEntry) => void)[] = []
  /** Where the event of each entry came from, at the entry's place. */
  #sources: (EventSource | undefined)[] = []
  /** @internal The places in which calls and acts were made. */
  readonly places: Places
  #next = 0
  #life = 0
  #epoch: number

  constructor(clock: Clock, cap = 100_000) {
    this.#clock = clock
    this.places = new Places(clock, cap)
    this.#cap = cap
    this.#notes = new Notes(cap)
    this.#most = cap + spareOf(cap)
    this.#epoch = clock.now()
  }

  /**
   * @internal Adds an entry.
   * @param source Where an event came from, for {@link sourceOf}; it is no part of the entry.
   * @param made The object and the arguments of a call; they are no part of the entry.
   */
  add(
    kind: JournalKind,
    who: string,
    what: string,
    detail: Readonly<Record<string, unknown>> = noDetail,
    source?: EventSource,
    made?: CallMade,
  ): void {
    const at = this.#clock.now() - this.#epoch
    const index = this.#next++
    if (kind === 'call' || kind === 'control' || (kind === 'request' && who === 'server')) this.places.keep(index, made)
    if (!this.#isRead) return this.#notes.add(at, kind, who, what, detail, source)
    const entry = { index, at, kind, who, what, detail }
    this.#entries.push(entry)
    this.#sources.push(source)
    if (this.#entries.length > this.#most) this.#trim()
    for (const watcher of this.#watchers) watcher(entry)
  }

  /** Makes entries of what was noted, and from now on of everything at once. */
  #make(): void {
    this.#isRead = true
    if (this.#notes.size === 0) return
    this.#notes.read(this.#next - 1, (entry, source) => {
      this.#entries.push(entry)
      this.#sources.push(source)
    })
    this.#notes.clear()
  }

  /**
   * Calls `watcher` with every entry from now on, in the middle of what is happening, until the journal is reset, or the
   * function that this returns is called.
   * @example const stop = simulator.journal.watch(({ kind, what }) => console.log(kind, what))
   */
  watch(watcher: (entry: JournalEntry) => void): () => void {
    this.#make()
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

  /** @internal How often the journal was reset. */
  get life(): number {
    return this.#life
  }

  /** How many entries were dropped because of the cap. */
  get dropped(): number {
    return Math.max(0, this.#next - this.#cap)
  }

  /**
   * Where the event of an entry came from; undefined for entries that are no event, or were dropped.
   * @example simulator.journal.watch((entry) => console.log(entry.what, simulator.journal.sourceOf(entry)))
   */
  sourceOf(entry: JournalEntry): EventSource | undefined {
    this.#make()
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
    this.#notes.clear()
    this.#isRead = false
    this.#entries = []
    this.#watchers = []
    this.#sources = []
    this.places.reset()
    this.#next = 0
    this.#life++
    this.#epoch = this.#clock.now()
  }

  #trim(): readonly JournalEntry[] {
    this.#make()
    const over = this.#entries.length - this.#cap
    if (over > 0) {
      this.#entries.splice(0, over)
      this.#sources.splice(0, over)
    }
    return this.#entries
  }
}
