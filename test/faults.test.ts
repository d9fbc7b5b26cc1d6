import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SimulatorDriver } from '../src/author/play-driver.ts'
import { optionsOf } from '../src/author/scenario.ts'
import { failures } from '../src/contract/failures.ts'
import { matchKeysAt } from '../src/faults/match-keys.ts'
import { playScenario } from '../src/scenario/play/play.ts'
import { parseScenario } from '../src/scenario/read.ts'
import type { Scenario } from '../src/scenario/scenario.ts'
import { createSimulator } from '../src/simulator.ts'

const folder = new URL('../fixtures/scenarios/', import.meta.url)

const asking = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.json'))
  // Those of HTTP are answers, whose status and body their plays look at: test/rest/scenarios.test.ts.
  .filter((path) => !/^rest[\\/]/.test(path))
  .sort()
  .map((path) => [path, parseScenario(readFileSync(new URL(path, folder), 'utf8'), path)] as const)
  .filter(([, { faults }]) => faults !== undefined)

/** Before a session is joined it has no connection. */
const given = (where: object): readonly string[] =>
  Object.entries({ ...where }).flatMap(([key, value]) => (value === undefined && key !== 'connectionId' ? [] : [key]))

/** The facts that are known where a scenario's faults strike, by the point; and the failures that never struck. */
async function strikesOf(scenario: Scenario) {
  const simulator = createSimulator({ ...optionsOf(scenario), epoch: 1_795_348_800_000, clock: 'manual' })
  const known = new Map<string, readonly string[]>()
  simulator.journal.watch(({ kind, what, detail }) => {
    if (kind === 'fault') known.set(what, given(Object(detail['where'])))
  })
  await playScenario(new SimulatorDriver(simulator), scenario)
  const unstruck = simulator.armed.filter(({ struck }) => struck === 0).map(({ failure }) => failure)
  simulator.dispose()
  return { known, unstruck }
}

test('every failure that a fixture asks for strikes, and knows what it can be matched on', async () => {
  const wrong: unknown[] = []
  for (const [path, scenario] of asking) {
    const { known, unstruck } = await strikesOf(scenario)
    if (unstruck.length > 0 || known.size === 0) wrong.push([path, 'never strikes'])
    for (const [point, keys] of known) {
      const missing = matchKeysAt(point).filter((key) => !keys.includes(key))
      if (missing.length > 0) wrong.push([path, point, missing])
    }
  }
  expect(asking.length).toBeGreaterThan(250)
  expect(wrong).toEqual([])
}, 120_000)

test('every failure of the catalogue is asked for by a fixture', () => {
  const asked = new Set(asking.flatMap(([, { faults = [] }]) => faults.map(({ failure }) => failure)))
  const ofThisVersion = failures.filter(({ since }) => since === undefined)
  expect(ofThisVersion.map(({ id }) => id).filter((id) => !asked.has(id))).toEqual([])
})

test('a scenario that matches a fault on what nobody knows is refused, with the place', () => {
  const text = JSON.stringify({
    title: 'x',
    faults: [{ failure: 'Session.connect/http-error', match: { streamid: 'x' } }],
  })
  expect(() => parseScenario(text, 'mine.json')).toThrow(/faults\[0\]\.match: .*"streamid"\. Did you mean "streamId"\?/)
})
