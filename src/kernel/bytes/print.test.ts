import { expect, test } from 'vitest'
import { printOf } from './print.ts'

test('a print is the same for the same secret, another for another, and not the secret', () => {
  expect(printOf('a secret')).toBe(printOf('a secret'))
  expect(printOf('a secret')).not.toBe(printOf('another secret'))
  expect(printOf('a secret')).toMatch(/^[0-9a-f]{16}$/)
})
