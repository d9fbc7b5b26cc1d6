import { encodeUtf8 } from './utf8.ts'

/** The input of a hash: bytes, or a text that is taken as UTF-8. */
export type HashInput = string | Uint8Array

const blockBytes = 64

const bytesOf = (input: HashInput): Uint8Array => (typeof input === 'string' ? encodeUtf8(input) : input)
const rotateLeft = (word: number, by: number): number => (word << by) | (word >>> (32 - by))
const rotateRight = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

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

function digest<State extends readonly number[]>(
  input: HashInput,
  initial: State,
  compress: (state: State, block: DataView) => State,
): Uint8Array {
  const padded = pad(bytesOf(input))
  let state = initial
  for (let start = 0; start < padded.byteLength; start += blockBytes) {
    state = compress(state, new DataView(padded.buffer, start, blockBytes))
  }
  const result = new DataView(new ArrayBuffer(state.length * 4))
  state.forEach((word, index) => {
    result.setUint32(index * 4, word)
  })
  return new Uint8Array(result.buffer)
}

type WordAt = (index: number) => number

/** The block's 16 words, continued to `count` words by the algorithm's own rule. */
function schedule(block: DataView, count: number, next: (wordAt: WordAt, index: number) => number): WordAt {
  const words = new DataView(new ArrayBuffer(count * 4))
  const wordAt: WordAt = (index) => words.getUint32(index * 4)
  for (let index = 0; index < count; index += 1) {
    words.setUint32(index * 4, index < 16 ? block.getUint32(index * 4) : next(wordAt, index))
  }
  return wordAt
}

type Sha1State = readonly [number, number, number, number, number]

const sha1Initial: Sha1State = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0]

const parity = (b: number, c: number, d: number): number => b ^ c ^ d
const choice = (b: number, c: number, d: number): number => (b & c) ^ (~b & d)
const majority = (b: number, c: number, d: number): number => (b & c) ^ (b & d) ^ (c & d)

const sha1Stages = [
  { mix: choice, constant: 0x5a827999 },
  { mix: parity, constant: 0x6ed9eba1 },
  { mix: majority, constant: 0x8f1bbcdc },
  { mix: parity, constant: 0xca62c1d6 },
] as const

function compressSha1(state: Sha1State, block: DataView): Sha1State {
  const wordAt = schedule(block, 80, (at, i) => rotateLeft(at(i - 3) ^ at(i - 8) ^ at(i - 14) ^ at(i - 16), 1))
  let [a, b, c, d, e] = state
  sha1Stages.forEach(({ mix, constant }, stage) => {
    for (let round = stage * 20; round < stage * 20 + 20; round += 1) {
      const sum = (rotateLeft(a, 5) + mix(b, c, d) + e + constant + wordAt(round)) | 0
      e = d
      d = c
      c = rotateLeft(b, 30)
      b = a
      a = sum
    }
  })
  const [sa, sb, sc, sd, se] = state
  return [(sa + a) | 0, (sb + b) | 0, (sc + c) | 0, (sd + d) | 0, (se + e) | 0]
}

type Sha256State = readonly [number, number, number, number, number, number, number, number]

const sha256Initial: Sha256State = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]

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

const nextSha256Word = (at: WordAt, i: number): number => {
  const early = at(i - 15)
  const late = at(i - 2)
  const fromEarly = rotateRight(early, 7) ^ rotateRight(early, 18) ^ (early >>> 3)
  const fromLate = rotateRight(late, 17) ^ rotateRight(late, 19) ^ (late >>> 10)
  return at(i - 16) + fromEarly + at(i - 7) + fromLate
}

function compressSha256(state: Sha256State, block: DataView): Sha256State {
  const wordAt = schedule(block, 64, nextSha256Word)
  let [a, b, c, d, e, f, g, h] = state
  sha256Constants.forEach((constant, round) => {
    const fromE = rotateRight(e, 6) ^ rotateRight(e, 11) ^ rotateRight(e, 25)
    const fromA = rotateRight(a, 2) ^ rotateRight(a, 13) ^ rotateRight(a, 22)
    const first = (h + fromE + choice(e, f, g) + constant + wordAt(round)) | 0
    const second = (fromA + majority(a, b, c)) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  })
  const [sa, sb, sc, sd, se, sf, sg, sh] = state
  return [
    (sa + a) | 0,
    (sb + b) | 0,
    (sc + c) | 0,
    (sd + d) | 0,
    (se + e) | 0,
    (sf + f) | 0,
    (sg + g) | 0,
    (sh + h) | 0,
  ]
}

function hmac(hash: (input: HashInput) => Uint8Array, key: HashInput, message: HashInput): Uint8Array {
  const given = bytesOf(key)
  const block = new Uint8Array(blockBytes)
  block.set(given.length > blockBytes ? hash(given) : given)
  const join = (mask: number, rest: Uint8Array): Uint8Array => {
    const joined = new Uint8Array(blockBytes + rest.length)
    joined.set(block.map((byte) => byte ^ mask))
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
  return digest(input, sha1Initial, compressSha1)
}

/**
 * The 32 bytes of SHA-256 (FIPS 180-4).
 *
 * @example
 * toHex(sha256('')).slice(0, 8) // 'e3b0c442'
 */
export function sha256(input: HashInput): Uint8Array {
  return digest(input, sha256Initial, compressSha256)
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

/**
 * Bytes as lower-case hexadecimal digits.
 *
 * @example
 * toHex(Uint8Array.of(1, 255)) // '01ff'
 */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * A short text that tells one secret from another, and does not give it away.
 *
 * @example printOf('a long enough secret') === printOf('another secret') // false
 */
export const printOf = (secret: string): string => toHex(sha256(secret)).slice(0, 16)
