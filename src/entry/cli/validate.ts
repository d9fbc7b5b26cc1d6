import { realTime } from '../../kernel/time/wall-clock.ts'
import { type Scenario, ScenarioError, type ScenarioProblem } from '../../scenario/scenario.ts'
import { type Console, type ExitCode, exitCodes, paintsFor, visible } from './console.ts'
import { readOutcomes } from './reporters/outcomes.ts'
import { printRun, type ReporterName } from './reporters/reporters.ts'
import { readScenarioFile, type ScenarioFile, scenarioFiles } from './scenario-files.ts'

export interface ValidateOptions {
  readonly reporter: ReporterName
  /** Nothing is read after the first file that cannot be used. */
  readonly bail: boolean
}

interface Reading {
  readonly file: ScenarioFile
  readonly title: string
  readonly problems: readonly ScenarioProblem[]
}

function read(file: ScenarioFile): Reading {
  try {
    const { title }: Scenario = readScenarioFile(file)
    return { file, title, problems: [] }
  } catch (error) {
    if (error instanceof ScenarioError) return { file, title: file.name, problems: error.problems }
    throw error
  }
}

function readAll(files: readonly ScenarioFile[], bail: boolean): readonly Reading[] {
  const readings: Reading[] = []
  for (const file of files) {
    const reading = read(file)
    readings.push(reading)
    if (bail && reading.problems.length > 0) break
  }
  return readings
}

function printText(readings: readonly Reading[], bad: readonly Reading[], console: Console): void {
  const paints = paintsFor(console)
  for (const { file, problems } of bad) console.err(paints.bad(new ScenarioError(file.name, problems).message))
  const fine = readings.length - bad.length
  console.out(`${fine} ${fine === 1 ? 'scenario' : 'scenarios'} can be used, ${bad.length} cannot.`)
}

function printJson(readings: readonly Reading[], bad: readonly Reading[], console: Console): void {
  const problems = bad.flatMap(({ file, problems: own }) => own.map((problem) => ({ file: file.name, ...problem })))
  const counts = { scenarios: readings.length, usable: readings.length - bad.length, unusable: bad.length }
  console.out(visible(JSON.stringify({ ...counts, problems }, null, 2)))
}

/** `fake-opentok validate`: reads scenarios and plays none. */
export function validate(paths: readonly string[], { reporter, bail }: ValidateOptions, console: Console): ExitCode {
  const startedAt = realTime.now()
  const readings = readAll(scenarioFiles(paths, console.folder), bail)
  const bad = readings.filter(({ problems }) => problems.length > 0)
  if (reporter === 'text') printText(readings, bad, console)
  else if (reporter === 'json') printJson(readings, bad, console)
  else printRun(reporter, { command: 'validate', startedAt, outcomes: readOutcomes(readings) }, console)
  return bad.length === 0 ? exitCodes.fine : exitCodes.misuse
}
