import { isForDialect, playScenario } from '../../author/play.ts'
import { type Dialect, dialects } from '../../contract/dialect.ts'
import { realTime } from '../../kernel/time/wall-clock.ts'
import type { PlayReport } from '../../scenario/play/report.ts'
import { type Scenario, ScenarioError, type ScenarioProblem } from '../../scenario/scenario.ts'
import type { Simulator } from '../../simulator.ts'
import { readScenarioFile, type ScenarioFile } from './scenario-files.ts'

/** A scenario in one dialect, and the outcome of its play. */
export interface Play {
  readonly file: string
  readonly report: PlayReport
  /** As a sequence diagram; empty where none was asked for. */
  readonly picture: string
  /** In real time. */
  readonly tookMs: number
}

/** A file that cannot be used, as a whole or in a play. */
export interface Unusable {
  readonly file: string
  readonly problems: readonly ScenarioProblem[]
}

/** The outcomes of some files. */
export interface Plays {
  /** How many files could be read. */
  readonly scenarios: number
  readonly plays: readonly Play[]
  readonly unusable: readonly Unusable[]
}

export interface PlayWishes {
  readonly dialect: Dialect | 'both'
  /** Each play is drawn, as a sequence diagram in Mermaid's words. */
  readonly sequence: boolean
  /** Nothing is played after the first file that cannot be used, or that does not go as it expects. */
  readonly bail: boolean
}

/** The outcomes of several parts as one, in the order of some files. */
export function joinPlays(parts: readonly Plays[], files: readonly ScenarioFile[]): Plays {
  const order = new Map(files.map(({ name }, index) => [name, index]))
  const inOrder = <One extends { readonly file: string }>(all: readonly One[]): readonly One[] =>
    all.toSorted((one, other) => (order.get(one.file) ?? 0) - (order.get(other.file) ?? 0))
  return {
    scenarios: parts.reduce((sum, { scenarios }) => sum + scenarios, 0),
    plays: inOrder(parts.flatMap(({ plays }) => plays)),
    unusable: inOrder(parts.flatMap(({ unusable }) => unusable)),
  }
}

const dialectsFor = (scenario: Scenario, wanted: Dialect | 'both'): readonly Dialect[] =>
  dialects.filter((dialect) => (wanted === 'both' || wanted === dialect) && isForDialect(scenario, dialect))

async function play(file: string, scenario: Scenario, dialect: Dialect, isDrawn: boolean): Promise<Play> {
  let picture = ''
  const inspect = ({ journal }: Simulator): void => {
    if (isDrawn) picture = journal.toSequence()
  }
  const start = realTime.now()
  const report = await playScenario(scenario, { dialect, inspect })
  return { file, report, picture, tookMs: realTime.now() - start }
}

/** Plays a file. A mistake that shows itself only in the play is a mistake of the file. */
async function playFile(file: ScenarioFile, wishes: PlayWishes): Promise<Plays> {
  const plays: Play[] = []
  let scenarios = 0
  try {
    const scenario = readScenarioFile(file)
    scenarios = 1
    for (const dialect of dialectsFor(scenario, wishes.dialect)) {
      plays.push(await play(file.name, scenario, dialect, wishes.sequence))
      if (wishes.bail && plays.some(({ report }) => !report.passed)) break
    }
    return { scenarios, plays, unusable: [] }
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    return { scenarios, plays, unusable: [{ file: file.name, problems: error.problems }] }
  }
}

/** Whether all went as expected. */
export const isFine = ({ plays, unusable }: Plays): boolean =>
  unusable.length === 0 && plays.every(({ report }) => report.passed)

/** Plays files, one after the other. */
export async function playFiles(files: readonly ScenarioFile[], wishes: PlayWishes): Promise<Plays> {
  const parts: Plays[] = []
  for (const file of files) {
    const part = await playFile(file, wishes)
    parts.push(part)
    if (wishes.bail && !isFine(part)) break
  }
  return joinPlays(parts, files)
}
