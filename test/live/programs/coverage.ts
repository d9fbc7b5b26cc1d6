import {
  allSteps,
  isCallStep,
  isGetStep,
  isJsonObject,
  isListenStep,
  type Json,
  type RecordedCase,
  type RecordedThen,
} from '../../conformance/recorded-case.ts'
import { methods } from './methods.ts'

/** What a run of programs has tried, and what the real SDK answered. */
export interface Coverage {
  readonly programs: number
  /** In how many programs each method is called. */
  readonly methods: Readonly<Record<string, number>>
  readonly neverCalled: readonly string[]
  /** How often each kind of step occurs. */
  readonly steps: Readonly<Record<string, number>>
  /** Errors by call: `session.signal OT_INVALID_PARAMETER`, with how often. */
  readonly answers: Readonly<Record<string, number>>
  readonly arguments: number
  readonly states: Readonly<Record<string, number>>
  /** Programs that publish or subscribe, in their set-up or their steps. */
  readonly withMedia: number
}

/** Sums up what programs did. */
export function coverageOf(
  runs: readonly { readonly recorded: RecordedCase; readonly real: RecordedThen | null }[],
): Coverage {
  const called = count(runs.flatMap(({ recorded }) => [...new Set(callPaths(recorded))]))
  const all = [...new Set(Object.values(methods).flatMap((list) => list.map(({ path }) => path)))]
  return {
    programs: runs.length,
    methods: called,
    neverCalled: all.filter((path) => called[path] === undefined),
    steps: count(runs.flatMap(({ recorded }) => stepKinds(recorded))),
    answers: count(runs.flatMap(({ recorded, real }) => answersOf(recorded, real))),
    arguments: new Set(runs.flatMap(({ recorded }) => argumentsOf(recorded))).size,
    states: count(runs.flatMap(({ real }) => statesOf(real))),
    withMedia: runs.filter(({ recorded }) => hasMedia(recorded)).length,
  }
}

const callPaths = (recorded: RecordedCase): readonly string[] =>
  allSteps(recorded).flatMap((step) => (isCallStep(step) ? [step.call] : []))

const stepKinds = (recorded: RecordedCase): readonly string[] =>
  [recorded.when, ...(recorded.after ?? [])].map((step) => {
    if (isCallStep(step)) return 'call'
    if (isGetStep(step)) return 'get'
    if (isListenStep(step)) return 'listen'
    return 'server' in step ? `server:${step.server}` : (Object.keys(step)[0] ?? '')
  })

const argumentsOf = (recorded: RecordedCase): readonly string[] =>
  allSteps(recorded).flatMap((step) => (isCallStep(step) ? [`${step.call} ${JSON.stringify(step.args ?? [])}`] : []))

function answersOf(recorded: RecordedCase, real: RecordedThen | null): readonly string[] {
  if (real === null) return []
  const outcomes = [real, ...(real.after ?? [])]
  return [recorded.when, ...(recorded.after ?? [])].flatMap((step, index) =>
    isCallStep(step) ? errorNames(outcomes[index] ?? null).map((name) => `${step.call} ${name}`) : [],
  )
}

/** Names of errors anywhere in an outcome. */
function errorNames(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(errorNames)
  if (!isJsonObject(value as Json)) return []
  const object = value as Readonly<Record<string, Json>>
  const own = typeof object.codeType === 'string' ? [`${object.name} ${object.code}`] : []
  const keys = ['throws', 'completion', 'promise', 'invocations', 'args', 'error']
  return [...own, ...keys.flatMap((key) => errorNames(object[key]))]
}

function statesOf(real: RecordedThen | null): readonly string[] {
  const { session, publisher, subscriber } = real?.state ?? {}
  const word = (value: Json | undefined, key: string): string => (isJsonObject(value) ? String(value[key]) : 'none')
  return [
    `session ${word(session, 'currentState')}`,
    `publisher stream ${word(publisher, 'stream')}`,
    `subscriber stream ${word(subscriber, 'stream')}`,
  ]
}

const hasMedia = (recorded: RecordedCase): boolean =>
  recorded.given.subscriber !== undefined ||
  recorded.given.publisher?.state === 'published' ||
  callPaths(recorded).some((path) => /^session\.(publish|subscribe)\b/.test(path))

function count(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).sort(([, one], [, other]) => other - one))
}

/** The coverage in lines. */
export function coverageText(coverage: Coverage): string {
  const { programs } = coverage
  const rare = Object.entries(coverage.methods).filter(([, times]) => times < programs / 100)
  const share = (part: number): string => `${((100 * part) / Math.max(1, programs)).toFixed(0)} %`
  const steps = Object.values(coverage.steps).reduce((sum, one) => sum + one, 0)
  const reads = coverage.steps.get ?? 0
  return [
    `methods called: ${Object.keys(coverage.methods).length}; never: ${coverage.neverCalled.join(', ') || 'none'}`,
    `in fewer than 1 % of the programs: ${rare.map(([path]) => path).join(', ') || 'none'}`,
    `publish or subscribe: ${coverage.withMedia} (${share(coverage.withMedia)}); steps ${steps}, reads ${reads} (${((100 * reads) / Math.max(1, steps)).toFixed(0)} %)`,
    `different calls with arguments: ${coverage.arguments}; different answers with an error: ${Object.keys(coverage.answers).length}`,
    `states at the end: ${Object.entries(coverage.states)
      .map(([state, times]) => `${state} ${times}`)
      .join(', ')}`,
  ].join('\n')
}
