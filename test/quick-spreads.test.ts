import { expect, test } from 'vitest'
import { quickSpreads } from '../scripts/quick-spreads.mjs'

test.each([
  ['({ ...one, key: 1 })', '({ ...null, ...one, key: 1 })'],
  ['f({ ...one, ...{ ...two, key } })', 'f({ ...null, ...one, ...{ ...null, ...two, key } })'],
  ['({ ...one })', '({ ...one })'],
  ['({ key, ...one })', '({ key, ...one })'],
  ["const { key, ...rest } = '{ ...one, key }'", "const { key, ...rest } = '{ ...one, key }'"],
])('the objects of %s are made quickly', (code, quick) => {
  expect(quickSpreads(code)).toBe(quick)
})
