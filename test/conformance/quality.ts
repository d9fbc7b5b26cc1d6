import { readdirSync, readFileSync } from 'node:fs'
import programs from '../../fixtures/programs/figures.json' with { type: 'json' }
import { failures } from '../../src/contract/failures.ts'
import type { Surface } from '../types/surface.ts'
import { kindsOf, type RunCase, reportOf } from './report.ts'

const begin = '<!-- quality: written by scripts/quality.mjs -->'
const end = '<!-- /quality -->'

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** The ids of failures that a fixture plays. */
function played(folder: string): ReadonlySet<string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
  return new Set(
    files.flatMap((name) => {
      const scenario: { failure?: unknown } = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))
      return typeof scenario.failure === 'string' ? [scenario.failure] : []
    }),
  )
}

/** How many of a document's rows are served by a failure that a fixture plays. */
function coverage(document: 'guide' | 'reference', ids: ReadonlySet<string>): { covered: number; rows: number } {
  const sources = (chosen: typeof failures): ReadonlySet<string> =>
    new Set(chosen.flatMap(({ documented }) => documented.source.filter((source) => source.startsWith(`${document}:`))))
  return { covered: sources(failures.filter(({ id }) => ids.has(id))).size, rows: sources(failures).size }
}

/** Random programs of a seed that was not looked at before, as they were observed last: each place has its own figure. */
function programsRows(): readonly string[] {
  const { before, connected, media, seed, sdk } = programs
  const places = { 'before connecting': before, 'in a connected session': connected, 'with negotiated media': media }
  return Object.entries(places).map(([where, { agree, programs: all }]) =>
    row(
      `random programs ${where} that agree with SDK ${sdk}, seed ${seed}`,
      `${agree} of ${all} (${percent(agree, all)})`,
      '`npm run conformance:programs`',
    ),
  )
}

/** What is true and how much of it, as Markdown: in short for the front page, and by area. */
export interface QualityTables {
  readonly short: string
  readonly whole: string
}

/** The figures of a run of the recordings. */
export function qualityTables(
  runs: readonly RunCase[],
  { declared, missing }: Surface,
  scenarios = 'fixtures/scenarios',
): QualityTables {
  const { areas, passed, total } = reportOf(runs)
  const ids = played(scenarios)
  const guide = coverage('guide', ids)
  const reference = coverage('reference', ids)
  const live = failures.filter(({ status }) => status === 'live').length
  const short = [
    row('what', 'figure', 'from'),
    row('---', '---', '---'),
    row(
      'recordings of SDK 2.35.2 met, page state included',
      `${passed} of ${total} (${percent(passed, total)})`,
      '`npm run conformance`',
    ),
    ...programsRows(),
    row(
      'rows of the exception-handling guide played by a fixture',
      `${guide.covered} of ${guide.rows}`,
      '`fixtures/scenarios`',
    ),
    row(
      'rows of the API reference played by a fixture',
      `${reference.covered} of ${reference.rows}`,
      '`fixtures/scenarios`',
    ),
    row(
      'members of the real declaration that are there',
      `${declared.length - missing.length} of ${declared.length}`,
      '`test/types`',
    ),
    row(
      'failures of the catalogue that are simulated',
      `${live} of ${failures.filter(({ since }) => since === undefined).length}`,
      'ERRORS.md',
    ),
  ]
  const byArea = [
    row('recordings', 'met', ''),
    row('---', '---', '---'),
    ...[...Object.entries(kindsOf(runs)), ...Object.entries(areas)].map(([area, score]) =>
      row(area, `${score.passed} of ${score.total}`, percent(score.passed, score.total)),
    ),
  ]
  const framed = (...lines: readonly string[]): string => [begin, ...lines, end].join('\n')
  return { short: framed(...short), whole: framed(...short, '', ...byArea) }
}

/** The pages that show figures, each with the table that stands in it. */
export const qualityPages = { 'README.md': 'short', 'docs/how-true-it-is.md': 'whole' } as const

/** A page with its table of figures replaced. */
export function withQuality(page: string, table: string): string {
  const from = page.indexOf(begin)
  const to = page.indexOf(end)
  if (from < 0 || to < from) throw new Error(`The page has no place for the table: put "${begin}" and "${end}" in it.`)
  return page.slice(0, from) + table + page.slice(to + end.length)
}
