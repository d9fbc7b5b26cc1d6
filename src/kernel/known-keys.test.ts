import { expect, test } from 'vitest'
import { demandKnownKeys } from './known-keys.ts'

test('options that are known pass, and none at all', () => {
  expect(() => demandKnownKeys({ role: 'publisher' }, ['role', 'data'], 'join')).not.toThrow()
  expect(() => demandKnownKeys({}, ['role'], 'join')).not.toThrow()
})

test('a slip of the pen is refused with the option that was meant, and all that there are', () => {
  const slip = (): void => demandKnownKeys({ role: 'publisher', dat: 'x' }, ['role', 'data'], 'join')
  expect(slip).toThrow(RangeError)
  expect(slip).toThrow(/join\(\) has no option "dat". Did you mean "data"\? It knows: role, data/)
})

test('a name that every object has is no option for that', () => {
  expect(() => demandKnownKeys({ constructor: 1 }, ['role'], 'join')).toThrow(RangeError)
})
