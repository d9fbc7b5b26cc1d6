import { ScenarioError } from '../../scenario/scenario.ts'
import { type Console, type ExitCode, exitCodes, paintsFor, visible } from './console.ts'
import { readScenarioFile, type ScenarioFile, scenarioFiles } from './scenario-files.ts'

interface Validated {
  readonly file: string
  /** Null where the scenario can be used. */
  readonly error: ScenarioError | null
}

function validated(file: ScenarioFile): Validated {
  try {
    readScenarioFile(file)
    return { file: file.name, error: null }
  } catch (error) {
    if (error instanceof ScenarioError) return { file: file.name, error }
    throw error
  }
}

/** `fake-opentok validate`: reads scenarios and plays none. */
export function validate(paths: readonly string[], { json }: { readonly json: boolean }, console: Console): ExitCode {
  const paints = paintsFor(console)
  const all = scenarioFiles(paths, console.folder).map(validated)
  const bad = all.flatMap(({ file, error }) => (error === null ? [] : [{ file, error }]))
  const fine = all.length - bad.length
  if (json) {
    const problems = bad.flatMap(({ file, error }) => error.problems.map((problem) => ({ file, ...problem })))
    console.out(
      visible(JSON.stringify({ scenarios: all.length, usable: fine, unusable: bad.length, problems }, null, 2)),
    )
  } else {
    for (const { error } of bad) console.err(paints.bad(error.message))
    console.out(`${fine} ${fine === 1 ? 'scenario' : 'scenarios'} can be used, ${bad.length} cannot.`)
  }
  return bad.length === 0 ? exitCodes.fine : exitCodes.misuse
}
