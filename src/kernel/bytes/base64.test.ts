import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../../test/any-text.ts'
import { decodeBase64, decodeBase64Text, encodeBase64, encodeBase64Url } from './base64.ts'

const listed = (bytes: Uint8Array | null): number[] | null => (bytes === null ? null : [...bytes])

describe('encoding', () => {
  test('gives what the platform gives, in both alphabets', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(encodeBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      }),
      { seed: 1, numRuns: 500 },
    )
  })

  test('takes a text as UTF-8', () => {
    expect(encodeBase64('naïve 日本語 😀')).toBe(Buffer.from('naïve 日本語 😀').toString('base64'))
  })
})

describe('decoding', () => {
  test('gives back what was encoded, in either alphabet, padded or not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const padded = encodeBase64(bytes)
        for (const text of [padded, padded.replace(/=+$/, ''), encodeBase64Url(bytes)]) {
          expect(listed(decodeBase64(text))).toEqual([...bytes])
        }
      }),
      { seed: 2, numRuns: 500 },
    )
  })

  test('gives back texts', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(decodeBase64Text(encodeBase64Url(text))).toBe(text)
      }),
      { seed: 3, numRuns: 500 },
    )
  })

  test.each(['!!!!', 'a', 'abcde', 'ab c', 'ab=c', 'ab\n', 'abc====', 'äöüß', '😀'])('refuses %j', (text) => {
    expect(decodeBase64(text)).toBeNull()
  })

  test('refuses bytes that are not UTF-8 where a text is asked for', () => {
    expect(decodeBase64Text(encodeBase64(Uint8Array.of(0xff, 0xfe)))).toBeNull()
  })
})
