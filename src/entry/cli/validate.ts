import { ScenarioError } from '../../scenario/scenario.ts'
import { type Console, type ExitCode, exitCodes, paintsFor } from './console.ts'
import { readScenarioFile, type ScenarioFile, scenarioFiles } from './scenario-files.ts'

function problemIn(file: ScenarioFile): string | null {
  try {
    readScenarioFile(file)
    return null
  } catch (error) {
    if (error instanceof ScenarioError) return error.message
    throw error
  }
}

/** `fake-opentok validate`: reads scenarios and plays none. */
export function validate(paths: readonly string[], console: Console): ExitCode {
  const paints = paintsFor(console)
  const files = scenarioFiles(paths, console.folder)
  const problems = files.map(problemIn).filter((problem) => problem !== null)
  for (const problem of problems) console.err(paints.bad(problem))
  const fine = files.length - problems.length
  console.out(`${fine} ${fine === 1 ? 'scenario' : 'scenarios'} can be used, ${problems.length} cannot.`)
  return problems.length === 0 ? exitCodes.fine : exitCodes.misuse
}
