import { setOwn } from '../kernel/frozen.ts'

/** One thing that is wrong with a scenario, and where. */
export interface ScenarioProblem {
  /** Such as `faults[0].failure`; empty: the scenario itself. */
  readonly path: string
  readonly message: string
}

const lineOf = ({ path, message }: ScenarioProblem): string => (path === '' ? message : `${path}: ${message}`)

/** A scenario cannot be read, or cannot be played: the message names every place and its remedy. */
export class ScenarioError extends Error {
  readonly problems: readonly ScenarioProblem[]

  constructor(source: string, problems: readonly ScenarioProblem[]) {
    super(`${source} cannot be used.\n${problems.map((problem) => `  ${lineOf(problem)}`).join('\n')}`)
    setOwn(this, 'name', 'ScenarioError')
    this.problems = problems
  }
}
