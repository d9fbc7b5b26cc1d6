import { expect, test } from 'vitest'
import known from '../../../fixtures/programs/known.json' with { type: 'json' }
import { replayPrograms } from './observe.ts'

/** The small run is in `npm test`; the long one, of every seed, in `npm run test:long`. */
const places: readonly string[] =
  process.env.ALL_PROGRAMS === undefined ? ['fixtures/programs/observed.json'] : ['fixtures/programs/seen']

test.each(places)(
  'the random programs of %s do as the real SDK did, but for those that are known',
  {
    timeout: 600_000,
  },
  async (place) => {
    const runs = await replayPrograms(place)
    const ids = new Set(runs.map(({ recorded }) => recorded.id))
    const differing = runs.filter(({ differences }) => differences.length > 0).map(({ recorded }) => recorded.id)
    const expected = known.flatMap((entry) => entry.ids.filter((id) => ids.has(id)))
    expect(differing.sort()).toEqual(expected.sort())
  },
)
