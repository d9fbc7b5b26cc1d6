import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordedCase } from './recorded-case.ts'

/**
 * Reads every recording of a folder (`*.json`, each `{ cases: [...] }`), in the order of the file names.
 *
 * @throws Error when the folder holds no recording, when a file is no list of cases, or when two cases share an id.
 * @example loadCases('fixtures/observed')
 */
export function loadCases(folder: string): readonly RecordedCase[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
  const cases = files.flatMap((name) => readCases(join(folder, name)))
  if (cases.length === 0) {
    throw new Error(`No recordings in ${folder}: no *.json file there holds a case. Give another folder with --cases.`)
  }
  refuseDuplicates(cases)
  return cases
}

/** Reads the recordings of one file. */
export function readCases(file: string): readonly RecordedCase[] {
  const content: { cases?: unknown } = JSON.parse(readFileSync(file, 'utf8'))
  if (!Array.isArray(content.cases)) {
    throw new Error(`${file} is not a file of recordings: it has no list "cases". See test/conformance/README.md.`)
  }
  const cases: readonly RecordedCase[] = content.cases
  for (const [index, recorded] of cases.entries()) checkShape(recorded, `${file}: cases[${index}]`)
  return cases
}

function checkShape(recorded: RecordedCase, where: string): void {
  const wrong =
    typeof recorded.id !== 'string' || typeof recorded.area !== 'string'
      ? 'has no id or no area'
      : recorded.source !== 'observed' && recorded.source !== 'read'
        ? `has the source "${recorded.source}", neither "observed" nor "read"`
        : null
  if (wrong !== null) throw new Error(`${where} ${wrong}. See test/conformance/README.md.`)
}

function refuseDuplicates(cases: readonly RecordedCase[]): void {
  const seen = new Set<string>()
  for (const { id } of cases) {
    if (seen.has(id)) throw new Error(`Two recordings have the id "${id}". Ids name gaps and failures: rename one.`)
    seen.add(id)
  }
}
