import { asciiText, decodeUtf8, encodeUtf8 } from './utf8.ts'

const common = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const standardAlphabet = `${common}+/`
const urlAlphabet = `${common}-_`

const none = -1

/** The value of each letter of either alphabet, by its code; tokens are read often, and long. */
const valueOfCode: Int8Array = new Int8Array(128).fill(none)
for (const alphabet of [standardAlphabet, urlAlphabet]) {
  for (let value = 0; value < alphabet.length; value++) valueOfCode[alphabet.charCodeAt(value)] = value
}

/** The codes of the letters: a text that grows letter by letter would be a string for each of them. */
function encode(input: string | Uint8Array, alphabet: string): string {
  const bytes = typeof input === 'string' ? encodeUtf8(input) : input
  const codes = new Uint8Array(Math.ceil((bytes.length * 4) / 3))
  let pending = 0
  let bits = 0
  let length = 0
  for (let index = 0; index < bytes.length; index++) {
    pending = ((pending << 8) | (bytes[index] ?? 0)) & 0xffff
    bits += 8
    while (bits >= 6) {
      bits -= 6
      codes[length++] = alphabet.charCodeAt((pending >> bits) & 0x3f)
    }
  }
  if (bits > 0) codes[length] = alphabet.charCodeAt((pending << (6 - bits)) & 0x3f)
  return asciiText(codes)
}

/**
 * Base64 with padding (RFC 4648, section 4); a text is taken as UTF-8.
 *
 * @example
 * encodeBase64('hi?') // 'aGk/'
 */
export function encodeBase64(input: string | Uint8Array): string {
  const letters = encode(input, standardAlphabet)
  return letters + '='.repeat((4 - (letters.length % 4)) % 4)
}

/**
 * Base64url without padding (RFC 4648, section 5), as JWTs and session ids use it; a text is taken as UTF-8.
 *
 * @example
 * encodeBase64Url('hi?') // 'aGk_'
 */
export function encodeBase64Url(input: string | Uint8Array): string {
  return encode(input, urlAlphabet)
}

/**
 * The bytes of a base64 or base64url text (either alphabet, padding optional), or `null` where it is neither.
 *
 * @example
 * decodeBase64('aGk_') // Uint8Array [0x68, 0x69, 0x3f]
 * decodeBase64('!!!!') // null
 */
export function decodeBase64(text: string): Uint8Array | null {
  const letters = text.replace(/={1,2}$/, '')
  if (letters.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4))
  let pending = 0
  let bits = 0
  let length = 0
  for (let index = 0; index < letters.length; index++) {
    const value = valueOfCode[letters.charCodeAt(index)] ?? none
    if (value === none) return null
    pending = ((pending << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[length] = (pending >> bits) & 0xff
    length += 1
  }
  return bytes
}

/**
 * The UTF-8 text inside a base64 or base64url text, or `null` where it is not base64 or its bytes are not UTF-8.
 *
 * @example
 * decodeBase64Text('aGk_') // 'hi?'
 */
export function decodeBase64Text(text: string): string | null {
  const bytes = decodeBase64(text)
  return bytes === null ? null : decodeUtf8(bytes)
}
