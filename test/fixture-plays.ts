import { readdirSync, readFileSync } from 'node:fs'
import { reached } from '../src/author/hearing.ts'
import { playScenario } from '../src/author/play.ts'
import type { Simulator } from '../src/author/simulator.ts'
import { type Dialect, dialects } from '../src/contract/dialect.ts'
import { isFailureId } from '../src/contract/failures.ts'
import type { PlayReport } from '../src/scenario/play/report.ts'
import { parseScenario } from '../src/scenario/read.ts'
import type { Scenario } from '../src/scenario/scenario.ts'

// Several tests look at the plays of the fixtures. Each play is made once for all tests of a file.

const folder = new URL('../fixtures/scenarios/', import.meta.url)

export interface Fixture {
  /** The path in fixtures/scenarios, without its ending: `Session.connect/expired-token.fault`. */
  readonly name: string
  readonly scenario: Scenario
}

/** The fixtures and the calls, but for those of HTTP, which test/rest/scenarios.test.ts plays. */
export const fixturesAndCalls: readonly Fixture[] = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.json') && !/^rest[\\/]/.test(path))
  .sort()
  .map((path) => ({
    name: path.replaceAll('\\', '/').replace(/\.json$/, ''),
    scenario: parseScenario(readFileSync(new URL(path, folder), 'utf8'), path),
  }))

/** The dialect that a fixture is played in where no other is asked for. */
export const usualDialect = ({ dialect }: Scenario): Dialect => dialect ?? dialects[0]

/** What one play of a fixture shows. */
export interface Played {
  readonly problems: PlayReport['problems']
  readonly raised: readonly string[]
  /** The channels over which the failure that the fixture is about was heard; null where it did not come about. */
  readonly heardOver: readonly string[] | null
  /** The facts that are known where the faults struck, by the point. */
  readonly known: ReadonlyMap<string, readonly string[]>
  /** The failures that were armed and never struck. */
  readonly unstruck: readonly string[]
}

/** Before a session is joined it has no connection. */
const given = (where: object): readonly string[] =>
  Object.entries({ ...where }).flatMap(([key, value]) => (value === undefined && key !== 'connectionId' ? [] : [key]))

function lookAt({ journal, armed }: Simulator, { failure }: Scenario): Omit<Played, 'problems' | 'raised'> {
  const found = failure !== undefined && isFailureId(failure) ? reached(journal, failure) : null
  return {
    heardOver: found && [...new Set(found.heard.map(({ over }) => over))].sort(),
    known: new Map(journal.find({ kind: 'fault' }).map(({ what, detail }) => [what, given(Object(detail['where']))])),
    unstruck: armed.filter(({ struck }) => struck === 0).map(({ failure }) => failure),
  }
}

async function play(scenario: Scenario, dialect: Dialect): Promise<Played> {
  let seen: Omit<Played, 'problems' | 'raised'> = { heardOver: null, known: new Map(), unstruck: [] }
  const inspect = (simulator: Simulator): void => {
    seen = lookAt(simulator, scenario)
  }
  const { problems, raised } = await playScenario(scenario, { dialect, inspect })
  return { problems, raised, ...seen }
}

const plays = new Map<string, Promise<Played>>()

/** What the play of a fixture in a dialect shows. */
export function played({ name, scenario }: Fixture, dialect = usualDialect(scenario)): Promise<Played> {
  const key = `${name} in ${dialect}`
  const known = plays.get(key)
  if (known !== undefined) return known
  const made = play(scenario, dialect)
  plays.set(key, made)
  return made
}
