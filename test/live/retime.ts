import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { align } from '../conformance/align.ts'
import { labelOf } from '../conformance/compare-events.ts'
import type { RecordedCase, RecordedEntry } from '../conformance/recorded-case.ts'
import type { LiveResult } from './run-live.ts'

/** Where the recordings lie, and the day on which their times were recorded anew (`2026-11-27`). */
export interface Retiming {
  readonly folder: string
  readonly day: string
}

/**
 * Writes the times of the page's clock into recordings whose times alone are not met by the real SDK: they were made in real time, on a loaded
 * machine. A recording in which anything else has drifted stays as it is.
 *
 * @returns the ids of the recordings that have new times
 */
export function retime(results: readonly LiveResult[], { folder, day }: Retiming): readonly string[] {
  const late = new Map(results.filter(isLateAlone).map(({ id, real }) => [id, real?.events ?? []]))
  const written: string[] = []
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.json'))) {
    const path = `${folder}/${name}`
    const before = readFileSync(path, 'utf8')
    const content: { readonly cases: readonly RecordedCase[] } = JSON.parse(before)
    if (!content.cases.some(({ id }) => late.has(id))) continue
    const cases = content.cases.map((one) => {
      const events = late.get(one.id)
      if (events === undefined) return one
      written.push(one.id)
      // biome-ignore lint/suspicious/noThenProperty: a recording's facts are called so
      return { ...one, then: { ...one.then, events: timesOf(events, one.then.events ?? []) }, timed: day }
    })
    writeFileSync(path, asBefore(before, { ...content, cases }))
  }
  return written
}

const isLateAlone = ({ drift, real, troubles }: LiveResult): boolean =>
  real !== null && troubles.length === 0 && drift.length > 0 && drift.every((one) => / afterMs: recorded /.test(one))

/** The recorded entries with the times of the entries that were seen now. */
const timesOf = (seen: readonly RecordedEntry[], recorded: readonly RecordedEntry[]): readonly RecordedEntry[] =>
  align(recorded, seen, (left, right) => labelOf(left) === labelOf(right)).flatMap(({ left, right }) => {
    if (left === null) return []
    if (right === null) return [left]
    const { afterMs: _, ...rest } = left
    return [{ ...rest, ...(right.afterMs === undefined ? {} : { afterMs: right.afterMs }) }]
  })

/** In the form in which the file is written, so that the new times alone are seen as a change. */
function asBefore(before: string, content: object): string {
  const text = JSON.stringify(content, null, 1)
  const isAscii = /\\u[0-9a-f]{4}/.test(before)
  const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  return `${isAscii ? text.replace(/[\u007f-\uffff]/g, escaped) : text}${before.endsWith('\n') ? '\n' : ''}`
}
