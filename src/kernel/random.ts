import { sha256, toHex } from './bytes/hash.ts'
import { Remembered } from './remembered.ts'

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
class Words {
  #a: number
  #b: number
  #c: number
  #counter: number

  constructor([a = 0, b = 0, c = 0, counter = 0]: Uint32Array) {
    this.#a = a
    this.#b = b
    this.#c = c
    this.#counter = counter
  }

  next(): number {
    const word = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + word) | 0
    return word >>> 0
  }

  /** Fills bytes, each with the highest bits of a word. */
  fill(bytes: Uint8Array): void {
    let [a, b, c, counter] = [this.#a, this.#b, this.#c, this.#counter]
    for (let index = 0; index < bytes.length; index += 1) {
      const word = (a + b + counter) | 0
      counter = (counter + 1) | 0
      a = b ^ (b >>> 9)
      b = (c + (c << 3)) | 0
      c = (((c << 21) | (c >>> 11)) + word) | 0
      bytes[index] = word >>> 24
    }
    this.#a = a
    this.#b = b
    this.#c = c
    this.#counter = counter
  }
}

function wholeNumberBelow(max: number, next: () => number): number {
  if (!Number.isSafeInteger(max) || max < 1) {
    throw new RangeError(`integer(${max}) has nothing to choose from: pass a whole number of 1 or more.`)
  }
  return Math.floor(next() * max)
}

/** The first 128 bits of a seed's hash, as four words. */
function stateOf(seed: string): Uint32Array {
  const bytes = new DataView(sha256(seed).buffer)
  return Uint32Array.from({ length: 4 }, (_, index) => bytes.getUint32(index * 4))
}

/** The beginnings of the seeds that were used last: many worlds have the same one. */
const states = new Remembered<Uint32Array>(16)

const hexDigits: readonly number[] = [...'0123456789abcdef'].map((digit) => digit.charCodeAt(0))

const hyphen = '-'.charCodeAt(0)
/** Where each of the 16 bytes stands in a UUID. */
const placeOfByte: readonly number[] = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34]

/** The bytes of the id that is being made, and the codes of its letters; each id fills them anew. */
const drawn = new Uint8Array(16)
const codes = new Array<number>(36).fill(hyphen)

// Every stream and everybody in a session has one: made of pieces, it would take the room of all of them.
function uuidFrom(words: Words): string {
  words.fill(drawn)
  drawn[6] = ((drawn[6] ?? 0) & 0x0f) | 0x40
  drawn[8] = ((drawn[8] ?? 0) & 0x3f) | 0x80
  for (let index = 0; index < 16; index += 1) {
    const byte = drawn[index] ?? 0
    const place = placeOfByte[index] ?? 0
    codes[place] = hexDigits[byte >> 4] ?? 0
    codes[place + 1] = hexDigits[byte & 15] ?? 0
  }
  return Reflect.apply(String.fromCharCode, null, codes)
}

/**
 * A deterministic generator; not for secrets. A number and its decimal text are the same seed.
 *
 * @example
 * const random = createRandom('room-1')
 * random.uuid() // the same in every run
 */
export function createRandom(seed: number | string): Random {
  const state = states.of(String(seed), () => stateOf(String(seed)))
  let words = new Words(state)
  const next = (): number => ((words.next() >>> 5) * 2 ** 26 + (words.next() >>> 6)) / 2 ** 53
  const bytes = (count: number): Uint8Array => {
    const filled = new Uint8Array(count)
    words.fill(filled)
    return filled
  }
  return {
    next,
    bytes,
    integer: (max) => wholeNumberBelow(max, next),
    hex: (digits) => toHex(bytes(Math.ceil(digits / 2))).slice(0, digits),
    uuid: () => uuidFrom(words),
    rewind: () => {
      words = new Words(state)
    },
  }
}
