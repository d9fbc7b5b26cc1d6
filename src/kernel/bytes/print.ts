import { sha256, toHex } from './hash.ts'

/**
 * A short text that tells one secret from another, and does not give it away.
 *
 * @example printOf('a long enough secret') === printOf('another secret') // false
 */
export const printOf = (secret: string): string => toHex(sha256(secret)).slice(0, 16)
