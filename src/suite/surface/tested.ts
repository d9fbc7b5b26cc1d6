import { version } from '../../author/this-package.ts'
import { emptySurface, mergeSurfaces, type Surface, seenIn } from './surface.ts'

/** The key of a file's surface in the results of its runner. */
export const taskKey = 'fake-opentok'

/**
 * The environment variable that names the folder into which each file of tests writes its surface, for runners without such
 * results.
 */
export const folderVariable = 'FAKE_OPENTOK_SURFACE_FOLDER'

/** The surface of a file of tests, with the version of the package that wrote it. */
export interface SurfaceRecord {
  readonly version: string
  readonly surface: Surface
}

/** A file of tests that ran, and its surface as it came back from the runner. */
export interface TestedFile {
  readonly path: string
  readonly record: unknown
}

export const tellSurface = (surface: Surface): SurfaceRecord => ({ version, surface })

const isSurfaceRecord = (value: unknown): value is SurfaceRecord =>
  typeof value === 'object' && value !== null && 'version' in value && 'surface' in value

const withoutSetup =
  'The coverage of the error surface got no results from the tests. Name "fake-opentok/vitest" in setupFiles (Jest: "fake-opentok/jest" in setupFilesAfterEnv).'

const versionsWords = (versions: readonly string[]): string =>
  `The results come from several versions of fake-opentok (${versions.join(', ')}), and each version has its own failures. Run all shards with one version.`

/** The surface of all files together, or the reason for which there is none. */
export function surfaceAcross(files: readonly TestedFile[]): {
  readonly surface: Surface
  readonly problem: string | null
} {
  const written = files.flatMap(({ path, record }) => (isSurfaceRecord(record) ? [{ path, ...record }] : []))
  const versions = [...new Set([version, ...written.map((one) => one.version)])].sort()
  if (versions.length > 1) return { surface: emptySurface, problem: versionsWords(versions) }
  if (files.length > 0 && written.length === 0) return { surface: emptySurface, problem: withoutSetup }
  const surfaces = written.map(({ surface, path }) => seenIn(surface, path))
  return { surface: surfaces.reduce(mergeSurfaces, emptySurface), problem: null }
}
