import type { Dialect } from '../contract/dialect.ts'
import { placesOfRest } from '../scenario/apply.ts'
import { playScenario as playWith } from '../scenario/play/play.ts'
import type { PlayReport } from '../scenario/play/report.ts'
import { demandScenario } from '../scenario/read.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { demandArguments } from '../vocabulary/check.ts'
import { SimulatorDriver } from './play-driver.ts'
import { restOf } from './rest/rest.ts'
import { rulesGiven } from './scenario.ts'
import { createSimulator, type Simulator } from './simulator.ts'
import { functionParams } from './verbs/world-verbs.ts'

export interface PlayOptions {
  /** Default: the one that the scenario says, else `documented`. */
  readonly dialect?: Dialect
  /** The beginning of time, in milliseconds since the Unix epoch; the same for every play unless given. */
  readonly epoch?: number
  /** Default 1. */
  readonly seed?: number | string
  /** Called with the world that was played in, before it comes to its end. */
  readonly inspect?: (simulator: Simulator) => void
}

/** Noon of the 22nd of November 2026, UTC: tokens that are written in fixtures are good then. */
const usualEpoch = 1_795_348_800_000

/** Whether a scenario makes sense in a dialect. */
export const isForDialect = (scenario: Scenario, dialect: Dialect): boolean =>
  scenario.dialect === undefined || scenario.dialect === dialect

/**
 * Plays a scenario in a world of its own, without an application, and tells what came of it.
 *
 * @throws ScenarioError where it cannot be played: not in this dialect, or a step names what is not there.
 *
 * @example
 * const { passed, problems } = await playScenario(readScenario(expiredToken), { dialect: 'sdk' })
 */
export async function playScenario(...args: readonly [scenario: Scenario, options?: PlayOptions]): Promise<PlayReport> {
  demandArguments('playScenario', functionParams.playScenario, args)
  const [scenario, options = {}] = args
  const known = demandScenario(scenario)
  const { dialect = known.dialect ?? 'documented', epoch = usualEpoch, seed = 1 } = options
  const simulator = createSimulator({ dialect, epoch, seed, clock: 'manual', ...rulesGiven(known) })
  // A scenario that speaks of HTTP needs a world that has it; nobody listens to its webhooks.
  if (placesOfRest(known).length > 0) restOf(simulator, () => Promise.resolve(200))
  try {
    const report = await playWith(new SimulatorDriver(simulator), known)
    options.inspect?.(simulator)
    return report
  } finally {
    simulator.dispose()
  }
}
