import { describe, expect, test } from 'vitest'
import { lazyList } from './lazy-list.ts'

const counted = () => {
  let made = 0
  const list = lazyList(() => {
    made++
    return ['a', 'b', 'c']
  })
  return { list, made: () => made }
}

describe('a lazy list', () => {
  test('makes nothing until it is looked at, and then makes it once', () => {
    const { list, made } = counted()
    expect(made()).toBe(0)
    expect([list.length, list[1], list.includes('c')]).toEqual([3, 'b', true])
    expect(made()).toBe(1)
  })

  test.each<[string, (list: readonly string[]) => unknown, unknown]>([
    ['spread', (list) => [...list], ['a', 'b', 'c']],
    ['map', (list) => list.map((item) => item.toUpperCase()), ['A', 'B', 'C']],
    ['keys', (list) => Object.keys(list), ['0', '1', '2']],
    ['in', (list) => [2 in list, 3 in list], [true, false]],
    ['JSON', (list) => JSON.stringify(list), '["a","b","c"]'],
    ['Array.isArray', (list) => Array.isArray(list), true],
    ['concat', (list) => list.concat('d'), ['a', 'b', 'c', 'd']],
    ['structuredClone of its items', (list) => structuredClone([...list]), ['a', 'b', 'c']],
  ])('reads as the array that it is: %s', (_name, read, expected) => {
    expect(read(counted().list)).toEqual(expected)
  })

  test('cannot be written to', () => {
    const { list } = counted()
    expect(Reflect.set(list, 0, 'x')).toBe(false)
    expect(Reflect.deleteProperty(list, 0)).toBe(false)
    expect([...list]).toEqual(['a', 'b', 'c'])
  })
})
