import type { Simulator } from '../../author/simulator.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { isTimelineWait } from '../../scenario/timeline.ts'
import { demandArguments } from '../../vocabulary/check.ts'
import type { Expectations } from './expectations.ts'
import type { ScenarioCase } from './scenario-cases.ts'

/** The arguments of a scenario's test. */
export interface ScenarioTest {
  readonly scenario: Scenario
  /** The world, in the scenario's circumstances. */
  readonly simulator: Simulator
  /** The expectations of the file: `expectations.verify()` compares them with the journal. */
  readonly expectations: Expectations
  /**
   * Lets time pass until nothing is under way, and every entry of the timeline that can come about has come about.
   * @example await play()
   */
  play(): Promise<void>
}

/** The test of a scenario. */
export type ScenarioBody = (given: ScenarioTest) => Promise<void> | void

/** Lets the timeline come about: no entry goes on without an end. */
async function playTimeline(simulator: Simulator): Promise<void> {
  const { clock } = simulator
  await simulator.settled()
  for (;;) {
    const next = clock.pending().find(({ what }) => isTimelineWait(what))
    if (next === undefined) return
    await clock.advance(Math.max(0, next.due - clock.now()))
    await simulator.settled()
  }
}

// The reader of scenarios and the comparison load with the first test that has a scenario: other test files do without them.
const reading = async () => {
  const [{ parseScenario }, { applyScenario, optionsOf }, { createSimulator }, { expectationsOf }] = await Promise.all([
    import('../../scenario/read.ts'),
    import('../../author/scenario.ts'),
    import('../../author/simulator.ts'),
    import('./expectations.ts'),
  ])
  return { parseScenario, applyScenario, optionsOf, createSimulator, expectationsOf }
}

function hinted(error: unknown, { world }: ScenarioCase): unknown {
  if (world === 'own' || !(error instanceof Error) || !/createSimulator\(|simulatorFor\(/.test(error.message))
    return error
  error.message += "\nThe scenario needs a world of its own: eachScenario(..., { world: 'own' }, ...) makes one."
  return error
}

/**
 * Runs the application in a scenario; where that fails, prints the sequence picture of what happened.
 *
 * @throws ScenarioError for a file that is no scenario, or that does not fit this world; else the error that the body throws.
 */
export async function runScenario(shared: Simulator, one: ScenarioCase, body: ScenarioBody): Promise<void> {
  const { parseScenario, applyScenario, optionsOf, createSimulator, expectationsOf } = await reading()
  const scenario = parseScenario(one.text, one.file)
  const { dialect } = one
  const own = (): Simulator =>
    createSimulator({ ...optionsOf(scenario), ...(dialect === undefined ? {} : { dialect }) })
  const simulator = one.world === 'own' ? own() : shared
  try {
    applyScenario(simulator, scenario)
  } catch (error) {
    throw hinted(error, one)
  }
  try {
    await body({
      scenario,
      simulator,
      expectations: expectationsOf(simulator, scenario),
      play: async (...none: readonly []) => {
        demandArguments('play', [], none)
        await playTimeline(simulator)
      },
    })
  } catch (error) {
    console.error(`${one.name}\n\n${simulator.journal.toSequence()}`)
    throw error
  }
}
