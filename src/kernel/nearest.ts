/** The known word that comes nearest to a misspelt one: the "did you mean" of every error. */

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

/** How many changes still make a slip of the pen of a text of this length. */
const mostChanges = (length: number): number => Math.max(2, Math.floor(length / 2))

/** The one text that ends as another does: `Session.connect` for `connect`, `deviceId` for `id`, and `data` for `connectionData`. */
function withSameEnd(text: string, known: readonly string[]): string | undefined {
  const end = text.toLowerCase()
  const alike = known.filter((one) => {
    const other = one.toLowerCase()
    return end.length > 1 && other.length > 1 && (other.endsWith(end) || end.endsWith(other))
  })
  return alike.length === 1 ? alike[0] : undefined
}

/**
 * The text among `known` that comes nearest to `text`; undefined where none is near.
 *
 * @example
 * nearest('Session.conect/expired-token', ['Session.connect/expired-token']) // the one
 * nearest('connect', ['Session.connect', 'Session.publish']) // 'Session.connect'
 */
export function nearest(text: string, known: readonly string[]): string | undefined {
  let best: { text: string; far: number } | undefined
  const most = mostChanges(text.length)
  for (const candidate of known) {
    // A difference in length is at least as many changes: texts of other lengths are not even compared.
    if (Math.abs(candidate.length - text.length) > most) continue
    const far = distance(text.toLowerCase(), candidate.toLowerCase())
    if (best === undefined || far < best.far) best = { text: candidate, far }
  }
  return best !== undefined && best.far <= most ? best.text : withSameEnd(text, known)
}

/** A question after the nearest, to be put behind a sentence: ' Did you mean "connect"?', or '' where none is near. */
export function didYouMean(text: string, known: readonly string[]): string {
  const near = nearest(text, known)
  return near === undefined ? '' : ` Did you mean ${JSON.stringify(near)}?`
}
