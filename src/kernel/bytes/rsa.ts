import { decodeBase64 } from './base64.ts'
import { sha256, toHex } from './hash.ts'

/** An RSA public key. */
interface RsaKey {
  readonly modulus: bigint
  readonly exponent: bigint
  readonly bytes: number
}

/** One element of ASN.1 in its distinguished encoding (X.690): its tag and what stands in it. */
interface Element {
  readonly tag: number
  readonly contents: Uint8Array
}

const tags = { integer: 0x02, bitString: 0x03, octetString: 0x04, sequence: 0x30 } as const

const numberFrom = (bytes: Uint8Array): bigint => (bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`))

/** The length that stands at `at`, and where it ends. */
function lengthAt(bytes: Uint8Array, at: number): { readonly length: number; readonly next: number } {
  const first = bytes[at] ?? 0
  if (first < 0x80) return { length: first, next: at + 1 }
  const next = at + 1 + (first & 0x7f)
  return { length: Number(numberFrom(bytes.slice(at + 1, next))), next }
}

function elementsIn(bytes: Uint8Array): readonly Element[] {
  const found: Element[] = []
  for (let at = 0; at < bytes.length; ) {
    const { length, next } = lengthAt(bytes, at + 1)
    found.push({ tag: bytes[at] ?? 0, contents: bytes.slice(next, next + length) })
    at = next + length
  }
  return found
}

/** The numbers of the innermost sequence: a key in a container (SPKI, PKCS 8) lies in a string of bits or octets. */
function numbersIn(bytes: Uint8Array): readonly bigint[] {
  const [outer] = elementsIn(bytes)
  if (outer?.tag !== tags.sequence) return []
  const parts = elementsIn(outer.contents)
  const container = parts.find(({ tag }) => tag === tags.bitString || tag === tags.octetString)
  if (container !== undefined) {
    // A string of bits begins with the number of bits that do not count.
    return numbersIn(container.tag === tags.bitString ? container.contents.slice(1) : container.contents)
  }
  return parts.filter(({ tag }) => tag === tags.integer).map(({ contents }) => numberFrom(contents))
}

function keyFrom(pem: string): RsaKey | null {
  const body = /-----BEGIN [A-Z ]*KEY-----([\s\S]+?)-----END/.exec(pem)?.[1]
  const bytes = body === undefined ? null : decodeBase64(body.replace(/\s+/g, ''))
  if (bytes === null) return null
  const numbers = numbersIn(bytes)
  // A private key begins with its version, 0, and holds the public key behind it.
  const [modulus, exponent] = numbers[0] === 0n ? numbers.slice(1) : numbers
  if (modulus === undefined || exponent === undefined || modulus < 2n) return null
  return { modulus, exponent, bytes: Math.ceil(modulus.toString(16).length / 2) }
}

function powerOf(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/** The bytes before a SHA-256 digest in a signature (RFC 8017, 9.2, note 1). */
const digestInfo = '3031300d060960864801650304020105000420'

/**
 * Whether a text is an RSA key in PEM form, public or private, of which the public part can be read.
 *
 * @example
 * isRsaKey('-----BEGIN PUBLIC KEY-----\nMIIB...') // true
 */
export const isRsaKey = (pem: string): boolean => keyFrom(pem) !== null

/**
 * Verifies an RS256 signature (RSASSA-PKCS1-v1_5 with SHA-256, RFC 8017).
 *
 * @param pem The public key, or a private key, whose public part is used; PKCS 1, PKCS 8 or SPKI.
 * @returns False too where the key cannot be read.
 *
 * @example
 * verifyRs256(publicKey, 'header.claims', signatureBytes)
 */
export function verifyRs256(pem: string, signed: string, signature: Uint8Array): boolean {
  const key = keyFrom(pem)
  if (key === null || signature.length !== key.bytes) return false
  const opened = powerOf(numberFrom(signature), key.exponent, key.modulus)
    .toString(16)
    .padStart(key.bytes * 2, '0')
  const tail = `00${digestInfo}${toHex(sha256(signed))}`
  return opened === `0001${'f'.repeat(key.bytes * 2 - 4 - tail.length)}${tail}`
}
