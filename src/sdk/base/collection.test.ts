import { describe, expect, test } from 'vitest'
import { Collection } from './collection.ts'

interface Item {
  readonly id: string
  readonly kind: string
}

const item = (id: string, kind = 'plain'): Item => ({ id, kind })

const isItem = (one: Item | { readonly id: string }): one is Item => 'kind' in one

const three = (): Collection<Item> =>
  new Collection<Item>((one) => one).add(item('a')).add(item('b', 'other')).add(item('c'))

const ids = (items: readonly Item[]): string[] => items.map(({ id }) => id)

describe('a collection', () => {
  test('holds things by their id, in the order in which they came', () => {
    const collection = three()
    expect([collection.length(), ids(collection.all())]).toEqual([3, ['a', 'b', 'c']])
    expect([collection.get('b')?.kind, collection.get('x'), collection.has('a'), collection.has('x')]).toEqual([
      'other',
      undefined,
      true,
      false,
    ])
    expect([collection.at(0)?.id, collection.at(3)]).toEqual(['a', undefined])
  })

  test('finds by a test or by what is equal', () => {
    const collection = three()
    expect(collection.find({ kind: 'plain' })?.id).toBe('a')
    expect(collection.find(({ id }) => id > 'a')?.id).toBe('b')
    expect(collection.find({ kind: 'nothing' })).toBeNull()
    expect(ids(collection.where({ kind: 'plain' }))).toEqual(['a', 'c'])
    expect(ids(collection.filter(({ kind }) => kind === 'other'))).toEqual(['b'])
  })

  test('goes over all of them, also while they change', () => {
    const collection = three()
    expect(collection.map(({ id }, at) => `${at}${id}`)).toEqual(['0a', '1b', '2c'])
    const seen: string[] = []
    const same = collection.forEach(({ id }) => {
      seen.push(id)
      collection.remove('b').add(item('d'))
    })
    expect([same, seen, ids(collection.all())]).toEqual([collection, ['a', 'b', 'c'], ['a', 'c', 'd']])
  })

  test('takes one in place of another with the same id, and lets go of all', () => {
    const collection = three().add(item('b', 'new'))
    expect([collection.length(), collection.get('b')?.kind]).toEqual([3, 'new'])
    expect(collection.remove('x').length()).toBe(3)
    expect([collection.clear().length(), String(collection)]).toEqual([0, ''])
  })

  test('gives lists of its own, which are not the collection', () => {
    const collection = three()
    collection.all().pop()
    expect(collection.length()).toBe(3)
  })

  test('makes an item of a record when it is first read, once', () => {
    const made: string[] = []
    const lazy = new Collection<Item, { readonly id: string }>((one) => {
      if (isItem(one)) return one
      made.push(one.id)
      return item(one.id)
    })
    lazy.add({ id: 'a' }).add({ id: 'b' })
    expect([lazy.length(), lazy.has('a'), made]).toEqual([2, true, []])
    expect(lazy.get('b')).toBe(lazy.all()[1])
    expect(made).toEqual(['b', 'a'])
  })
})
