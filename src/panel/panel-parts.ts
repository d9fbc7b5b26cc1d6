import type { SimulatedClient, Simulator } from '../author/simulator.ts'
import type { FailureText } from '../contract/failure-texts.ts'
import type { Failure } from '../contract/failures.ts'

export type { SimulatedClient, Simulator }

/** A session, from the service's side. */
export type Room = ReturnType<Simulator['room']>

/** A remote person. */
export type Participant = Room['people'][number]

/** A scenario that ships with the package, by the name that `?fake-opentok=` knows it by. */
export interface ScenarioName {
  readonly name: string
  readonly title: string
}

/** A scenario, as its file says it. */
export type PanelScenario = ReturnType<Simulator['toScenario']>

/** An entry of a timeline, as its file says it. */
export type PanelEntry = NonNullable<PanelScenario['timeline']>[number]

/** The functions that read scenario files and bring a world into them. They are loaded when the scenarios are first opened. */
export interface ScenarioTools {
  readonly names: readonly ScenarioName[]
  /** @throws Error where there is no such file. */
  load(name: string): Promise<PanelScenario>
  /** @throws ScenarioError for a text that is no scenario. */
  parse(text: string, place: string): PanelScenario
  /**
   * Applies everything but the timeline, and returns an object whose `act` lets an entry of the timeline happen now.
   *
   * @throws ScenarioError where the world cannot be brought into it.
   */
  direct(simulator: Simulator, scenario: PanelScenario, sessionId: string): { act(entry: PanelEntry): void }
}

/** The parts of the panel: it loads nothing of the world itself. */
export interface PanelParts {
  readonly simulator: Simulator
  readonly failures: readonly Failure[]
  readonly loadTexts: () => Promise<Readonly<Record<string, FailureText>>>
  readonly loadScenarios: () => Promise<ScenarioTools>
}
