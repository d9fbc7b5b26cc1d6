import { decodeBase64 } from '../../kernel/bytes/base64.ts'
import { hmacSha1, hmacSha256, toHex } from '../../kernel/bytes/hash.ts'
import type { TokenContents } from './token-contents.ts'

/** Why a signature does not count: it is wrong, or there is no means here to tell. */
export type SignatureProblem = 'bad-signature' | 'unverifiable-signature'

/** Both sides as hexadecimal digits: what a token carries, and what it should carry. */
interface Verifier {
  carried: (signature: string) => string | null
  expected: (secret: string, signed: string) => string
}

const verifiers: ReadonlyMap<string, Verifier> = new Map([
  [
    't1 HMAC-SHA1',
    {
      carried: (signature: string) => signature.toLowerCase(),
      expected: (secret: string, signed: string) => toHex(hmacSha1(secret, signed)),
    },
  ],
  [
    'jwt HS256',
    {
      carried: (signature: string) => {
        const bytes = decodeBase64(signature)
        return bytes === null ? null : toHex(bytes)
      },
      expected: (secret: string, signed: string) => toHex(hmacSha256(secret, signed)),
    },
  ],
])

/**
 * Verifies the signature of a T1 token or an HS256 JWT, giving `null` where it is right.
 *
 * RS256, any other algorithm and a missing secret are refused as 'unverifiable-signature': checking RS256 takes the
 * application's public key and is not built yet.
 *
 * @example
 * signatureProblem(contents, secret) // 'bad-signature'
 */
export function signatureProblem(contents: TokenContents, secret: string | undefined): SignatureProblem | null {
  const verifier = verifiers.get(`${contents.format} ${contents.algorithm}`)
  if (verifier === undefined || secret === undefined) return 'unverifiable-signature'
  const expected = verifier.expected(secret, contents.signed)
  return verifier.carried(contents.signature) === expected ? null : 'bad-signature'
}
