import type { Hearing } from '../../author/hearing.ts'
import type { Dialect } from '../../contract/dialect.ts'
import type { FailureId } from '../../contract/failures.ts'
import type { Operation } from '../../contract/operations.ts'
import type { RestFailureId } from '../../contract/rest/failures.ts'
import type { RestOperation } from '../../contract/rest/operations.ts'

/** A way over which an application can hear of a failure. */
export type Over = Hearing['over']

/** A method of the SDK, or a request of the application's server. */
export type SurfaceOperation = Operation | `rest/${RestOperation}`

/** A failure of the catalogue, or of HTTP. */
export type SurfaceFailureId = FailureId | RestFailureId

/** The record of a failure that tests brought about. Plain data, which travels between processes as JSON. */
export interface SurfaceFailure {
  /** How often it was brought about. */
  readonly times: number
  readonly dialects: readonly Dialect[]
  /** How often the application heard of it, by channel. */
  readonly heard: Readonly<Partial<Record<Over, number>>>
  /** The test that is first by path and name, and the sequence picture of what happened in it. Its file adds the test, the reporter the path. */
  readonly shown: Shown | null
}

/** A test, and the picture of what happened in it. */
export interface Shown {
  readonly path: string
  readonly test: string
  /** A sequence diagram in Mermaid's words. */
  readonly picture: string
}

/** The failures that a test, a file or a whole suite brought about, and the operations that were called. */
export interface Surface {
  readonly calls: Readonly<Partial<Record<SurfaceOperation, number>>>
  readonly failures: Readonly<Partial<Record<SurfaceFailureId, SurfaceFailure>>>
}

export const emptySurface: Surface = { calls: {}, failures: {} }

function summed<Key extends string>(
  one: Readonly<Partial<Record<Key, number>>>,
  other: Readonly<Partial<Record<Key, number>>>,
): Partial<Record<Key, number>> {
  const sum: Partial<Record<Key, number>> = { ...one }
  for (const key of Object.keys(other) as Key[]) sum[key] = (sum[key] ?? 0) + (other[key] ?? 0)
  return sum
}

// The picture decides between two tests of one name, so that the order in which files end makes no difference.
const placeOf = ({ path, test, picture }: Shown): string => [path, test, picture].join('\n')

function firstShown(one: Shown | null, other: Shown | null): Shown | null {
  if (one === null || other === null) return one ?? other
  return placeOf(other) < placeOf(one) ? other : one
}

const both = (one: SurfaceFailure, other: SurfaceFailure): SurfaceFailure => ({
  times: one.times + other.times,
  dialects: [...new Set([...one.dialects, ...other.dialects])].sort(),
  heard: summed(one.heard, other.heard),
  shown: firstShown(one.shown, other.shown),
})

/** Two surfaces as one; the order in which surfaces are merged makes no difference. */
export function mergeSurfaces(one: Surface, other: Surface): Surface {
  const failures: Partial<Record<SurfaceFailureId, SurfaceFailure>> = { ...one.failures }
  for (const [id, found] of Object.entries(other.failures) as [SurfaceFailureId, SurfaceFailure][]) {
    const known = failures[id]
    failures[id] = known === undefined ? found : both(known, found)
  }
  return { calls: summed(one.calls, other.calls), failures }
}

/** A surface with the path of the file whose tests reached it. */
export const seenIn = (surface: Surface, path: string): Surface => ({
  ...surface,
  failures: Object.fromEntries(
    Object.entries(surface.failures).map(([id, found]) => [
      id,
      { ...found, shown: found.shown && { ...found.shown, path } },
    ]),
  ),
})
