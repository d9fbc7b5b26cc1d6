import { readdirSync, readFileSync } from 'node:fs'
import { loadCases } from '../conformance/load-cases.ts'
import type { RecordedCase } from '../conformance/recorded-case.ts'

/** A case to be run live. */
export interface LiveCase {
  readonly recorded: RecordedCase
  /** Whether what the real SDK does was recorded before; if not, `then` is empty. */
  readonly known: boolean
  /** Whether the case was written for this comparison, and is recorded by it. */
  readonly own: boolean
}

type Written = Omit<RecordedCase, 'then' | 'source' | 'area'>

/**
 * The cases of this comparison: the recordings, and those of the folder of cases written for it, whose areas
 * (`live-connect`) are the names of their files.
 *
 * @throws Error when two written cases have the same id
 * @example liveCases('fixtures/observed', 'test/live/cases')
 */
export function liveCases(observed: string, written: string): readonly LiveCase[] {
  const recordings = loadCases(observed)
  const own = writtenCases(written)
  const ids = new Set(own.map(({ id }) => id))
  const before = new Map(recordings.map((one) => [one.id, one.then]))
  return [
    ...recordings
      .filter((one) => !ids.has(one.id) && !one.id.startsWith('live/') && one.source === 'observed')
      .map((recorded) => ({ recorded, known: true, own: false })),
    ...own.map((one) => {
      const then = before.get(one.id)
      // biome-ignore lint/suspicious/noThenProperty: a recording's facts are called so
      return { recorded: { ...one, then: then ?? {} }, known: then !== undefined, own: true }
    }),
  ]
}

function writtenCases(folder: string): readonly RecordedCase[] {
  const cases = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => casesOf(folder, name))
  const ids = cases.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new Error(`${folder} has two cases with the id "${twice}". Rename one.`)
  return cases
}

function casesOf(folder: string, name: string): readonly RecordedCase[] {
  const { cases }: { readonly cases: readonly Written[] } = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))
  const area = name.slice(0, -'.json'.length)
  // biome-ignore lint/suspicious/noThenProperty: a recording's facts are called so
  return cases.map((one) => ({ ...one, area, then: {}, source: 'observed' as const }))
}
