import { dialects } from '../../contract/dialect.ts'
import { failureTexts } from '../../contract/failure-texts.ts'
import { type Failure, failures, isOfRest, resolve } from '../../contract/failures.ts'
import { type RestFailure, restFailureList } from '../../contract/rest/failures.ts'
import { tellingEvents } from '../../contract/telling-events.ts'
import type { Over, Surface, SurfaceFailure, SurfaceFailureId, SurfaceOperation } from './surface.ts'

/**
 * The failures that a report can be about: the rows of the exception-handling guide, those of operations that were called, or all.
 * Those of HTTP count where a test asked the service's HTTP face for anything.
 */
export const scopes = ['guide', 'called', 'all'] as const

export type Scope = (typeof scopes)[number]

/** A line of a report: a failure, or a row of the guide with the failures that it speaks of. */
export interface SurfaceRow {
  /** The id of the failure, or the guide's row, such as `Session.connect#1004`. */
  readonly id: string
  readonly operation: SurfaceOperation
  readonly failures: readonly SurfaceFailureId[]
  readonly when: string
  readonly remedy: string
  /** The name and the code of the error, by dialect: `OT_AUTHENTICATION_ERROR 1004`. */
  readonly says: readonly string[]
  /** The channels over which an application can be seen to hear of it. */
  readonly channels: readonly Over[]
  readonly times: number
  readonly heard: Readonly<Partial<Record<Over, number>>>
  readonly shown: SurfaceFailure['shown']
  /** The dialect that was tried, where the dialects differ and only one was; else null. */
  readonly oneTruth: string | null
}

const faceOf = (row: Failure, dialect: 'documented' | 'sdk'): string => {
  if (dialect === 'sdk' && row.sdk === null) return 'never given by SDK 2.35'
  const { name, code } = resolve(row, dialect)
  return [name, code].filter((part) => part !== null).join(' ') || 'no error object'
}

// An event is seen to be heard only where it is known which one tells.
const hearable = ({ id, channels }: Failure): readonly Over[] => [
  ...new Set(channels.filter((channel) => channel !== 'event' || tellingEvents[id] !== undefined)),
]

const unreached: SurfaceFailure = { times: 0, dialects: [], heard: {}, shown: null }

function rowOf(row: Failure, surface: Surface): SurfaceRow {
  const found = surface.failures[row.id] ?? unreached
  const faces = dialects.map((dialect) => faceOf(row, dialect))
  const differ = faces[0] !== faces[1]
  return {
    id: row.id,
    operation: row.operation,
    failures: [row.id],
    ...failureTexts[row.id],
    says: differ ? faces : faces.slice(0, 1),
    channels: hearable(row),
    times: found.times,
    heard: found.heard,
    shown: found.shown,
    oneTruth: differ && found.dialects.length === 1 ? (found.dialects[0] ?? null) : null,
  }
}

/** The rows of HTTP; none where no request to the service's HTTP face was made. */
const restRows = (called: ReadonlySet<string>): readonly RestFailure[] =>
  [...called].some(isOfRest) ? restFailureList : []

function restRow({ id, operation, status, code, when, remedy }: RestFailure, surface: Surface): SurfaceRow {
  const { times, heard, shown } = surface.failures[id] ?? unreached
  const says = [status === code ? `HTTP ${status}` : `HTTP ${status}, code ${code}`]
  const own = { id, operation: `rest/${operation}`, failures: [id], when, remedy, says, oneTruth: null } as const
  return { ...own, channels: ['response'], times, heard, shown }
}

// The guide has a row for the `exception` event, which tells an application of errors of every method.
const exceptionRow = 'OT#exception'

const guideRowsOf = ({ sources, channels }: Failure): readonly string[] => [
  ...sources.filter((source) => source.startsWith('guide:')).map((source) => source.slice('guide:'.length)),
  ...(channels.includes('exception') ? [exceptionRow] : []),
]

/** A row of the guide is reached where one of its failures is; the first of them that was reached stands for it. */
function guideRow(id: string, rows: readonly SurfaceRow[]): SurfaceRow[] {
  const best = rows.find(({ times }) => times > 0) ?? rows[0]
  if (best === undefined) return []
  const times = rows.reduce((sum, row) => sum + row.times, 0)
  return [{ ...best, id, times, failures: rows.flatMap((row) => row.failures) }]
}

function guideRows(surface: Surface): readonly SurfaceRow[] {
  const ids = [...new Set(failures.flatMap(guideRowsOf))].sort()
  return ids.flatMap((id) =>
    guideRow(
      id,
      failures.filter((row) => guideRowsOf(row).includes(id)).map((row) => rowOf(row, surface)),
    ),
  )
}

/** The rows of a report, by operation and in the order of the catalogue. */
export function rowsOf(surface: Surface, scope: Scope): readonly SurfaceRow[] {
  if (scope === 'guide') return guideRows(surface)
  const called = new Set<string>(Object.keys(surface.calls))
  // Failures of a running session concern every application that connects.
  if (called.has('Session.connect')) for (const running of ['Session', 'Publisher', 'Subscriber']) called.add(running)
  const isWanted = (operation: SurfaceOperation): boolean => scope === 'all' || called.has(operation)
  return [
    ...failures
      .filter(({ operation, status }) => status === 'live' && isWanted(operation))
      .map((row) => rowOf(row, surface)),
    ...restRows(called)
      .filter((row) => isWanted(`rest/${row.operation}`))
      .map((row) => restRow(row, surface)),
  ]
}

/** Whether a row was reached, and no function of the application heard of it. */
export const isUnheard = ({ times, heard, channels }: SurfaceRow): boolean =>
  times > 0 && channels.length > 0 && Object.keys(heard).length === 0

/** The rows by operation. */
export function byOperation(rows: readonly SurfaceRow[]): ReadonlyMap<string, readonly SurfaceRow[]> {
  const groups = new Map<string, SurfaceRow[]>()
  for (const row of rows) groups.set(row.operation, [...(groups.get(row.operation) ?? []), row])
  return groups
}
