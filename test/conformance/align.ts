/** A recorded entry beside the one that we got; one side is missing where the other has nothing to go with it. */
export interface Pair<Left, Right> {
  readonly left: Left | null
  readonly right: Right | null
}

/**
 * Lays two ordered lists side by side so that as many entries as possible go together in order (longest common subsequence).
 *
 * @example align(['a', 'b'], ['b'], (left, right) => left === right) // a alone, then b with b
 */
export function align<Left, Right>(
  left: readonly Left[],
  right: readonly Right[],
  same: (left: Left, right: Right) => boolean,
): readonly Pair<Left, Right>[] {
  const longest = longestFrom(left, right, same)
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0
  const pairs: Pair<Left, Right>[] = []
  let i = 0
  let j = 0
  for (;;) {
    const one = left[i]
    const other = right[j]
    if (one === undefined && other === undefined) return pairs
    if (one !== undefined && other !== undefined && same(one, other)) {
      pairs.push({ left: one, right: other })
      i += 1
      j += 1
    } else if (one !== undefined && (other === undefined || at(i + 1, j) >= at(i, j + 1))) {
      pairs.push({ left: one, right: null })
      i += 1
    } else if (other !== undefined) {
      pairs.push({ left: null, right: other })
      j += 1
    }
  }
}

/** For each pair of starting points, how many entries can go together from there on. */
function longestFrom<Left, Right>(
  left: readonly Left[],
  right: readonly Right[],
  same: (left: Left, right: Right) => boolean,
): readonly (readonly number[])[] {
  const table: number[][] = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0))
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0
  for (const [fromEndI, one] of [...left].reverse().entries()) {
    const i = left.length - 1 - fromEndI
    const row = table[i] ?? []
    for (const [fromEndJ, other] of [...right].reverse().entries()) {
      const j = right.length - 1 - fromEndJ
      row[j] = same(one, other) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  return table
}
