import { allReached, type Reached } from '../../author/hearing.ts'
import { allReachedOverHttp, requestsOverHttp } from '../../author/rest/hearing.ts'
import type { WatchedWorld } from '../../author/watchers.ts'
import type { Dialect } from '../../contract/dialect.ts'
import { findFailure, isOfRest } from '../../contract/failures.ts'
import type { RestOperation } from '../../contract/rest/operations.ts'
import type { JournalEntry } from '../../kernel/journal/entry.ts'
import { toSequence } from '../../kernel/journal/sequence.ts'
import type { Over, Surface, SurfaceFailure, SurfaceFailureId, SurfaceOperation } from './surface.ts'

/** A picture longer than this is cut: it travels to the reporter. */
const longestPicture = 80

/** A test, and the journal of the world in which it reached a failure. */
interface Seen {
  readonly test: string
  readonly entries: readonly JournalEntry[]
}

/** The record of a failure, as far as the tests of the file have come. */
interface Found {
  times: number
  readonly dialects: Set<Dialect>
  readonly heard: Map<Over, number>
  first: Seen
}

/** Draws a journal; the function `toSequence` of the room `kernel`, unless a test counts pictures. */
export type Draw = (entries: readonly JournalEntry[]) => string

function count<Key>(counts: Map<Key, number>, key: Key, more = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + more)
}

function cut(picture: string): string {
  const lines = picture.trimEnd().split('\n')
  return (
    lines.length > longestPicture ? [...lines.slice(0, longestPicture), '  Note over test: and more'] : lines
  ).join('\n')
}

const operationOf = ({ failure }: Reached): readonly SurfaceOperation[] =>
  isOfRest(failure) ? [] : [findFailure(failure).operation]

/**
 * The failures that the tests of one file brought about, and the operations that were called. A picture costs more than all the
 * rest, so that pictures are drawn when the file ends: one for each test that is the first by name to reach some failure.
 */
export class FileSurface {
  readonly #draw: Draw
  readonly #calls: Map<SurfaceOperation, number> = new Map()
  readonly #failures: Map<SurfaceFailureId, Found> = new Map()

  constructor(draw: Draw = toSequence) {
    this.#draw = draw
  }

  /** Adds the world of a test, which is about to be made as new. */
  add(world: WatchedWorld, test: string): void {
    const { journal, dialect } = world
    const { entries } = journal
    const log = { entries, sourceOf: (entry: JournalEntry) => journal.sourceOf(entry) }
    const all = [...allReached(log), ...allReachedOverHttp(log)]
    const requests = requestsOverHttp(log) as readonly `rest/${RestOperation}`[]
    for (const operation of new Set([...world._operationsCalled, ...all.flatMap(operationOf), ...requests])) {
      count(this.#calls, operation)
    }
    if (all.length === 0) return
    const seen = { test, entries: [...entries] }
    for (const reached of all) this.#enter(reached, dialect, seen)
  }

  /** The surface of the file so far. */
  get surface(): Surface {
    const pictures = new Map<Seen, string>()
    const failures = [...this.#failures].map(([id, { times, dialects, heard, first }]): [string, SurfaceFailure] => {
      const picture = pictures.get(first) ?? cut(this.#draw(first.entries))
      pictures.set(first, picture)
      const shown = { path: '', test: first.test, picture }
      return [id, { times, dialects: [...dialects].sort(), heard: Object.fromEntries(heard), shown }]
    })
    return { calls: Object.fromEntries(this.#calls), failures: Object.fromEntries(failures) }
  }

  #enter({ failure, times, heard }: Reached, dialect: Dialect, seen: Seen): void {
    const known = this.#failures.get(failure)
    const found = known ?? { times: 0, dialects: new Set(), heard: new Map(), first: seen }
    found.times += times
    found.dialects.add(dialect)
    for (const { over } of heard) count(found.heard, over)
    if (seen.test < found.first.test) found.first = seen
    if (known === undefined) this.#failures.set(failure, found)
  }
}
