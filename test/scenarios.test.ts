import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { dialects } from '../src/contract/dialect.ts'
import { type Failure, failures, findFailure } from '../src/contract/failures.ts'
import type { Scenario } from '../src/faults/scenario.ts'
import { parseScenario } from '../src/faults/scenario-read.ts'
import { isForDialect, playScenario } from '../src/simulator-play.ts'

const fixtures = new URL('../fixtures/', import.meta.url)

interface Fixture {
  /** The path in fixtures/scenarios, without its ending: `Session.connect/expired-token.fault`. */
  readonly name: string
  readonly scenario: Scenario
}

const all: readonly Fixture[] = readdirSync(new URL('scenarios/', fixtures), { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.json'))
  .sort()
  .map((path) => ({
    name: path.replaceAll('\\', '/').replace(/\.json$/, ''),
    scenario: parseScenario(readFileSync(new URL(`scenarios/${path}`, fixtures), 'utf8'), path),
  }))

const isFault = ({ name }: Fixture): boolean => name.endsWith('.fault')

const failureOf = ({ name, scenario }: Fixture): Failure => findFailure(scenario.failure ?? name)

/** Failures with a natural cause that no circumstance of a scenario can bring about yet; their fixtures ask for them. */
const onlyOnDemand: readonly string[] = []

const plays = all.flatMap((fixture) =>
  dialects
    .filter((dialect) => isForDialect(fixture.scenario, dialect))
    .map((dialect) => [fixture.name, dialect, fixture.scenario] as const),
)

describe('every fixture is heard as the catalogue says', () => {
  test.each(plays)('%s in the dialect %s', async (_name, dialect, scenario) => {
    const { problems } = await playScenario(scenario, { dialect })
    expect(problems).toEqual([])
  })

  test('a refusal of connect() comes from the very failure that its fixture is about', async () => {
    const refusals = all.filter(({ scenario }) => scenario.failure?.startsWith('Session.connect/') === true)
    for (const { name, scenario } of refusals) {
      const { raised } = await playScenario(scenario)
      expect([name, raised.at(-1)]).toEqual([name, scenario.failure])
    }
  })
})

describe('the fixtures and the catalogue', () => {
  test('a fixture is named for its failure, and expects it', () => {
    for (const { name, scenario } of all) {
      expect(name.replace(/\.fault$/, '')).toBe(scenario.failure)
      expect(scenario.expect?.some((one) => 'fails' in one && one.fails === scenario.failure)).toBe(true)
    }
  })

  test('a failure with a natural cause is reached by it, and beside it by a fault', () => {
    const wrong = all.filter((fixture) => {
      const asksForIt = fixture.scenario.faults !== undefined
      const byItself =
        failureOf(fixture).cause === 'natural' && !isFault(fixture) && !onlyOnDemand.includes(fixture.name)
      return asksForIt === byItself
    })
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  test('a fixture that asks for a failure stands beside the one that does not', () => {
    const names = new Set(all.map(({ name }) => name))
    const alone = all.filter((fixture) => isFault(fixture) && !names.has(fixture.name.replace(/\.fault$/, '')))
    expect(alone.map(({ name }) => name)).toEqual([])
  })

  test('what SDK 2.35 never produces is for the documentation alone', () => {
    for (const fixture of all) {
      const expected = failureOf(fixture).sdk === null ? 'documented' : undefined
      expect([fixture.name, fixture.scenario.dialect]).toEqual([fixture.name, expected])
    }
  })
})

describe('the exception-handling guide', () => {
  interface GuideRow {
    readonly method: string
    readonly code?: number | null
    readonly name?: string | null
    readonly event?: string
  }
  const guide = JSON.parse(readFileSync(new URL('facts/guide-errors.json', fixtures), 'utf8')) as { errors: GuideRow[] }
  const rows = guide.errors.map(({ method, code, name, event }) => `guide:${method}#${code ?? name ?? event}`)

  test.each(rows)('%s has a fixture', (row) => {
    const shown = all.map(failureOf).some(({ documented }) => documented.source.some((source) => source === row))
    expect(shown).toBe(true)
  })

  test('every failure that it speaks of and that is simulated has a fixture', () => {
    const shown = new Set(all.map(({ scenario }) => scenario.failure))
    const spoken = failures.filter(
      ({ documented, status }) => status === 'live' && documented.source.some((source) => source.startsWith('guide:')),
    )
    expect(spoken.filter(({ id }) => !shown.has(id)).map(({ id }) => id)).toEqual([])
  })
})
