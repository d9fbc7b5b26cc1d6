import type { MintTokenOptions, TokenContents } from './token-contents.ts'
import { mintJwtToken, readJwtToken } from './token-jwt.ts'
import { mintT1, readT1 } from './token-t1.ts'

export type { MintTokenOptions, TokenContents, TokenFormat } from './token-contents.ts'

/**
 * Reads a client token of either format, or gives `null` where it is neither; nothing in it is checked.
 *
 * @example
 * readToken('T1==cGFydG5lcl9pZD0...')?.sessionId
 */
export function readToken(text: unknown): TokenContents | null {
  return typeof text === 'string' ? (readT1(text) ?? readJwtToken(text)) : null
}

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
