import { expect, test } from 'vitest'
import { Decryption } from './incoming.ts'

test('it is told once when frames cannot be decrypted any more, and once when they can again', () => {
  const decryption = new Decryption()
  const told = ['ok', 'mismatch', 'FailedToAuthenticate', 'ok', 'ok', 'mismatch'].map((outcome) =>
    decryption.became(outcome),
  )
  expect(told).toEqual([
    null,
    'encryptionSecretMismatch',
    null,
    'encryptionSecretMatch',
    null,
    'encryptionSecretMismatch',
  ])
})

test('another failure than a wrong secret is told to nobody', () => {
  expect(new Decryption().became('FailedToDecrypt')).toBeNull()
})
