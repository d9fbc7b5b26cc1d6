import type { Dialect } from '../../contract/dialect.ts'
import { realTime } from '../../kernel/time/wall-clock.ts'
import type { PlayReport, StepReport } from '../../scenario/play/report.ts'
import { ScenarioError } from '../../scenario/scenario.ts'
import { type Console, type ExitCode, exitCodes, type Paints, paintsFor, visible, visibleLine } from './console.ts'
import { playInJobs } from './jobs.ts'
import { type Play, type Plays, playFiles } from './plays.ts'
import { outcomesOf } from './reporters/outcomes.ts'
import { printRun, type ReporterName } from './reporters/reporters.ts'
import { type ScenarioFile, scenarioFiles } from './scenario-files.ts'

export interface PlayCommandOptions {
  readonly dialect: Dialect | 'both'
  readonly reporter: ReporterName
  /** Each play is drawn, as a sequence diagram in Mermaid's words. */
  readonly sequence: boolean
  /** Only failures and warnings, and a line for each folder. */
  readonly brief: boolean
  /** Nothing is played after the first trouble. */
  readonly bail: boolean
  /** In how many processes at once. */
  readonly jobs: number
}

/** The outcome of a step, in a few words: `Session.connect failed: OT_AUTHENTICATION_ERROR 1004 (exception, completion)`. */
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

/** The outcome of a play, step by step, and the events that gave a reason. */
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

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

const failedIn = (plays: readonly Play[]): number => plays.filter(({ report }) => !report.passed).length

function summary({ plays, scenarios }: Plays): string {
  const failed = failedIn(plays)
  const counts = `${counted(scenarios, 'scenario')}, ${counted(plays.length, 'play')}`
  return `${counts}: ${plays.length - failed} as expected, ${failed} not.`
}

const folderOf = (file: string): string => file.slice(0, Math.max(0, file.lastIndexOf('/'))) || '.'

/** A line for each folder: how many of its plays went as expected. */
function folderLines(plays: readonly Play[]): readonly string[] {
  const folders = [...new Set(plays.map(({ file }) => folderOf(file)))]
  return folders.map((folder) => {
    const own = plays.filter(({ file }) => folderOf(file) === folder)
    return `${folder}: ${counted(own.length, 'play')}, ${own.length - failedIn(own)} as expected`
  })
}

function printText(all: Plays, { brief }: PlayCommandOptions, console: Console): void {
  const { plays, unusable } = all
  const paints = paintsFor(console)
  for (const play of plays) {
    const isWorthIt = !brief || !play.report.passed || play.report.warnings.length > 0
    if (isWorthIt) print(play, console, paints)
    if (play.picture !== '') console.out(play.picture)
  }
  if (brief) for (const line of folderLines(plays)) console.out(visibleLine(line))
  console.out('')
  console.out(summary(all))
  for (const { file, problems } of unusable) console.err(paints.bad(new ScenarioError(file, problems).message))
}

const asJson = ({ file, report, picture, tookMs }: Play): object => ({
  file,
  ...report,
  tookMs,
  ...(picture === '' ? {} : { sequence: picture }),
})

function printJson({ plays, scenarios, unusable }: Plays, console: Console): void {
  const failed = failedIn(plays)
  const counts = { scenarios, plays: plays.length, passed: plays.length - failed, failed }
  console.out(visible(JSON.stringify({ ...counts, reports: plays.map(asJson), unusable }, null, 2)))
  for (const { file, problems } of unusable) console.err(visible(new ScenarioError(file, problems).message))
}

function codeOf({ plays, unusable }: Plays): ExitCode {
  if (unusable.length > 0) return exitCodes.misuse
  return failedIn(plays) === 0 ? exitCodes.fine : exitCodes.unmet
}

/** A reporter for CI shows the picture of what failed; people ask for it by --sequence. */
const drawsAnyway: readonly ReporterName[] = ['junit', 'ctrf']

const played = (files: readonly ScenarioFile[], options: PlayCommandOptions, console: Console): Promise<Plays> => {
  const { dialect, sequence, bail, jobs, reporter } = options
  const wishes = { dialect, bail, sequence: sequence || drawsAnyway.includes(reporter) }
  return jobs > 1 ? playInJobs(files, wishes, jobs, console) : playFiles(files, wishes)
}

/**
 * `fake-opentok play`: plays scenarios without an application, and prints the outcome of each; files that cannot be read come last.
 */
export async function playCommand(
  paths: readonly string[],
  options: PlayCommandOptions,
  console: Console,
): Promise<ExitCode> {
  const files = scenarioFiles(paths, console.folder)
  const startedAt = realTime.now()
  const all = await played(files, options, console)
  if (options.reporter === 'text') printText(all, options, console)
  else if (options.reporter === 'json') printJson(all, console)
  else printRun(options.reporter, { command: 'play', startedAt, outcomes: outcomesOf(all, files) }, console)
  return codeOf(all)
}
