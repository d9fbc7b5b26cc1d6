import { Remembered } from '../../kernel/remembered.ts'
import type { MintTokenOptions, TokenContents } from './token-contents.ts'
import { mintJwtToken, readJwtToken } from './token-jwt.ts'
import { mintT1, readT1, t1Beginning } from './token-t1.ts'

export type { MintTokenOptions, TokenContents, TokenFormat } from './token-contents.ts'

/** A client shows its token with every request of one `connect()`, and the tests of a suite use the same tokens. */
const known = new Remembered<TokenContents | null>(256)

/**
 * Reads a client token of either format, or gives `null` where it is neither; nothing in it is checked.
 *
 * @example
 * readToken('T1==cGFydG5lcl9pZD0...')?.sessionId
 */
export function readToken(text: unknown): TokenContents | null {
  if (typeof text !== 'string') return null
  return known.of(text, () => (text.startsWith(t1Beginning) ? readT1(text) : readJwtToken(text)))
}

/** A reader like {@link readToken}. */
export type ReadToken = (text: unknown) => TokenContents | null

/**
 * Makes a client token in the exact layout of the real server SDKs (`fixtures/facts/tokens.json`), signed with `secret`
 * or, without one, with a random secret.
 *
 * @example
 * mintToken({ format: 't1', key: '47000001', sessionId, issuedAt: now, expiresAt: now + 3_600_000, random })
 */
export function mintToken(options: MintTokenOptions): string {
  return options.format === 't1' ? mintT1(options) : mintJwtToken(options)
}
