import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderVariable, type TestedFile } from '../../suite/surface/tested.ts'

/*
 * Jest's results have no place for what a test reached, so that each file of tests writes it to a folder which the reporter
 * names in the environment of the workers.
 */

/** Makes the folder, and names it to the workers that are started from now on. */
export function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fake-opentok-surface-'))
  process.env[folderVariable] = folder
  return folder
}

/** Hands the surface of a file of tests to the reporter, where there is one. */
export function handOver(tested: TestedFile): void {
  const folder = process.env[folderVariable]
  if (folder === undefined || !existsSync(folder)) return
  writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(tested))
}

const read = (path: string): TestedFile => JSON.parse(readFileSync(path, 'utf8'))

/** The surfaces that all files of tests wrote; the folder is gone afterwards. */
export function takeOver(folder: string): readonly TestedFile[] {
  const tested = readdirSync(folder).map((name) => read(join(folder, name)))
  rmSync(folder, { recursive: true, force: true })
  return tested
}
