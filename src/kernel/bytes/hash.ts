import { encodeUtf8 } from './utf8.ts'

/** The input of a hash: bytes, or a text that is taken as UTF-8. */
export type HashInput = string | Uint8Array

const blockBytes = 64

const bytesOf = (input: HashInput): Uint8Array => (typeof input === 'string' ? encodeUtf8(input) : input)
// Every token and every seed is hashed: rotations are written out, since a call for each would be most of the work.

/** The message, a single 1 bit, zeros, and the message's length in bits, up to a whole number of blocks. */
function pad(message: Uint8Array): DataView {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / blockBytes) * blockBytes)
  padded.set(message)
  padded[message.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(message.length / 2 ** 29))
  view.setUint32(padded.length - 4, message.length << 3)
  return view
}

/** Mixes a block's words into the state, in place. */
type Compress = (state: Int32Array, words: Int32Array) => void

function digest(input: HashInput, initial: readonly number[], wordCount: number, compress: Compress): Uint8Array {
  const padded = pad(bytesOf(input))
  const state = Int32Array.from(initial)
  const words = new Int32Array(wordCount)
  for (let start = 0; start < padded.byteLength; start += blockBytes) {
    for (let index = 0; index < 16; index += 1) words[index] = padded.getInt32(start + index * 4)
    compress(state, words)
  }
  const result = new DataView(new ArrayBuffer(state.length * 4))
  for (let index = 0; index < state.length; index += 1) result.setInt32(index * 4, state[index] ?? 0)
  return new Uint8Array(result.buffer)
}

const sha1Initial = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]

const parity = (b: number, c: number, d: number): number => b ^ c ^ d
const choice = (b: number, c: number, d: number): number => (b & c) ^ (~b & d)
const majority = (b: number, c: number, d: number): number => (b & c) ^ (b & d) ^ (c & d)

const sha1Stages = [
  { mix: choice, constant: 0x5a827999 },
  { mix: parity, constant: 0x6ed9eba1 },
  { mix: majority, constant: 0x8f1bbcdc },
  { mix: parity, constant: 0xca62c1d6 },
] as const

function scheduleSha1(words: Int32Array): void {
  for (let i = 16; i < 80; i += 1) {
    const word = (words[i - 3] ?? 0) ^ (words[i - 8] ?? 0) ^ (words[i - 14] ?? 0) ^ (words[i - 16] ?? 0)
    words[i] = (word << 1) | (word >>> 31)
  }
}

/** Adds each of these to its word of the state. */
function add(state: Int32Array, words: readonly number[]): void {
  for (let index = 0; index < words.length; index += 1) state[index] = ((state[index] ?? 0) + (words[index] ?? 0)) | 0
}

function compressSha1(state: Int32Array, words: Int32Array): void {
  scheduleSha1(words)
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
  for (const [stage, { mix, constant }] of sha1Stages.entries()) {
    for (let round = stage * 20; round < stage * 20 + 20; round += 1) {
      const sum = (((a << 5) | (a >>> 27)) + mix(b, c, d) + e + constant + (words[round] ?? 0)) | 0
      e = d
      d = c
      c = (b << 30) | (b >>> 2)
      b = a
      a = sum
    }
  }
  add(state, [a, b, c, d, e])
}

const sha256Initial = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]

const sha256Constants: readonly number[] = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]

function scheduleSha256(words: Int32Array): void {
  for (let i = 16; i < 64; i += 1) {
    const early = words[i - 15] ?? 0
    const late = words[i - 2] ?? 0
    const fromEarly = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3)
    const fromLate = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10)
    words[i] = ((words[i - 16] ?? 0) + fromEarly + (words[i - 7] ?? 0) + fromLate) | 0
  }
}

function compressSha256(state: Int32Array, words: Int32Array): void {
  scheduleSha256(words)
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let round = 0; round < 64; round += 1) {
    const fromE = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const fromA = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const first = (h + fromE + ((e & f) ^ (~e & g)) + (sha256Constants[round] ?? 0) + (words[round] ?? 0)) | 0
    const second = (fromA + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  add(state, [a, b, c, d, e, f, g, h])
}

function hmac(hash: (input: HashInput) => Uint8Array, key: HashInput, message: HashInput): Uint8Array {
  const given = bytesOf(key)
  const block = new Uint8Array(blockBytes)
  block.set(given.length > blockBytes ? hash(given) : given)
  const join = (mask: number, rest: Uint8Array): Uint8Array => {
    const joined = new Uint8Array(blockBytes + rest.length)
    for (let index = 0; index < blockBytes; index += 1) joined[index] = (block[index] ?? 0) ^ mask
    joined.set(rest, blockBytes)
    return joined
  }
  return hash(join(0x5c, hash(join(0x36, bytesOf(message)))))
}

/**
 * The 20 bytes of SHA-1 (FIPS 180-4).
 *
 * @example
 * toHex(sha1('')) // 'da39a3ee5e6b4b0d3255bfef95601890afd80709'
 */
export function sha1(input: HashInput): Uint8Array {
  return digest(input, sha1Initial, 80, compressSha1)
}

/**
 * The 32 bytes of SHA-256 (FIPS 180-4).
 *
 * @example
 * toHex(sha256('')).slice(0, 8) // 'e3b0c442'
 */
export function sha256(input: HashInput): Uint8Array {
  return digest(input, sha256Initial, 64, compressSha256)
}

/**
 * HMAC-SHA1 (RFC 2104): what signs the data part of a T1 token.
 *
 * @example
 * toHex(hmacSha1(secret, 'session_id=...&role=publisher'))
 */
export function hmacSha1(key: HashInput, message: HashInput): Uint8Array {
  return hmac(sha1, key, message)
}

/**
 * HMAC-SHA256 (RFC 2104): what signs an HS256 JWT.
 *
 * @example
 * encodeBase64Url(hmacSha256(secret, `${header}.${claims}`))
 */
export function hmacSha256(key: HashInput, message: HashInput): Uint8Array {
  return hmac(sha256, key, message)
}

const byteAsHex: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/**
 * Bytes as lower-case hexadecimal digits.
 *
 * @example
 * toHex(Uint8Array.of(1, 255)) // '01ff'
 */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byteAsHex[byte] ?? ''
  return text
}

/**
 * A short text that tells one secret from another, and does not give it away.
 *
 * @example printOf('a long enough secret') === printOf('another secret') // false
 */
export const printOf = (secret: string): string => toHex(sha256(secret)).slice(0, 16)
