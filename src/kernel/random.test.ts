import { describe, expect, test } from 'vitest'
import { createRandom } from './random.ts'

describe('a seeded generator', () => {
  test('gives the same sequence for the same seed, and another for another', () => {
    const draw = (seed: number | string): unknown[] => {
      const random = createRandom(seed)
      return [random.next(), random.integer(1000), random.hex(7), random.uuid(), random.next()]
    }
    expect(draw('room')).toEqual(draw('room'))
    expect(draw(7)).toEqual(draw('7'))
    expect(draw('room')).not.toEqual(draw('rooms'))
  })

  test('keeps its sequences from release to release', () => {
    const random = createRandom(1)
    expect([random.next(), random.integer(1000), random.hex(8), random.uuid()]).toMatchInlineSnapshot(`
      [
        0.414397161670099,
        605,
        "7996b485",
        "cffd074a-4f21-4808-a8d9-4acec5ac8162",
      ]
    `)
  })

  test('draws evenly from 0 up to 1, 1 excluded', () => {
    const random = createRandom('spread')
    const draws = Array.from({ length: 20_000 }, () => random.next())
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...draws)).toBeLessThan(1)
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const share = draws.filter((draw) => Math.floor(draw * 10) === tenth).length / draws.length
      expect(share).toBeCloseTo(0.1, 1)
    }
  })

  test('draws every whole number below the limit, and none other', () => {
    const random = createRandom('dice')
    const faces = new Set(Array.from({ length: 500 }, () => random.integer(6)))
    expect([...faces].sort()).toEqual([0, 1, 2, 3, 4, 5])
  })

  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses to choose below %d', (max) => {
    expect(() => createRandom(1).integer(max)).toThrow(RangeError)
  })

  test('gives as many digits and bytes as asked', () => {
    const random = createRandom('size')
    for (let count = 0; count < 20; count += 1) {
      expect(random.hex(count)).toMatch(new RegExp(`^[0-9a-f]{${count}}$`))
      expect(random.bytes(count)).toHaveLength(count)
    }
  })

  test('gives version 4 UUIDs that do not repeat', () => {
    const random = createRandom('ids')
    const ids = Array.from({ length: 1000 }, () => random.uuid())
    expect(new Set(ids).size).toBe(1000)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
