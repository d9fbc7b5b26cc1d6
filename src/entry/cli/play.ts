import type { Dialect } from '../../contract/dialect.ts'
import { dialects } from '../../contract/dialect.ts'
import type { PlayReport, StepReport } from '../../faults/play-report.ts'
import { type Scenario, ScenarioError } from '../../faults/scenario.ts'
import { isForDialect, playScenario } from '../../simulator-play.ts'
import { type Console, type ExitCode, exitCodes, type Paints, paintsFor } from './console.ts'
import { readScenarioFile, type ScenarioFile, scenarioFiles } from './scenario-files.ts'

export interface PlayCommandOptions {
  readonly dialect: Dialect | 'both'
  readonly json: boolean
}

interface Play {
  readonly file: string
  readonly report: PlayReport
}

/** What a step came to, in a few words: `Session.connect failed: OT_AUTHENTICATION_ERROR 1004 (exception, completion)`. */
function stepWords({ what, outcome, error, channels }: StepReport): string {
  if (outcome === 'done') return what
  if (error === null) return `${what} ${outcome === 'unanswered' ? 'is never answered' : outcome}`
  const parts = [error.name, error.code].filter((part) => part !== null)
  return `${what} failed: ${parts.join(' ')} (${channels.filter((kind) => kind !== 'event').join(', ')})`
}

const eventWords = ({ heard }: PlayReport): readonly string[] => {
  const names = heard.flatMap((one) =>
    one.kind === 'event' && one.reason !== null ? [`${one.type} (${one.reason})`] : [],
  )
  return [...new Set(names)]
}

/** What a play came to, step by step, and the events that gave a reason. */
function wordsOf(report: PlayReport): string {
  const steps = report.steps.map(stepWords)
  const events = eventWords(report)
  return [...steps, ...(events.length === 0 ? [] : [`heard ${events.join(', ')}`])].join('; ')
}

function print({ file, report }: Play, console: Console, paints: Paints): void {
  const sign = report.passed ? paints.good('ok') : paints.bad('FAILED')
  console.out(`${sign} ${paints.strong(file)} [${report.dialect}] ${report.title}`)
  console.out(paints.quiet(`     ${wordsOf(report)}`))
  for (const { path, message } of report.problems) console.out(paints.bad(`     ${path}: ${message}`))
}

const dialectsFor = (scenario: Scenario, wanted: Dialect | 'both'): readonly Dialect[] =>
  dialects.filter((dialect) => (wanted === 'both' || wanted === dialect) && isForDialect(scenario, dialect))

/** A mistake of a scenario that shows itself only when it is played is told with the file that it is in. */
async function playFile(file: ScenarioFile, scenario: Scenario, dialect: Dialect): Promise<Play> {
  try {
    return { file: file.name, report: await playScenario(scenario, { dialect }) }
  } catch (error) {
    if (error instanceof ScenarioError) throw new ScenarioError(file.name, error.problems)
    throw error
  }
}

function summary(plays: readonly Play[], scenarios: number): string {
  const failed = plays.filter(({ report }) => !report.passed).length
  return `${scenarios} scenarios, ${plays.length} plays: ${plays.length - failed} as expected, ${failed} not.`
}

/** `fake-opentok play`: plays scenarios without an application, and tells what each did. */
export async function playCommand(
  paths: readonly string[],
  options: PlayCommandOptions,
  console: Console,
): Promise<ExitCode> {
  const paints = paintsFor(console)
  // Everything is read before anything is played, so that bad input is told at once.
  const scenarios = scenarioFiles(paths, console.folder).map((file) => ({ file, scenario: readScenarioFile(file) }))
  const plays: Play[] = []
  for (const { file, scenario } of scenarios) {
    for (const dialect of dialectsFor(scenario, options.dialect)) {
      const play = await playFile(file, scenario, dialect)
      plays.push(play)
      if (!options.json) print(play, console, paints)
    }
  }
  const failed = plays.filter(({ report }) => !report.passed).length
  if (options.json) {
    const counts = { scenarios: scenarios.length, plays: plays.length, passed: plays.length - failed, failed }
    console.out(JSON.stringify({ ...counts, reports: plays.map(({ file, report }) => ({ file, ...report })) }, null, 2))
  } else {
    console.out('')
    console.out(summary(plays, scenarios.length))
  }
  return failed === 0 ? exitCodes.fine : exitCodes.unmet
}
