import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../../test/any-text.ts'
import { hmacSha1, hmacSha256, printOf, sha1, sha256, toHex } from './hash.ts'

describe.each([
  ['sha1', sha1, hmacSha1],
  ['sha256', sha256, hmacSha256],
] as const)('%s', (name, hash, hmac) => {
  test('agrees with the platform at every length around the block boundaries', () => {
    for (let length = 0; length <= 200; length += 1) {
      const message = Uint8Array.from({ length }, (_, index) => (index * 31 + length) & 0xff)
      expect(toHex(hash(message)), `length ${length}`).toBe(createHash(name).update(message).digest('hex'))
    }
  })

  test('agrees with the platform on a long message', () => {
    const message = 'long message '.repeat(10_000)
    expect(toHex(hash(message))).toBe(createHash(name).update(message).digest('hex'))
  })

  test('signs as the platform signs, with keys shorter and longer than a block', () => {
    const key = fc.uint8Array({ maxLength: 150 })
    fc.assert(
      fc.property(key, anyText(), (secret, message) => {
        expect(toHex(hmac(secret, message))).toBe(createHmac(name, secret).update(message).digest('hex'))
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  test('takes texts as UTF-8', () => {
    expect(toHex(hmac('clé', 'naïve 日本語 😀'))).toBe(createHmac(name, 'clé').update('naïve 日本語 😀').digest('hex'))
  })
})

test('a print is the same for the same secret, another for another, and not the secret', () => {
  expect(printOf('a secret')).toBe(printOf('a secret'))
  expect(printOf('a secret')).not.toBe(printOf('another secret'))
  expect(printOf('a secret')).toMatch(/^[0-9a-f]{16}$/)
})
