import type { Paints } from './console.ts'

/** A cell: a text, and how it is painted. */
export interface Cell {
  readonly text: string
  readonly paint?: keyof Paints
}

/** Columns that line up, two spaces apart; the last one is as long as it is. */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  paints: Paints,
): readonly string[] {
  const all = [head.map((text): Cell => ({ text, paint: 'strong' })), ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.text.length ?? 0)))
  return all.map((row) =>
    row
      .map(({ text, paint }, column) => {
        const padded = column === row.length - 1 ? text : text.padEnd(widths[column] ?? 0)
        return paint === undefined ? padded : paints[paint](padded)
      })
      .join('  ')
      .trimEnd(),
  )
}
