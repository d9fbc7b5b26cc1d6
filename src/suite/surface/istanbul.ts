import { byOperation, type SurfaceRow } from './rows.ts'

interface Position {
  readonly line: number
  readonly column: number
}
interface Range {
  readonly start: Position
  readonly end: Position
}

/** The coverage of one file in Istanbul's format. */
export interface IstanbulFile {
  readonly path: string
  readonly statementMap: Readonly<Record<string, Range>>
  readonly fnMap: Readonly<
    Record<string, { readonly name: string; readonly decl: Range; readonly loc: Range; readonly line: number }>
  >
  readonly branchMap: Readonly<
    Record<
      string,
      { readonly type: 'switch'; readonly loc: Range; readonly locations: readonly Range[]; readonly line: number }
    >
  >
  readonly s: Readonly<Record<string, number>>
  readonly f: Readonly<Record<string, number>>
  readonly b: Readonly<Record<string, readonly number[]>>
}

/** A file of the report: an operation, a failure a line. */
export interface SurfaceFile {
  readonly operation: string
  /** Where it is written, relative to the project: `coverage/opentok/surface/Session.connect.txt`. */
  readonly path: string
  readonly text: string
  readonly rows: readonly SurfaceRow[]
  readonly calls: number
}

/** The path of the file that stands for an operation. */
export const surfacePath = (folder: string, operation: string): string => `${folder}/surface/${operation}.txt`

const lineOf = ({ id, says, when }: SurfaceRow): string => `${id}: ${says.join(' or ')}. ${when}`

/** The line of an operation's row in its file. */
export const surfaceLine = (index: number): number => index + 2

/** The files that stand for the operations. The first line names the operation, each further one a row. */
export const surfaceFiles = (
  rows: readonly SurfaceRow[],
  calls: Readonly<Record<string, number | undefined>>,
  folder: string,
): readonly SurfaceFile[] =>
  [...byOperation(rows)].map(([operation, own]) => ({
    operation,
    path: surfacePath(folder, operation),
    text: `${[operation, ...own.map(lineOf)].join('\n')}\n`,
    rows: own,
    calls: calls[operation] ?? 0,
  }))

const rangeOf = (line: number, length: number): Range => ({ start: { line, column: 0 }, end: { line, column: length } })

/** An operation as a file of Istanbul's: a failure is a statement, a channel a branch, the operation a function. */
export function istanbulFile({ operation, path, rows, calls }: SurfaceFile): IstanbulFile {
  const entries = rows.map((row, index) => ({
    row,
    key: String(index),
    range: rangeOf(surfaceLine(index), lineOf(row).length),
  }))
  // A row without channels must have no branch: merging would fail.
  const hearable = entries.filter(({ row }) => row.channels.length > 0)
  const named = rangeOf(1, operation.length)
  return {
    path,
    statementMap: Object.fromEntries(entries.map(({ key, range }) => [key, range])),
    fnMap: { 0: { name: operation, decl: named, loc: named, line: 1 } },
    branchMap: Object.fromEntries(
      hearable.map(({ key, row, range }) => [
        key,
        { type: 'switch', loc: range, locations: row.channels.map(() => range), line: range.start.line },
      ]),
    ),
    s: Object.fromEntries(entries.map(({ key, row }) => [key, row.times])),
    f: { 0: calls },
    b: Object.fromEntries(
      hearable.map(({ key, row }) => [key, row.channels.map((channel) => row.heard[channel] ?? 0)]),
    ),
  }
}

/** All operations as Istanbul's coverage map. */
export const istanbulMap = (files: readonly SurfaceFile[]): Readonly<Record<string, IstanbulFile>> =>
  Object.fromEntries(files.map((file) => [file.path, istanbulFile(file)]))

const hits = (counts: readonly number[]): number => counts.filter((count) => count > 0).length

function lcovOf(file: SurfaceFile): readonly string[] {
  const lines = file.rows.map((row, index) => `DA:${surfaceLine(index)},${row.times}`)
  const branches = file.rows.flatMap((row, index) =>
    row.channels.map((channel, at) => ({
      line: surfaceLine(index),
      at,
      count: row.heard[channel] ?? 0,
      reached: row.times > 0,
    })),
  )
  return [
    'TN:',
    `SF:${file.path}`,
    `FN:1,${file.operation}`,
    'FNF:1',
    `FNH:${hits([file.calls])}`,
    `FNDA:${file.calls},${file.operation}`,
    ...lines,
    `LF:${lines.length}`,
    `LH:${hits(file.rows.map(({ times }) => times))}`,
    ...branches.map(({ line, at, count, reached }) => `BRDA:${line},${line - 2},${at},${reached ? count : '-'}`),
    `BRF:${branches.length}`,
    `BRH:${hits(branches.map(({ count }) => count))}`,
    'end_of_record',
  ]
}

/** All operations as an lcov file. */
export const lcov = (files: readonly SurfaceFile[]): string => `${files.flatMap(lcovOf).join('\n')}\n`
