import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { exceptionTitles, titleOf } from './exception-titles.ts'

const file = new URL('../../fixtures/facts/exception-titles.json', import.meta.url)
const facts = (JSON.parse(readFileSync(file, 'utf8')) as { titles: Record<string, string> }).titles

test('documented titles are the documented ones, and no others are called documented', () => {
  const documented = Object.entries(exceptionTitles).filter(([, row]) => row.documented)
  expect(Object.fromEntries(documented.map(([code, { title }]) => [code, title]))).toEqual(facts)
})

test('codes that were recorded without a title have none', () => {
  for (const code of [500, 4010, 4020, 20, null, undefined, '403']) expect(titleOf(code)).toBeUndefined()
})
