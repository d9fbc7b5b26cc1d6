import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { holdAgainstGaps, readKnownGaps } from './conformance/known-gaps.ts'
import { qualityPages, qualityTables, withQuality } from './conformance/quality.ts'
import type { RunCase } from './conformance/report.ts'
import { runFolder } from './conformance/run-folder.ts'
import { createRig } from './conformance/simulator-rig.ts'
import { surface } from './types/surface.ts'

let runs: readonly RunCase[] = []

beforeAll(async () => {
  runs = await runFolder('fixtures/observed', { createRig })
}, 600_000)

const results = (): RunCase['result'][] => runs.map(({ result }) => result)

describe('the recordings of the real SDK', () => {
  test('are met, but for the gaps that are listed with a reason; no listed gap has closed', () => {
    const gaps = readKnownGaps('test/conformance/known-gaps.json')
    expect(holdAgainstGaps(results(), gaps)).toEqual({ unexpected: [], closed: [] })
  })

  test.each(Object.entries(qualityPages))('the figures in %s are the figures of this run', async (path, table) => {
    const page = readFileSync(path, 'utf8')
    expect(withQuality(page, qualityTables(runs, await surface())[table])).toBe(page)
  })
})

// npm run test:long does this to all cases, with more ids (test/long/recorded-variants.test.ts).
test('variants with other ids, names and tokens come out the same in every fortieth case: nothing recognises a case', async () => {
  const met = new Set(results().flatMap(({ id, passed }) => (passed ? [id] : [])))
  const varied = await runFolder('fixtures/observed', { createRig, vary: 20_261_122, every: 40 })
  expect(varied.filter(({ result }) => met.has(result.id) && !result.passed).map(({ result }) => result.id)).toEqual([])
}, 600_000)
