/** How many single-letter changes lie between two texts (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/**
 * The text among `known` that comes nearest to `text`; undefined where there is none.
 *
 * @example
 * nearest('Session.conect/expired-token', ['Session.connect/expired-token']) // the one
 */
export function nearest(text: string, known: readonly string[]): string | undefined {
  let best: { text: string; far: number } | undefined
  for (const candidate of known) {
    const far = distance(text.toLowerCase(), candidate.toLowerCase())
    if (best === undefined || far < best.far) best = { text: candidate, far }
  }
  return best?.text
}
