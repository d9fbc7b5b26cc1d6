import { expect, test } from 'vitest'
import { looksBetween, type OwnLook } from './own-looks.ts'

const timesOf = (look: OwnLook, after: number, until: number): readonly number[] =>
  looksBetween(new Map([[look, 100]]), 100 + after, 100 + until).map(({ at }) => at - 100)

test('each look has its first time and its pace', () => {
  expect(timesOf('quality', -100, 9000)).toEqual([1000])
  expect(timesOf('score', 0, 6100)).toEqual([2000, 4000, 6000])
  expect(timesOf('sound', 0, 6100)).toEqual([3000, 6000])
  expect(timesOf('picture', 0, 10_000)).toEqual([5000, 10_000])
  expect(timesOf('congestion', 0, 2100)).toEqual([1000, 1500, 2000])
})

test('the second look at the quality comes a second sooner behind the first than the others behind theirs', () => {
  expect(timesOf('quality', 0, 95_000)).toEqual([1000, 30_000, 60_000, 90_000])
})

test('looks are told once, in the order of their times', () => {
  const begun = new Map<OwnLook, number>([
    ['picture', 0],
    ['score', 500],
  ])
  expect(looksBetween(begun, 0, 5000).map(({ look }) => look)).toEqual(['score', 'score', 'picture'])
  expect(looksBetween(begun, 5000, 6500)).toEqual([{ look: 'score', at: 6500 }])
  expect(looksBetween(begun, 6500, 8000)).toEqual([])
})

test('a look that begins later is not taken before', () => {
  expect(timesOf('score', -9000, 1999)).toEqual([])
})
