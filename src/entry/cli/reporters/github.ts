import { type Finding, nameOf, type Outcome, type RunOutcome } from './outcome.ts'

// A workflow command ends with its line, and its properties at the next comma or colon.
const inMessage = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const inProperty = (text: string): string => inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

const annotation = (level: 'error' | 'warning', outcome: Outcome, { path, message, line }: Finding): string =>
  `::${level} file=${inProperty(outcome.file)},line=${line},title=${inProperty(nameOf(outcome))}::${inMessage(path === '' ? message : `${path}: ${message}`)}`

/** The outcome of a run as workflow commands of GitHub: an annotation at each place of a file where something is the matter. */
export function github({ command, outcomes }: RunOutcome): string {
  const lines = outcomes.flatMap((outcome) => [
    ...(outcome.status === 'passed' ? [] : outcome.findings.map((finding) => annotation('error', outcome, finding))),
    ...outcome.warnings.map((finding) => annotation('warning', outcome, finding)),
  ])
  const bad = outcomes.filter(({ status }) => status !== 'passed').length
  return [
    ...lines,
    `${outcomes.length - bad} of ${outcomes.length} ${command === 'validate' ? 'can be used' : 'as expected'}.`,
  ].join('\n')
}
