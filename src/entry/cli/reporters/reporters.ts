import { relative, resolve } from 'node:path'
import { version } from '../../../author/this-package.ts'
import { realTime } from '../../../kernel/time/wall-clock.ts'
import { type Console, visible } from '../console.ts'
import { ctrf } from './ctrf.ts'
import { github } from './github.ts'
import { junit } from './junit.ts'
import type { RunOutcome } from './outcome.ts'

type CiReporter = 'junit' | 'ctrf' | 'github'

const forCi: Readonly<Record<CiReporter, (run: RunOutcome) => string>> = { junit, ctrf, github }

/** The form in which a run is printed: text for people, JSON of our own, or the format of a CI. */
export type ReporterName = 'text' | 'json' | CiReporter

export const reporterNames: readonly ReporterName[] = ['text', 'json', 'junit', 'ctrf', 'github']

/** A path as GitHub's annotations name it: from the root of the checkout, which the runner tells. */
function fromWorkspace(file: string, { folder, env }: Pick<Console, 'folder' | 'env'>): string {
  const workspace = env['GITHUB_WORKSPACE']
  if (workspace === undefined || workspace === '') return file
  const path = relative(workspace, resolve(folder, file))
  return path.startsWith('..') ? file : path.replaceAll('\\', '/')
}

/** Prints the outcome of a run that ends now. */
export function printRun(name: CiReporter, run: Omit<RunOutcome, 'version' | 'endedAt'>, console: Console): void {
  const outcomes =
    name === 'github' ? run.outcomes.map((one) => ({ ...one, file: fromWorkspace(one.file, console) })) : run.outcomes
  console.out(visible(forCi[name]({ ...run, outcomes, version, endedAt: realTime.now() })))
}
