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

/** The failures of the catalogue that the SDK was observed to give, by whether programs came upon their error. */
export function reachedFailures(runs: readonly ProgramRun[]): {
  readonly reached: readonly string[]
  readonly never: readonly string[]
} {
  const seen = new Set(runs.flatMap(({ recorded, real }) => errorsIn(recorded, real)))
  const rows: readonly Row[] = failures.filter(({ sdk, known }) => sdk !== null && known === 'observed')
  const isReached = ({ operation, sdk }: Row): boolean =>
    sdk !== null && seen.has(errorKey(operation, sdk.name, sdk.code))
  const idOf = ({ operation, slug }: Row): string => `${operation}/${slug}`
  return { reached: rows.filter(isReached).map(idOf), never: rows.filter((row) => !isReached(row)).map(idOf) }
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
    `Never: ${code(never)}.`,
  ].join('\n\n')}\n`
}
