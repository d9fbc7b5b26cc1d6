import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { LiveCase } from '../live-case.ts'
import { inTheatre } from '../play.ts'
import { runLive } from '../run-live.ts'

/** What another version does otherwise in one case than was recorded of the pinned one. */
export interface Otherwise {
  readonly id: string
  readonly differences: readonly string[]
  /** What kept the other version from being observed; nothing: it was observed. */
  readonly troubles: readonly string[]
}

/** So many cases are run before what is known of them is kept: a run that is ended loses no more than these. */
const batch = 12

const read = (file: string): readonly Otherwise[] => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [])

/**
 * Runs another version alone over cases, and tells where it does something else. What was observed is kept in a file, and is not run again:
 * a run that was ended goes on where it was.
 */
export async function otherwiseIn(
  folder: string,
  cases: readonly LiveCase[],
  keptIn: { readonly folder: string; readonly version: string },
): Promise<readonly Otherwise[]> {
  mkdirSync(keptIn.folder, { recursive: true })
  const file = `${keptIn.folder}/${keptIn.version}.json`
  const kept = [...read(file)]
  const done = new Set(kept.map(({ id }) => id))
  const unable: Otherwise[] = []
  const left = cases.filter(({ recorded }) => !done.has(recorded.id))
  if (left.length === 0) return kept
  return inTheatre(folder, left.length, async (stages) => {
    for (let from = 0; from < left.length; from += batch) {
      const results = await runLive(left.slice(from, from + batch), stages, { realAlone: true })
      const found = results.map(({ id, drift, troubles }) => ({ id, differences: drift, troubles }))
      kept.push(...found.filter(({ troubles }) => troubles.length === 0))
      unable.push(...found.filter(({ troubles }) => troubles.length > 0))
      writeFileSync(file, `${JSON.stringify(kept)}\n`)
    }
    return [...kept, ...unable]
  })
}
