import { isForDialect, playScenario } from '../../author/play.ts'
import type { Dialect } from '../../contract/dialect.ts'
import { dialects } from '../../contract/dialect.ts'
import type { PlayReport, StepReport } from '../../scenario/play/report.ts'
import { type Scenario, ScenarioError } from '../../scenario/scenario.ts'
import type { Simulator } from '../../simulator.ts'
import { type Console, type ExitCode, exitCodes, type Paints, paintsFor, visible, visibleLine } from './console.ts'
import { readScenarioFile, type ScenarioFile, scenarioFiles } from './scenario-files.ts'

export interface PlayCommandOptions {
  readonly dialect: Dialect | 'both'
  readonly json: boolean
  /** Each play is drawn, as a sequence diagram in Mermaid's words. */
  readonly sequence?: boolean
  /** Only failures and warnings, and a line for each folder. */
  readonly brief?: boolean
}

interface Play {
  readonly file: string
  readonly report: PlayReport
  /** As a sequence diagram. */
  readonly picture: string
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
  console.out(`${sign} ${paints.strong(visibleLine(file))} [${report.dialect}] ${visibleLine(report.title)}`)
  console.out(paints.quiet(`     ${visibleLine(wordsOf(report))}`))
  for (const { path, message } of report.problems) console.out(paints.bad(`     ${visibleLine(`${path}: ${message}`)}`))
  for (const { path, message } of report.warnings) console.out(`     warning: ${visibleLine(`${path}: ${message}`)}`)
}

const dialectsFor = (scenario: Scenario, wanted: Dialect | 'both'): readonly Dialect[] =>
  dialects.filter((dialect) => (wanted === 'both' || wanted === dialect) && isForDialect(scenario, dialect))

/** A mistake of a scenario that shows itself only when it is played is told with the file that it is in. */
async function playFile(file: ScenarioFile, scenario: Scenario, dialect: Dialect, isDrawn: boolean): Promise<Play> {
  try {
    let picture = ''
    const inspect = ({ journal }: Simulator): void => {
      if (isDrawn) picture = journal.toSequence()
    }
    return { file: file.name, report: await playScenario(scenario, { dialect, inspect }), picture }
  } catch (error) {
    if (error instanceof ScenarioError) throw new ScenarioError(file.name, error.problems)
    throw error
  }
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

function summary(plays: readonly Play[], scenarios: number): string {
  const failed = plays.filter(({ report }) => !report.passed).length
  const counts = `${counted(scenarios, 'scenario')}, ${counted(plays.length, 'play')}`
  return `${counts}: ${plays.length - failed} as expected, ${failed} not.`
}

const asJson = ({ file, report, picture }: Play): object => ({
  file,
  ...report,
  ...(picture === '' ? {} : { sequence: picture }),
})

type Read = { readonly file: ScenarioFile; readonly scenario: Scenario } | { readonly error: ScenarioError }

function read(file: ScenarioFile): Read {
  try {
    return { file, scenario: readScenarioFile(file) }
  } catch (error) {
    if (error instanceof ScenarioError) return { error }
    throw error
  }
}

const isPlayed = (one: Read): one is Extract<Read, { readonly file: unknown }> => 'file' in one

const folderOf = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf('/'))) || '.'

/** A line for each folder: how many of its plays went as expected. */
function folderLines(plays: readonly Play[]): readonly string[] {
  const folders = [...new Set(plays.map(({ file }) => folderOf(file)))]
  return folders.map((folder) => {
    const own = plays.filter(({ file }) => folderOf(file) === folder)
    const fine = own.filter(({ report }) => report.passed).length
    return `${folder}: ${counted(own.length, 'play')}, ${fine} as expected`
  })
}

function printAll(plays: readonly Play[], { brief = false }: PlayCommandOptions, console: Console): void {
  const paints = paintsFor(console)
  for (const play of plays) {
    const isWorthIt = !brief || !play.report.passed || play.report.warnings.length > 0
    if (isWorthIt) print(play, console, paints)
    if (play.picture !== '') console.out(play.picture)
  }
  if (brief) for (const line of folderLines(plays)) console.out(visibleLine(line))
}

/** `fake-opentok play`: plays scenarios without an application, and tells what each did; those that cannot be read are told at last. */
export async function playCommand(
  paths: readonly string[],
  options: PlayCommandOptions,
  console: Console,
): Promise<ExitCode> {
  const all = scenarioFiles(paths, console.folder).map(read)
  const plays: Play[] = []
  for (const { file, scenario } of all.filter(isPlayed)) {
    for (const dialect of dialectsFor(scenario, options.dialect)) {
      plays.push(await playFile(file, scenario, dialect, options.sequence === true))
    }
  }
  const failed = plays.filter(({ report }) => !report.passed).length
  const scenarios = all.filter(isPlayed).length
  if (options.json) {
    const counts = { scenarios, plays: plays.length, passed: plays.length - failed, failed }
    console.out(visible(JSON.stringify({ ...counts, reports: plays.map(asJson) }, null, 2)))
  } else {
    printAll(plays, options, console)
    console.out('')
    console.out(summary(plays, scenarios))
  }
  const bad = all.flatMap((one) => ('error' in one ? [one.error] : []))
  for (const { message } of bad) console.err(paintsFor(console).bad(message))
  if (bad.length > 0) return exitCodes.misuse
  return failed === 0 ? exitCodes.fine : exitCodes.unmet
}
