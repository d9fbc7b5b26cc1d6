import { readFileSync } from 'node:fs'
import type { ScenarioProblem } from '../../../scenario/scenario.ts'
import { lineOfPath } from '../json-places.ts'
import type { Play, Plays, Unusable } from '../plays.ts'
import type { ScenarioFile } from '../scenario-files.ts'
import type { Finding, Outcome } from './outcome.ts'

type Locate = (file: string, problems: readonly ScenarioProblem[]) => readonly Finding[]

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // A file that cannot be read has no lines; its outcome says that it cannot be read.
    return ''
  }
}

// A file is read again only where it has a finding, for the line of that finding.
const locator =
  (files: readonly ScenarioFile[]): Locate =>
  (file, problems) => {
    const path = files.find(({ name }) => name === file)?.path
    if (problems.length === 0 || path === undefined) return []
    const text = textOf(path)
    return problems.map((problem) => ({ ...problem, line: lineOfPath(text, problem.path) }))
  }

const ofPlay = ({ file, report, picture, tookMs }: Play, locate: Locate): Outcome => ({
  file,
  title: report.title,
  dialect: report.dialect,
  status: report.passed ? 'passed' : 'failed',
  findings: locate(file, report.problems),
  warnings: locate(file, report.warnings),
  tookMs,
  picture,
})

const ofUnusable = ({ file, problems }: Unusable, locate: Locate): Outcome => ({
  file,
  title: file,
  dialect: null,
  status: 'bad',
  findings: locate(file, problems),
  warnings: [],
  tookMs: 0,
  picture: '',
})

/** The outcomes of plays, for a reporter. */
export function outcomesOf({ plays, unusable }: Plays, files: readonly ScenarioFile[]): readonly Outcome[] {
  const locate = locator(files)
  return [...plays.map((play) => ofPlay(play, locate)), ...unusable.map((one) => ofUnusable(one, locate))]
}

/** The outcomes of files that were read and not played, for a reporter. */
export function readOutcomes(
  read: readonly {
    readonly file: ScenarioFile
    readonly title: string
    readonly problems: readonly ScenarioProblem[]
  }[],
): readonly Outcome[] {
  const locate = locator(read.map(({ file }) => file))
  return read.map(({ file: { name }, title, problems }) => ({
    file: name,
    title,
    dialect: null,
    status: problems.length === 0 ? 'passed' : 'bad',
    findings: locate(name, problems),
    warnings: [],
    tookMs: 0,
    picture: '',
  }))
}
