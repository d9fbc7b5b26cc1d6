import { didYouMean } from './nearest.ts'

/**
 * Refuses unknown options, so that a slip of the pen is not ignored in silence.
 *
 * @throws RangeError naming the key, and the known key that comes nearest.
 */
export function demandKnownKeys(options: object, known: readonly string[], where: string): void {
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue
    throw new RangeError(
      `${where}() has no option ${JSON.stringify(key)}.${didYouMean(key, known)} It knows: ${known.join(', ')}.`,
    )
  }
}
