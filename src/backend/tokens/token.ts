import type { MintTokenOptions, TokenContents } from './token-contents.ts'
import { mintJwtToken, readJwtToken } from './token-jwt.ts'
import { mintT1, readT1, t1Beginning } from './token-t1.ts'

export type { MintTokenOptions, TokenContents, TokenFormat } from './token-contents.ts'

/**
 * Reads a client token of either format, or gives `null` where it is neither; nothing in it is checked.
 *
 * @example
 * readToken('T1==cGFydG5lcl9pZD0...')?.sessionId
 */
export function readToken(text: unknown): TokenContents | null {
  if (typeof text !== 'string') return null
  return text.startsWith(t1Beginning) ? readT1(text) : readJwtToken(text)
}

export type ReadToken = (text: unknown) => TokenContents | null

/** How many tokens a reader remembers; the oldest is forgotten first. */
const mostRemembered = 256

/**
 * Makes a reader like {@link readToken} that reads each token once: a client shows its token with every request of one
 * `connect()`.
 */
export function tokenReader(): ReadToken {
  const known = new Map<unknown, TokenContents | null>()
  return (text) => {
    const remembered = known.get(text)
    if (remembered !== undefined) return remembered
    const contents = readToken(text)
    const [oldest] = known.keys()
    if (known.size >= mostRemembered) known.delete(oldest)
    known.set(text, contents)
    return contents
  }
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
