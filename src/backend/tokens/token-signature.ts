import { decodeBase64 } from '../../kernel/bytes/base64.ts'
import { hmacSha1, hmacSha256, toHex } from '../../kernel/bytes/hash.ts'
import { verifyRs256 } from '../../kernel/bytes/rsa.ts'
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

/** With what signatures are checked. */
export interface SigningKeys {
  /** The secret with which T1 tokens and HS256 JWTs are signed. */
  readonly secret?: string
  /** The public half, in PEM form, of what RS256 JWTs are signed with. */
  readonly publicKey?: string
}

function rsaProblem(
  { signature, signed }: Pick<TokenContents, 'signature' | 'signed'>,
  publicKey: string,
): SignatureProblem | null {
  const bytes = decodeBase64(signature)
  return bytes !== null && verifyRs256(publicKey, signed, bytes) ? null : 'bad-signature'
}

/**
 * Verifies the signature of a T1 token or a JWT (HS256, RS256), giving `null` where it is right.
 *
 * Any other algorithm, and one whose key is missing, is refused as 'unverifiable-signature'.
 *
 * @example
 * signatureProblem(contents, { secret }) // 'bad-signature'
 */
export function signatureProblem(
  contents: Pick<TokenContents, 'format' | 'algorithm' | 'signature' | 'signed'>,
  { secret, publicKey }: SigningKeys,
): SignatureProblem | null {
  if (contents.format === 'jwt' && contents.algorithm === 'RS256' && publicKey !== undefined) {
    return rsaProblem(contents, publicKey)
  }
  const verifier = verifiers.get(`${contents.format} ${contents.algorithm}`)
  if (verifier === undefined || secret === undefined) return 'unverifiable-signature'
  const expected = verifier.expected(secret, contents.signed)
  return verifier.carried(contents.signature) === expected ? null : 'bad-signature'
}
