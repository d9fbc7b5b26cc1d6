import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { RecordedCase } from '../conformance/recorded-case.ts'
import type { LiveCase } from './live-case.ts'
import type { LiveResult } from './run-live.ts'

interface RecordedFile {
  readonly sdk: string
  readonly recorded: string
  readonly area: string
  readonly cases: readonly RecordedCase[]
}

/** Where recordings go, of which SDK they are, and on which day they were made (`2026-11-22`). */
export interface Recording {
  readonly folder: string
  readonly sdk: string
  readonly day: string
}

/**
 * Writes what the real SDK did in the cases that are our own into `<folder>/<area>.json`, in the recordings' form. Recordings of cases
 * that were not run stay; those of cases that are gone go.
 *
 * @returns how many cases were recorded
 */
export function record(
  written: readonly LiveCase[],
  results: readonly LiveResult[],
  { folder, sdk, day }: Recording,
): number {
  const seen = new Map(results.filter(isSound).map(({ id, real }) => [id, real]))
  const own = written.filter(({ own }) => own)
  const areas = [...new Set(own.map(({ recorded }) => recorded.area))]
  for (const area of areas) {
    const path = `${folder}/${area}.json`
    const before = new Map(readFile(path).map((one) => [one.id, one.then]))
    const cases = own.flatMap(({ recorded }) => {
      const then = seen.get(recorded.id) ?? before.get(recorded.id)
      return recorded.area !== area || then === undefined || then === null ? [] : [{ ...recorded, then }]
    })
    if (cases.length > 0) writeFileSync(path, textOf({ sdk, recorded: day, area, cases }))
  }
  return own.filter(({ recorded }) => seen.has(recorded.id)).length
}

/** Whether the real SDK was observed, and nothing stood in the way of it. */
const isSound = ({ real, troubles }: LiveResult): boolean => real !== null && troubles.length === 0

function readFile(path: string): readonly RecordedCase[] {
  if (!existsSync(path)) return []
  const { cases }: RecordedFile = JSON.parse(readFileSync(path, 'utf8'))
  return cases
}

/** A case a line: what a new recording changes is then seen case by case. */
function textOf({ cases, ...about }: RecordedFile): string {
  const head = JSON.stringify(about).slice(0, -1)
  return `${head},"cases":[\n${cases.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`
}
