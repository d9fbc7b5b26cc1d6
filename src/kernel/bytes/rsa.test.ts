import { createSign, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isRsaKey, verifyRs256 } from './rsa.ts'

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const signatureOf = (text: string): Uint8Array => createSign('RSA-SHA256').update(text).sign(privateKey)

const forms: readonly (readonly [string, string])[] = [
  ['SPKI', publicKey.export({ type: 'spki', format: 'pem' }).toString()],
  ['PKCS 1, public', publicKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
  ['PKCS 1, private', privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
  ['PKCS 8, private', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
]

describe.each(forms)('a key as %s', (_form, pem) => {
  test('tells the right signature from another text and from a changed signature', () => {
    expect(isRsaKey(pem)).toBe(true)
    const signature = signatureOf('header.claims')
    expect(verifyRs256(pem, 'header.claims', signature)).toBe(true)
    expect(verifyRs256(pem, 'header.Claims', signature)).toBe(false)
    expect(
      verifyRs256(
        pem,
        'header.claims',
        signature.map((byte, at) => (at === 7 ? byte ^ 1 : byte)),
      ),
    ).toBe(false)
    expect(verifyRs256(pem, 'header.claims', signature.slice(1))).toBe(false)
  })
})

test('a signature of another key fails, and what is no key verifies nothing', () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' })
  expect(verifyRs256(other.toString(), 'text', signatureOf('text'))).toBe(false)
  for (const pem of ['', 'secret', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----']) {
    expect([isRsaKey(pem), verifyRs256(pem, 'text', signatureOf('text'))]).toEqual([false, false])
  }
})
