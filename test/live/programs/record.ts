import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { RecordedCase } from '../../conformance/recorded-case.ts'
import type { Kind } from './kinds.ts'

const file = 'fixtures/observed/programs.json'

/** Writes the programs that show kinds of difference, with what the real SDK did, into the recordings; returns how many. */
export function recordKinds(kinds: readonly Kind[], sdk: string): number {
  const seen = kinds.flatMap(({ shown, real }) =>
    // biome-ignore lint/suspicious/noThenProperty: a recording's facts are called so
    real === null ? [] : [{ ...shown, id: `programs/${shown.id}`, then: real }],
  )
  const ids = new Set(seen.map(({ id }) => id))
  const cases = [...before().filter(({ id }) => !ids.has(id)), ...seen]
  const recorded = new Date().toISOString().slice(0, 10)
  const head = JSON.stringify({ sdk, recorded, area: 'programs' }).slice(0, -1)
  writeFileSync(file, `${head},"cases":[\n${cases.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`)
  return seen.length
}

function before(): readonly RecordedCase[] {
  if (!existsSync(file)) return []
  const { cases }: { readonly cases: readonly RecordedCase[] } = JSON.parse(readFileSync(file, 'utf8'))
  return cases
}
