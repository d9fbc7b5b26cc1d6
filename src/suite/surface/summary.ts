import { surfaceLine } from './istanbul.ts'
import { byOperation, isUnheard, type SurfaceRow } from './rows.ts'

const percent = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`)

const reachedIn = (rows: readonly SurfaceRow[]): readonly SurfaceRow[] => rows.filter(({ times }) => times > 0)

const headings: readonly string[] = ['operation', 'reached', 'of', 'share', 'nobody listened', 'lines not reached']

/** Numbers in words, runs of them in one: `2-4,7`. */
function spanned(numbers: readonly number[]): string {
  const runs: { first: number; last: number }[] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run?.last === number - 1) run.last = number
    else runs.push({ first: number, last: number })
  }
  return runs.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(',')
}

/** The lines of the failures that were not reached, in the file of their operation. */
const linesNotReached = (own: readonly SurfaceRow[]): string =>
  spanned(own.flatMap(({ times }, index) => (times > 0 ? [] : [surfaceLine(index)])))

const cells = (name: string, rows: readonly SurfaceRow[], lines: string): readonly string[] => [
  name,
  String(reachedIn(rows).length),
  String(rows.length),
  percent(reachedIn(rows).length, rows.length),
  String(rows.filter(isUnheard).length || ''),
  lines,
]

/** The columns that begin at their left: names and lists of lines. */
const isText = (column: number): boolean => column === 0 || column === headings.length - 1

/**
 * The report as a table of text: a line for each operation, with the lines of its file that were not reached, and the failures that
 * were reached and not heard.
 */
export function textTable(rows: readonly SurfaceRow[]): string {
  const operations = [...byOperation(rows)].map(([name, own]) => cells(name, own, linesNotReached(own)))
  const table = [headings, ...operations, cells('all', rows, '')]
  const widths = headings.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)))
  const lines = table.map((line) =>
    line
      .map((cell, column) => (isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
  const unheard = rows.filter(isUnheard).map(({ id }) => `nobody listened: ${id}`)
  return [...lines, ...unheard].join('\n')
}

/** How much has to be reached: in percent of the rows of the report. */
export interface Thresholds {
  /** Rows that were brought about. */
  readonly reached?: number
  /** Rows of which the application heard, among those that were brought about. */
  readonly heard?: number
}

const mostNamed = 20

const mostFailures = 3

/** A row of the guide has a name of its own, and so the failures stand beside it that reach it. */
function rowWords({ id, failures }: SurfaceRow): string {
  if (failures.length === 1 && failures[0] === id) return `  ${id}`
  const more = failures.length > mostFailures ? ', ...' : ''
  return `  ${id} (reached by ${failures.slice(0, mostFailures).join(', ')}${more})`
}

const named = (rows: readonly SurfaceRow[]): string => {
  const ids = rows.map(rowWords)
  return [...ids.slice(0, mostNamed), ...(ids.length > mostNamed ? [`  and ${ids.length - mostNamed} more`] : [])].join(
    '\n',
  )
}

/** The thresholds that were missed, a sentence each with the rows that are missing. */
export function shortfalls(rows: readonly SurfaceRow[], { reached = 0, heard = 0 }: Thresholds): readonly string[] {
  const found = reachedIn(rows)
  const unheard = found.filter(isUnheard)
  const share = rows.length === 0 ? 100 : (100 * found.length) / rows.length
  const heardShare = found.length === 0 ? 100 : (100 * (found.length - unheard.length)) / found.length
  return [
    ...(share < reached
      ? [
          `The tests reach ${share.toFixed(1)} % of the failures; the threshold is ${reached} %. Not reached:\n${named(rows.filter(({ times }) => times === 0))}`,
        ]
      : []),
    ...(heardShare < heard
      ? [
          `The application heard of ${heardShare.toFixed(1)} % of the failures that were reached; the threshold is ${heard} %. Nobody listened:\n${named(unheard)}`,
        ]
      : []),
  ]
}
