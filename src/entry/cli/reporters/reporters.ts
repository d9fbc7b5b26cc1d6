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

/** Prints the outcome of a run that ends now. */
export function printRun(name: CiReporter, run: Omit<RunOutcome, 'version' | 'endedAt'>, { out }: Console): void {
  out(visible(forCi[name]({ ...run, version, endedAt: realTime.now() })))
}
