import type { ParamsOf } from '../../author/verbs/verb-table.ts'
import { operations } from '../../contract/operations.ts'
import { restOperationRows } from '../../contract/rest/operations.ts'
import { demandArguments, param } from '../../vocabulary/check.ts'
import { bag, figure, filled, optional, words } from '../../vocabulary/shape.ts'
import { htmlPage } from './html.ts'
import { istanbulMap, lcov, surfaceFiles, surfacePath } from './istanbul.ts'
import { rowsOf, type Scope, scopes } from './rows.ts'
import { shortfalls, type Thresholds, textTable } from './summary.ts'
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

const percentage = optional(figure('a percentage', 0, 100))

const reporterParams = [
  param(
    'options',
    optional(
      bag({
        scope: optional(words('scope', scopes)),
        thresholds: optional(bag({ reached: percentage, heard: percentage })),
        folder: optional(filled),
      }),
    ),
  ),
] satisfies ParamsOf<[options?: CoverageOptions]>

/**
 * Holds what a reporter is given, beside what its runner gives each, against what it can be.
 *
 * @throws RangeError for an option that is none, or cannot be.
 */
export const demandCoverageOptions = (reporter: string, args: readonly unknown[]): void =>
  demandArguments(reporter, reporterParams, args)

const usualFolder = 'coverage/opentok'

/** The files of a report, by the folder below its own in which they stand. */
export function reportNames(): ReadonlyMap<string, ReadonlySet<string>> {
  const filesOf = (rows: object): ReadonlySet<string> =>
    new Set(Object.keys(rows).map((name) => surfacePath('', name).split('/').at(-1) ?? ''))
  return new Map([
    ['', new Set(['coverage-final.json', 'lcov.info', 'index.html'])],
    ['/surface', filesOf(operations)],
    ['/surface/rest', filesOf(restOperationRows)],
  ])
}

/** The folder of a report, below the project unless it is absolute. */
export const reportFolder = ({ folder = usualFolder }: CoverageOptions): string => folder

/** Makes the report of a surface. The same surface gives the same bytes. */
export function reportOf(surface: Surface, options: CoverageOptions = {}): CoverageReport {
  const { scope = 'called', thresholds = {} } = options
  const folder = reportFolder(options)
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
