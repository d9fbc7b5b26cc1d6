import { placesOfRest } from '../scenario/apply.ts'
import { demandScenario } from '../scenario/read.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { demandArguments } from '../vocabulary/check.ts'
import type { SimulatorOptions } from './options.ts'
import { postToServer } from './rest/fetch.ts'
import { restOf } from './rest/rest.ts'
import { applyScenario, optionsOf } from './scenario.ts'
import { createSimulator, type Simulator } from './simulator.ts'
import { functionParams } from './verbs/world-verbs.ts'

/**
 * Makes a world for a scenario, and brings it into it.
 *
 * @throws RangeError for an option that is none, ScenarioError where such a world cannot be brought into the scenario.
 *
 * @example
 * const simulator = simulatorFor(readScenario(expiredToken), { dialect: 'sdk' })
 */
export function simulatorFor(...args: readonly [scenario: Scenario, options?: SimulatorOptions]): Simulator {
  demandArguments('simulatorFor', functionParams.simulatorFor, args)
  const [scenario, options = {}] = args
  const known = demandScenario(scenario)
  const simulator = createSimulator({ ...optionsOf(known), ...options })
  // The handlers that are made later serve the HTTP face that the scenario speaks of.
  if (placesOfRest(known).length > 0) restOf(simulator, postToServer)
  applyScenario(simulator, known)
  return simulator
}
