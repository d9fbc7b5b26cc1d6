import type { Channel, ExceptionRow } from '../../contract/failure-row.ts'
import type { Failure } from '../../contract/failures.ts'
import type { CallStep } from '../scenario.ts'
import { takesHandler } from './calls.ts'
import type { Heard, HeardError } from './driver.ts'

/** A failure, and what was heard where it was expected. */
export interface Match {
  readonly row: Failure
  /** The failure's name and code in the dialect that is played. */
  readonly error: HeardError
  readonly heard: readonly Heard[]
  /** The call that should fail; null for what goes wrong without one. */
  readonly call: CallStep | null
}

/** An error in words: `OT_NOT_CONNECTED 1010`. */
export const spoken = ({ name, code }: HeardError): string => {
  const parts = [name, code].filter((part) => part !== null)
  return parts.length === 0 ? 'an error without a code' : parts.join(' ')
}

// A name of null says that the documentation and the SDK know none: the error then has the name of every Error.
const sameError = (expected: HeardError, actual: HeardError): boolean =>
  (actual.name === expected.name || (expected.name === null && actual.name === 'Error')) &&
  actual.code === expected.code

/** The channels through which this very call can hear of the failure. */
function channelsFor({ row, call }: Match): readonly Channel[] {
  if (call === null || call.promise !== true) {
    const hears = call === null || (takesHandler(call.call) && call.handler !== false)
    return row.channels.filter((channel) => channel !== 'completion' || hears)
  }
  const others = row.channels.filter((channel) => channel !== 'completion' && channel !== 'promise')
  return [...others, 'promise']
}

const isEvent = (channel: string): boolean => channel === 'event'

/** The heard things that tell of a failure. */
const telling = (heard: readonly Heard[]): readonly Heard[] =>
  heard.filter((one) => one.kind !== 'returned' && !(answers(one) && one.error === null))

const answers = (one: Heard): one is Extract<Heard, { kind: 'completion' | 'promise' }> =>
  one.kind === 'completion' || one.kind === 'promise'

function isSubsequence(wanted: readonly string[], actual: readonly string[]): boolean {
  let from = 0
  return wanted.every((channel) => {
    const at = actual.indexOf(channel, from)
    from = at + 1
    return at >= 0
  })
}

function channelProblems(match: Match): readonly string[] {
  const wanted = channelsFor(match)
  const actual = telling(match.heard).map(({ kind }) => kind)
  const loud = actual.filter((kind) => !isEvent(kind))
  const same = loud.join() === wanted.filter((channel) => !isEvent(channel)).join()
  if (same && isSubsequence(wanted, actual)) return []
  const list = (channels: readonly string[]): string => (channels.length === 0 ? 'nothing' : channels.join(', '))
  return [
    `${match.row.id} should be heard by ${list(wanted)}; it was heard by ${list(loud.length === 0 ? actual : loud)}.`,
  ]
}

const errorProblems = ({ row, error, heard }: Match): readonly string[] =>
  heard.flatMap((one) => {
    if (one.kind !== 'completion' && one.kind !== 'promise' && one.kind !== 'thrown') return []
    if (one.error === null || sameError(error, one.error)) return []
    return [`${row.id} should give ${spoken(error)} (${one.kind}); it gave ${spoken(one.error)}.`]
  })

function exceptionError(row: ExceptionRow, own: HeardError): HeardError | null | 'raw' {
  if (row.error === 'own') return own
  return row.error === 'none' ? null : row.error
}

function exceptionProblem(
  expected: ExceptionRow,
  own: HeardError,
  actual: Extract<Heard, { kind: 'exception' }>,
): string | null {
  const code = expected.code === 'own' ? own.code : expected.code
  if (actual.on !== expected.on) return `its target should be the ${expected.on}, and is the ${actual.on}`
  if (actual.code !== code) return `its code should be ${code}, and is ${actual.code}`
  const error = exceptionError(expected, own)
  if (error === 'raw') return actual.error?.name === 'Error' ? null : 'its error should be what the service said'
  if (error === null)
    return actual.error === null ? null : `it should carry no error, and carries ${spoken(actual.error)}`
  if (actual.error === null) return `it should carry ${spoken(error)}, and carries no error`
  return sameError(error, actual.error) ? null : `it should carry ${spoken(error)}, and carries ${spoken(actual.error)}`
}

function exceptionProblems({ row, error, heard }: Match): readonly string[] {
  const actual = heard.filter((one) => one.kind === 'exception')
  return row.exceptions.flatMap((expected, index) => {
    const one = actual[index]
    const problem = one === undefined ? null : exceptionProblem(expected, error, one)
    return problem === null ? [] : [`Exception event ${index + 1} of ${row.id}: ${problem}.`]
  })
}

// Beside a call that is not waited for, exceptions of other failures come.
function withoutOthers(match: Match): Match {
  const { heard, call } = match
  if (call?.await !== false) return match
  const wanted = channelsFor(match).filter((channel) => !isEvent(channel))
  let met = 0
  // Of exceptions of the same failure, which may answer other calls, those are taken that come in their place.
  const isOwn = (one: Heard): boolean => {
    const isNext = one.kind === wanted[met]
    if (isNext && (one.kind !== 'exception' || isTold(match, one))) met++
    else if (one.kind === 'exception') return false
    return true
  }
  return { ...match, heard: heard.filter(isOwn) }
}

/** Whether an exception is one of those that a failure raises. */
const isTold = ({ row, error }: Match, one: Extract<Heard, { kind: 'exception' }>): boolean =>
  row.exceptions.some((expected) => exceptionProblem(expected, error, one) === null)

/** How what was heard differs from what the catalogue says of a failure; empty: it is as it says. */
export function failureProblems(given: Match): readonly string[] {
  const match = withoutOthers(given)
  return [...channelProblems(match), ...errorProblems(match), ...exceptionProblems(match)]
}
