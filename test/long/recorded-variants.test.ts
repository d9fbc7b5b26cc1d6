import { beforeAll, expect, test } from 'vitest'
import { runFolder } from '../conformance/run-folder.ts'
import { createRig } from '../conformance/simulator-rig.ts'

const folder = 'fixtures/observed'
let met: ReadonlySet<string> = new Set()

beforeAll(async () => {
  const runs = await runFolder(folder, { createRig })
  met = new Set(runs.flatMap(({ result }) => (result.passed ? [result.id] : [])))
}, 300_000)

test.each([20_261_122, 7, 1_234_567])(
  'the recordings of the real SDK come out the same with other ids, names and tokens (seed %i): nothing recognises a case',
  async (seed) => {
    const varied = await runFolder(folder, { createRig, vary: seed })
    const parted = varied.filter(({ result }) => met.has(result.id) && !result.passed)
    expect(parted.map(({ result }) => result.id)).toEqual([])
  },
)
