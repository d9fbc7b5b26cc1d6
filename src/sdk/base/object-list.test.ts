import { expect, test } from 'vitest'
import { ObjectList } from './object-list.ts'

const people = [
  { id: 'a', role: 'host' },
  { id: 'b', role: 'guest' },
  { id: 'c', role: 'guest' },
]
const list = new ObjectList(() => people)

test('finds by id, by properties and by a function', () => {
  expect(list.get('b')).toBe(people[1])
  expect(list.find({ role: 'guest' })).toBe(people[1])
  expect(list.find(({ id }) => id === 'c')).toBe(people[2])
  expect(list.where({ role: 'guest' })).toEqual([people[1], people[2]])
})

test('finds nothing as null', () => {
  expect([list.find({ role: 'king' }), list.has('z')]).toEqual([null, false])
})

test('is as long as what it looks at', () => {
  const some = [...people]
  const shrinking = new ObjectList(() => some)
  some.pop()
  expect([shrinking.length(), shrinking.map(({ id }) => id)]).toEqual([2, ['a', 'b']])
})
