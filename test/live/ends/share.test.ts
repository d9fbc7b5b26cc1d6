import { expect, test } from 'vitest'
import { type CellResult, isPromiseKept, shareText } from './share.ts'

const cells = (standing: CellResult['standing'], count: number, reason?: string): readonly CellResult[] =>
  Array.from({ length: count }, (_, at) => ({ id: `ends/signal/sent/${standing}-${at}`, standing, reason }))

test('the matrix is a line for each stage, then the cells that are not met and why, then the share', () => {
  const results = [...cells('met', 3), ...cells('not met', 1, 'A reason.'), ...cells('missing', 1)]
  expect(shareText(results).split('\n').slice(2)).toEqual([
    '| signal/sent | 3 of 4 | met-0, met-1, met-2, not met-0 (NOT MET), missing-0 (missing) |',
    '',
    'not met: ends/signal/sent/not met-0',
    '  A reason.',
    '3 of 4 recorded cells met (75.0 %), 1 not recorded',
  ])
})

test('less than 97 in 100, or a cell that is not met without a reason, breaks the promise', () => {
  expect(isPromiseKept([...cells('met', 97), ...cells('not met', 3, 'A reason.'), ...cells('missing', 9)])).toBe(true)
  expect(isPromiseKept([...cells('met', 96), ...cells('not met', 4, 'A reason.')])).toBe(false)
  expect(isPromiseKept([...cells('met', 98), ...cells('not met', 2)])).toBe(false)
})
