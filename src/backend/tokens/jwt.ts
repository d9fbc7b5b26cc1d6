import { decodeBase64, decodeBase64Text, encodeBase64Url } from '../../kernel/bytes/base64.ts'
import { isBag } from '../../kernel/values.ts'

/** A JSON object, of which nothing is known. */
export type JsonRecord = Readonly<Record<string, unknown>>

/** A JWT in compact form, taken apart; nothing in it has been checked. */
export interface Jwt {
  header: JsonRecord
  claims: JsonRecord
  /** As carried, base64url. */
  signature: string
  /** The text that the signature is over: the header and the claims as carried. */
  signed: string
}

function readPart(part: string): JsonRecord | null {
  const text = decodeBase64Text(part)
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return isBag(value) ? value : null
  } catch {
    return null
  }
}

/**
 * Takes a JWT apart (RFC 7519, RFC 7515), or gives `null` where it is not one, which includes one without a signature.
 *
 * @example
 * readJwt(token)?.claims.session_id
 */
export function readJwt(text: string): Jwt | null {
  const [head = '', body = '', signature = '', ...rest] = text.split('.')
  if (rest.length > 0 || signature === '' || decodeBase64(signature) === null) return null
  const header = readPart(head)
  const claims = readPart(body)
  return header === null || claims === null ? null : { header, claims, signature, signed: `${head}.${body}` }
}

/**
 * Puts a JWT together; `sign` gets the text to be signed and gives the signature's bytes.
 *
 * @example
 * formatJwt({ alg: 'HS256', typ: 'JWT' }, { iss: key }, (signed) => hmacSha256(secret, signed))
 */
export function formatJwt(header: JsonRecord, claims: JsonRecord, sign: (signed: string) => Uint8Array): string {
  const signed = [header, claims].map((part) => encodeBase64Url(JSON.stringify(part))).join('.')
  return `${signed}.${encodeBase64Url(sign(signed))}`
}
