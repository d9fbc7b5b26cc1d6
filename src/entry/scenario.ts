/** Reads scenario files, brings a world into them, and plays them. It is an entrance of its own, because it loads valibot. */

export { simulatorFor } from '../author/for-scenario.ts'
export { type PlayOptions, playScenario } from '../author/play.ts'
export { applyScenario, type ScenarioOptions } from '../author/scenario.ts'
export type { Heard, HeardError } from '../scenario/play/driver.ts'
export type { PlayReport, StepReport } from '../scenario/play/report.ts'
export { parseScenario, readScenario } from '../scenario/read.ts'
export { type Scenario, ScenarioError, type ScenarioProblem } from '../scenario/scenario.ts'
