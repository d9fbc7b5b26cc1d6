import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from '../../../test/any-text.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function platformDecode(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

test('encodes any text, lone surrogates included, as the platform does', () => {
  const text = fc.oneof(anyText(), fc.constant('a\ud800b\udc00'))
  fc.assert(
    fc.property(text, (value) => {
      expect([...encodeUtf8(value)]).toEqual([...new TextEncoder().encode(value)])
    }),
    { seed: 1, numRuns: 80 },
  )
})

test('decodes any bytes, or refuses them, as the platform does', () => {
  const near = fc.constantFrom(0x00, 0x41, 0x7f, 0x80, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5)
  fc.assert(
    fc.property(fc.array(fc.oneof(near, fc.nat(255)), { maxLength: 8 }), (bytes) => {
      const input = Uint8Array.from(bytes)
      expect(decodeUtf8(input)).toBe(platformDecode(input))
    }),
    { seed: 2, numRuns: 1_500 },
  )
})
