import { expect, test } from 'vitest'
import { Places } from './places.ts'

test('the settings of the last entries are kept, those of older ones go', () => {
  const places = new Places({ turn: 7 }, 100)
  for (let index = 0; index < 1000; index++) places.keep(index, undefined)
  const kept = Array.from({ length: 1000 }, (_, index) => places.of(index)).filter((one) => one !== undefined)
  expect(kept.length).toBeLessThanOrEqual(202)
  for (let index = 900; index < 1000; index++) expect(places.of(index)).toMatchObject({ turn: 7 })
  places.reset()
  expect(places.of(999)).toBeUndefined()
  places.keep(0, undefined)
  expect(places.of(0)).toMatchObject({ turn: 7 })
})
