import fc from 'fast-check'

/**
 * Texts of any characters, without halves of surrogate pairs; those that tend to break something come often. fast-check's own
 * `unit: 'binary'` and `'grapheme'` look at every code point before the first text, which takes a second of each file.
 */
export const anyText = (size: { readonly maxLength?: number } = {}): fc.Arbitrary<string> =>
  fc.string({ unit: fc.oneof(plain, latin, wide, joined), ...size })

const characters = (min: number, max: number): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((point) => String.fromCodePoint(point))

const plain = characters(0x00, 0x7f)
const latin = characters(0x80, 0x7ff)
const wide = fc.oneof(characters(0x800, 0xd7ff), characters(0xe000, 0xffff), characters(0x10000, 0x10ffff))
/** Characters of several code points, and those that change their neighbours. */
const joined = fc.constantFrom('é', '👩‍👧', '🇦🇹', '\u0301', '\u200d', '\ufe0f', '\u202e', '\ufeff', '한')
