import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { IndexedMap } from './indexed-map.ts'

interface Pet {
  readonly owner: string
  readonly home: string
}

const pet = (owner: string, home = 'here'): Pet => ({ owner, home })

describe('a map with an index', () => {
  test('finds what belongs to somebody, in the order in which it came', () => {
    const pets = new IndexedMap<Pet, 'owner' | 'home'>('owner', 'home')
    pets.set('rex', pet('ann')).set('tom', pet('bob')).set('kit', pet('ann', 'there'))
    expect(pets.keysBy('owner', 'ann')).toEqual(['rex', 'kit'])
    expect(pets.keysBy('home', 'here')).toEqual(['rex', 'tom'])
    expect(pets.keysBy('owner', 'nobody')).toEqual([])
  })

  test('keeps the place of what only changes', () => {
    const pets = new IndexedMap<Pet, 'owner'>('owner')
    pets.set('rex', pet('ann')).set('tom', pet('ann')).set('rex', pet('ann', 'there'))
    expect([pets.keysBy('owner', 'ann'), pets.get('rex')?.home]).toEqual([['rex', 'tom'], 'there'])
  })

  test('follows what changes hands, and what goes', () => {
    const pets = new IndexedMap<Pet, 'owner'>('owner')
    pets.set('rex', pet('ann')).set('rex', pet('bob'))
    expect([pets.keysBy('owner', 'ann'), pets.keysBy('owner', 'bob')]).toEqual([[], ['rex']])
    expect([pets.delete('rex'), pets.delete('rex')]).toEqual([true, false])
    pets.set('tom', pet('bob')).clear()
    expect([pets.size, pets.keysBy('owner', 'bob')]).toEqual([0, []])
  })

  test('agrees with a search through the whole map, whatever was done to it', () => {
    const key = fc.constantFrom('a', 'b', 'c')
    const step = fc.oneof(
      fc.record({ set: key, owner: fc.constantFrom('x', 'y') }),
      fc.record({ drop: key }),
      fc.record({ clear: fc.constant(true) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const pets = new IndexedMap<Pet, 'owner'>('owner')
        for (const one of steps) {
          if ('set' in one) pets.set(one.set, pet(one.owner))
          else if ('drop' in one) pets.delete(one.drop)
          else pets.clear()
        }
        for (const owner of ['x', 'y']) {
          const found = [...pets].filter(([, value]) => value.owner === owner).map(([name]) => name)
          expect([...pets.keysBy('owner', owner)].sort()).toEqual(found.sort())
        }
      }),
      { numRuns: 100 },
    )
  })
})
