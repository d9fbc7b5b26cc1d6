import { failures } from '../../../src/contract/failures.ts'
import {
  isCallStep,
  isJsonObject,
  type Json,
  type RecordedCase,
  type RecordedThen,
} from '../../conformance/recorded-case.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import type { ProgramRun } from './run.ts'
import type { Place } from './steps.ts'

type Row = (typeof failures)[number]

/** `Session.signal` for `session.signal` and `session.signal.promise`. */
const operationIn = (call: string): string =>
  call
    .replace(/\.promise$/, '')
    .replace(/^(session|publisher|subscriber)\b/, (owner) => owner[0]?.toUpperCase() + owner.slice(1))

/** An error of an operation, as the SDK names it. */
const errorKey = (operation: string, name: unknown, code: unknown): string => `${operation} ${name} ${code ?? null}`

/** Errors that the calls of a program ended with, and that its exceptions carried, by operation. */
function errorsIn(recorded: RecordedCase, real: RecordedThen | null): readonly string[] {
  if (real === null) return []
  const outcomes: readonly unknown[] = [real, ...(real.after ?? [])]
  return [recorded.when, ...(recorded.after ?? [])].flatMap((step, index) => {
    if (!isCallStep(step)) return []
    const own = namesIn(outcomes[index]).map(({ name, code }) => errorKey(operationIn(step.call), name, code))
    const outcome = outcomes[index]
    const and = isObject(outcome) && Array.isArray(outcome.and) ? outcome.and : []
    const nested = (step.and ?? []).flatMap((inner, at) =>
      isCallStep(inner) ? namesIn(and[at]).map(({ name, code }) => errorKey(operationIn(inner.call), name, code)) : [],
    )
    return [...own, ...nested]
  })
}

const isObject = (value: unknown): value is Readonly<Record<string, Json>> => isJsonObject(value as Json)

/** Errors in what a call came to: thrown, given to its handler, or its promise's. */
function namesIn(value: unknown): readonly { readonly name: unknown; readonly code: unknown }[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (!isObject(value)) return []
  const own = typeof value.codeType === 'string' ? [{ name: value.name, code: value.code }] : []
  return [
    ...own,
    ...['throws', 'completion', 'promise', 'invocations', 'args', 'error'].flatMap((key) => namesIn(value[key])),
  ]
}

/** A failure that no program came upon, and what keeps programs from it. */
interface Never {
  readonly id: string
  readonly why: string
}

const drawn = 'It can be drawn, and was not come upon.'

/** What keeps programs from a failure, by the point at which it strikes: a whole point, or all of a kind. */
const obstacles: readonly (readonly [string, string])[] = [
  ['client:browser', 'It needs another browser: programs run in one.'],
  [
    'client:interrupted',
    'Something else must end the call within its own few turns; an end that early is seldom drawn.',
  ],
  ['client:documented', 'Nothing leads to it by itself.'],
  ['client:', drawn],
  ['service:sessionInfo', 'Answers over HTTP are drawn from a list of five.'],
  ['service:logging', 'The server of reports always answers.'],
  ['service:socket', 'The socket is refused, hangs or drops; other ways of failing are not drawn.'],
  ['service:stream.offer', 'The service takes every offer.'],
  ['service:', drawn],
  ['media:get-user-media', drawn],
  ['media:', 'The browser itself must fail there: programs refuse cameras and microphones, and let the rest work.'],
]

function whyNever({ operation, point }: Row): string {
  if (!operation.includes('.')) return 'It is the answer of no call, and is not counted.'
  return obstacles.find(([beginning]) => point.startsWith(beginning))?.[1] ?? drawn
}

const neverText = (never: readonly Never[]): string =>
  [...new Set(never.map(({ why }) => why))]
    .map((why) => `- ${why} ${code(never.filter((one) => one.why === why).map(({ id }) => id))}`)
    .join('\n')

/** The failures of the catalogue that the SDK was observed to give, by whether programs came upon their error. */
export function reachedFailures(runs: readonly ProgramRun[]): {
  readonly reached: readonly string[]
  readonly never: readonly Never[]
} {
  const seen = new Set(runs.flatMap(({ recorded, real }) => errorsIn(recorded, real)))
  const rows: readonly Row[] = failures.filter(({ sdk, known }) => sdk !== null && known === 'observed')
  const isReached = ({ operation, sdk }: Row): boolean =>
    sdk !== null && seen.has(errorKey(operation, sdk.name, sdk.code))
  const idOf = ({ operation, slug }: Row): string => `${operation}/${slug}`
  return {
    reached: rows.filter(isReached).map(idOf),
    never: rows.filter((row) => !isReached(row)).map((row) => ({ id: idOf(row), why: whyNever(row) })),
  }
}

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ') || 'none'

function placeText(place: Place, { programs, methods, neverCalled, withMedia, steps, answers }: Coverage): string {
  const all = Object.values(steps).reduce((sum, one) => sum + one, 0)
  const rows = Object.entries(methods).map(([path, times]) => `| \`${path}\` | ${times} |`)
  return [
    `## ${place}: ${programs} programs`,
    '',
    `${withMedia} publish or subscribe; ${all} steps, ${steps.get ?? 0} of them reads; ${Object.keys(answers).length} different answers with an error.`,
    '',
    `Never called: ${code(neverCalled)}.`,
    '',
    '| method | programs that call it |',
    '| --- | --- |',
    ...rows,
  ].join('\n')
}

/** The page of what random programs have covered. */
export function coveragePage(runs: readonly ProgramRun[], places: readonly Place[]): string {
  const { reached, never } = reachedFailures(runs)
  const parts = places.flatMap((place) => {
    const here = runs.filter(({ draw }) => draw.place === place)
    return here.length === 0 ? [] : [placeText(place, coverageOf(here))]
  })
  return `${[
    '# What random programs have covered',
    'Made by `npm run conformance:programs -- --observed fixtures/programs/seen --page test/live/programs/COVERAGE.md` from programs that SDK 2.35.2 was observed in.',
    ...parts,
    `## Failures that the SDK was observed to give: ${reached.length} of ${reached.length + never.length} reached`,
    'A failure counts as reached where a call of its operation came to an error of its name and code; failures of one operation that share both count together. A failure of a running session, stream or subscriber, which is the answer of no call, is never counted.',
    `Reached: ${code(reached)}.`,
    `Never, by what keeps programs from them:\n\n${neverText(never)}`,
  ].join('\n\n')}\n`
}
