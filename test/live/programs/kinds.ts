import {
  allSteps,
  isCallStep,
  isGetStep,
  type RecordedCase,
  type RecordedThen,
  type Step,
} from '../../conformance/recorded-case.ts'

/** A sort of difference: the same call or event, and the same field of it. */
export interface Kind {
  readonly name: string
  readonly ids: readonly string[]
  /** A short line for each of its programs: its name and its first difference. */
  readonly lines: readonly string[]
  /** The shortest program that shows it, where one was looked for. */
  readonly shown: RecordedCase
  readonly differences: readonly string[]
  /** What the real SDK did in it. */
  readonly real: RecordedThen | null
}

/** What a difference is about, without numbers that depend on the program: `session.signal promise.error.code`. */
export function kindOf(recorded: RecordedCase, difference: string): string {
  const path = difference.split(': ')[0] ?? difference
  const [, index, rest] = /^after\[(\d+)\]\.?(.*)$/.exec(path) ?? []
  if (index !== undefined) return `${stepName(recorded.after?.[Number(index)])} ${plain(rest ?? '')}`
  const [, event, field] = /^events\[\d+\] (.*?)(?: (.*))?$/.exec(path) ?? []
  if (event !== undefined) return `${plain(event)} ${field ?? wordOf(difference)}`.trim()
  if (/^(throws|returns|completion|promise)/.test(path)) return `${stepName(recorded.when)} ${plain(path)}`
  if (/^and\[/.test(path)) return `${stepName(recorded.when)} ${plain(path)}`
  return plain(path)
}

const longestLine = 160

/** A program's name, its first difference, and how many more it has. */
export function lineOf(id: string, differences: readonly string[]): string {
  const more = differences.length > 1 ? ` (and ${differences.length - 1} more)` : ''
  const first = firstOf(differences)
  const short = first.length > longestLine ? `${first.slice(0, longestLine)}…` : first
  return `${id}   ${short}${more}`
}

/** The kind of a differing program is that of its first difference. */
export const kindOfAll = (recorded: RecordedCase, differences: readonly string[]): string =>
  kindOf(recorded, firstOf(differences))

/** Outcomes tell more than the log, and the log more than the state. */
const firstOf = (differences: readonly string[]): string =>
  differences.find((one) => /^(throws|returns|completion|promise|after|and)/.test(one)) ?? differences[0] ?? ''

const wordOf = (difference: string): string => (difference.includes('not recorded, but') ? 'too much' : 'missing')

const plain = (path: string): string =>
  path
    .replace(/\[\d+\]/g, '[]')
    .replace(/(publisher|subscriber|session)\d+/g, '$1')
    .slice(0, 90)

function stepName(step: Step | undefined): string {
  if (step === undefined) return 'no step'
  if (isCallStep(step)) return step.call
  if (isGetStep(step)) return step.get
  return Object.keys(step)[0] ?? 'step'
}

/** Every call of a program, nested ones included. */
export const callsOf = (recorded: RecordedCase): readonly string[] =>
  allSteps(recorded).flatMap((step) => (isCallStep(step) ? [step.call] : []))
