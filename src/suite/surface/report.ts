import { demandKnownKeys } from '../../kernel/nearest.ts'
import { htmlPage } from './html.ts'
import { istanbulMap, lcov, surfaceFiles } from './istanbul.ts'
import { rowsOf, type Scope, scopes } from './rows.ts'
import { demandThresholds, shortfalls, type Thresholds, textTable } from './summary.ts'
import type { Surface } from './surface.ts'

/** How the coverage of the error surface is reported. */
export interface CoverageOptions {
  /**
   * The failures that it is about: the rows of the exception-handling guide, those of operations that were called, or all. Default
   * `called`.
   */
  readonly scope?: Scope
  /** How much has to be reached, in percent; the run fails below. Default: nothing has to be. */
  readonly thresholds?: Thresholds
  /** The folder for the files, relative to the project. Default `coverage/opentok`. */
  readonly folder?: string
}

/** A report: files by their paths, a table, and the thresholds that were missed. */
export interface CoverageReport {
  readonly files: Readonly<Record<string, string>>
  readonly table: string
  readonly shortfalls: readonly string[]
}

/** @throws RangeError for an option that is none, or cannot be. */
export function demandCoverageOptions(options: CoverageOptions): void {
  demandKnownKeys(options, ['scope', 'thresholds', 'folder'], 'the coverage reporter')
  const { scope = 'called', thresholds = {}, folder = '' } = options
  if (!scopes.includes(scope)) {
    throw new RangeError(`scope: ${JSON.stringify(scope)} is not possible. Give one of: ${scopes.join(', ')}.`)
  }
  demandKnownKeys(thresholds, ['reached', 'heard'], 'the coverage reporter')
  demandThresholds(thresholds)
  if (typeof folder !== 'string') throw new RangeError(`folder: ${String(folder)} is no path. Give a text.`)
}

/** Makes the report of a surface. The same surface gives the same bytes. */
export function reportOf(surface: Surface, options: CoverageOptions = {}): CoverageReport {
  const { scope = 'called', thresholds = {}, folder = 'coverage/opentok' } = options
  const rows = rowsOf(surface, scope)
  const files = surfaceFiles(rows, surface.calls, folder)
  return {
    files: {
      ...Object.fromEntries(files.map(({ path, text }) => [path, text])),
      [`${folder}/coverage-final.json`]: `${JSON.stringify(istanbulMap(files), null, 1)}\n`,
      [`${folder}/lcov.info`]: lcov(files),
      [`${folder}/index.html`]: htmlPage(rows),
    },
    table: textTable(rows),
    shortfalls: shortfalls(rows, thresholds),
  }
}
