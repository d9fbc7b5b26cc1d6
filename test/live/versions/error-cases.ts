import { failures } from '../../../src/contract/failures.ts'
import { readCases } from '../../conformance/load-cases.ts'
import type { LiveCase } from '../live-case.ts'
import { isOfThisPage } from '../serviceless.ts'

/** What other versions of the SDK are held against, beside the recordings of failures. */
export const programsFile = 'fixtures/programs/observed.json'

/** The recordings that a failure's row names. */
const recordingsOf = (sources: readonly string[]): readonly string[] =>
  sources.flatMap((source) => (source.startsWith('observed:') ? [source.slice('observed:'.length)] : []))

/** Of each recorded failure, the first recording that a page can run. */
export function errorCases(all: readonly LiveCase[]): readonly LiveCase[] {
  const byId = new Map(
    all.filter(({ known, recorded }) => known && isOfThisPage(recorded)).map((one) => [one.recorded.id, one]),
  )
  const chosen = failures.flatMap(({ sdk }) => {
    const found = recordingsOf(sdk?.source ?? []).find((id) => byId.has(id))
    const one = found === undefined ? undefined : byId.get(found)
    return one === undefined ? [] : [one]
  })
  return [...new Set(chosen)]
}

/** The random programs that were observed of the pinned version. */
export const programCases = (): readonly LiveCase[] =>
  readCases(programsFile).map((recorded) => ({ recorded, known: true, own: false }))

/** The failures that a recording is named for, as `Session.signal/not-connected`. */
export const failuresOf = (id: string): readonly string[] =>
  failures.flatMap((row) => (recordingsOf(row.sdk?.source ?? []).includes(id) ? [row.id] : []))
