import { sha256, toHex } from './hash.ts'

/** A seeded source of numbers and ids: the same seed gives the same sequence, in every engine. */
export interface Random {
  /** A number from 0 (included) to 1 (excluded), with 53 random bits. */
  next(): number
  /** A whole number from 0 (included) to `max` (excluded). Throws a RangeError unless `max` is a whole number above 0. */
  integer(max: number): number
  /** As many random bytes as asked. */
  bytes(count: number): Uint8Array
  /** As many lower-case hexadecimal digits as asked. */
  hex(digits: number): string
  /** A version 4 UUID (RFC 9562), in lower case. */
  uuid(): string
  /** Goes back to the beginning of the sequence. */
  rewind(): void
}

/** Chris Doty-Humphrey's sfc32 (public domain): 32 random bits a step, from 96 bits of state and a counter. */
function createWords(seed: string): () => number {
  const state = new DataView(sha256(seed).buffer)
  let a = state.getUint32(0)
  let b = state.getUint32(4)
  let c = state.getUint32(8)
  let counter = state.getUint32(12)
  return () => {
    const word = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + word) | 0
    return word >>> 0
  }
}

function wholeNumberBelow(max: number, next: () => number): number {
  if (!Number.isSafeInteger(max) || max < 1) {
    throw new RangeError(`integer(${max}) has nothing to choose from: pass a whole number of 1 or more.`)
  }
  return Math.floor(next() * max)
}

function uuidOf(bytes: Uint8Array): string {
  const stamped = bytes.map((byte, index) => {
    if (index === 6) return (byte & 0x0f) | 0x40
    return index === 8 ? (byte & 0x3f) | 0x80 : byte
  })
  return toHex(stamped).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * A deterministic generator; not for secrets. A number and its decimal text are the same seed.
 *
 * @example
 * const random = createRandom('room-1')
 * random.uuid() // the same in every run
 */
export function createRandom(seed: number | string): Random {
  let word = createWords(String(seed))
  const next = (): number => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53
  const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => word() >>> 24)
  return {
    next,
    bytes,
    integer: (max) => wholeNumberBelow(max, next),
    hex: (digits) => toHex(bytes(Math.ceil(digits / 2))).slice(0, digits),
    uuid: () => uuidOf(bytes(16)),
    rewind: () => {
      word = createWords(String(seed))
    },
  }
}
