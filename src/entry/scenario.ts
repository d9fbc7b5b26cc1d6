/** Scenario files: reading them, bringing a world into them, playing them. In an entrance of its own, for what it loads. */

export { simulatorFor } from '../author/for-scenario.ts'
export { type PlayOptions, playScenario } from '../author/play.ts'
export { applyScenario, type ScenarioOptions } from '../author/scenario.ts'
export type { Heard, HeardError } from '../scenario/play/driver.ts'
export type { PlayReport, StepReport } from '../scenario/play/report.ts'
export { parseScenario, readScenario } from '../scenario/read.ts'
export { type Scenario, ScenarioError, type ScenarioProblem } from '../scenario/scenario.ts'
