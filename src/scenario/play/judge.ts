/** Whether the expectations of a scenario were met. */

import type { Dialect } from '../../contract/dialect.ts'
import type { Channel } from '../../contract/failure-row.ts'
import { type Failure, type FailureId, findFailure, isOfRest, resolve } from '../../contract/failures.ts'
import type { CallStep, Expectation, Scenario, ScenarioProblem } from '../scenario.ts'
import { isAsking, isCall } from '../scenario.ts'
import type { Heard, HeardError } from './driver.ts'
import { failureProblems, spoken } from './match.ts'
import { orderProblems } from './order.ts'
import type { StepReport } from './report.ts'
import { restFailureProblems, statusProblems } from './responses.ts'
import { type Hearing, heardOf } from './steps.ts'

/** Everything that a play came to. */
export interface Evidence {
  readonly scenario: Scenario
  readonly dialect: Dialect
  readonly steps: readonly StepReport[]
  readonly heard: Hearing
}

type Expected<Key extends string> = Extract<Expectation, Readonly<Record<Key, unknown>>>

const outcomes: Readonly<Record<StepReport['outcome'], string>> = {
  succeeded: 'it succeeded',
  unanswered: 'it was never answered',
  failed: 'it failed',
  done: 'it is no call',
}

const whatCame = (report: StepReport): string =>
  report.error === null ? outcomes[report.outcome] : `it failed with ${spoken(report.error)}`

const makesPublisher: readonly string[] = ['OT.initPublisher', 'Session.publish']

/**
 * Why a publish is never answered: it publishes the publisher of an earlier step, whose media has failed (recorded:
 * `session.publish/twice-failed-publisher`).
 */
function whyUnanswered({ heard, steps }: Evidence, index: number): string {
  const step = heard.spans[index]?.step
  if (step === undefined || !isCall(step) || step.call !== 'Session.publish' || step.args !== undefined) return ''
  if (steps[index]?.outcome !== 'unanswered') return ''
  const before = heard.spans
    .slice(0, index)
    .findLastIndex((span) => isCall(span.step) && makesPublisher.includes(span.step.call))
  if (steps[before]?.outcome !== 'failed') return ''
  return ` It publishes the publisher of step ${before + 1} again, whose media has failed, and the SDK never answers that. Make another publisher first: { "call": "OT.initPublisher" }.`
}

const errorOf = (row: Failure, dialect: Dialect): HeardError => {
  const { name, code } = resolve(row, dialect)
  return { name, code }
}

/** The channels that answer a call; a failure that is told by others alone lets its call succeed. */
const answering: readonly Channel[] = ['completion', 'promise', 'thrown']

function callFails(evidence: Evidence, step: number, fails: FailureId): readonly string[] {
  const span = evidence.heard.spans[step - 1]
  const report = evidence.steps[step - 1]
  if (span === undefined || report === undefined || !isCall(span.step)) return ['The step was not made.']
  const row = findFailure(fails)
  const error = errorOf(row, evidence.dialect)
  if (report.outcome === 'succeeded' && row.channels.some((channel) => answering.includes(channel))) {
    return [`Step ${step}, ${report.what}, should fail with ${spoken(error)} (${fails}); ${whatCame(report)}.`]
  }
  const call: CallStep = span.step
  return failureProblems({ row, error, heard: heardOf(evidence.heard, step), call })
}

function runningFails(evidence: Evidence, fails: FailureId): readonly string[] {
  const row = findFailure(fails)
  const heard = evidence.heard.all.filter((one) => !('step' in one))
  return failureProblems({ row, error: errorOf(row, evidence.dialect), heard, call: null })
}

function ends(
  evidence: Evidence,
  step: number,
  outcome: 'succeeded' | 'unanswered',
  should: string,
): readonly string[] {
  const report = evidence.steps[step - 1]
  if (report === undefined || report.outcome === outcome) return []
  return [`Step ${step}, ${report.what}, should ${should}; ${whatCame(report)}.${whyUnanswered(evidence, step - 1)}`]
}

/** How the events that were heard differ from what is expected of one of them. */
export function eventProblems(
  { heard }: { readonly heard: Pick<Evidence['heard'], 'events'> },
  { event, on, reason, times }: Expected<'event'>,
): readonly string[] {
  const ofName = heard.events.get(event) ?? []
  const count = ofName.filter(
    (one) =>
      (on === undefined || onOf(one) === on) &&
      (reason === undefined || (one.kind === 'event' && one.reason === reason)),
  ).length
  if (times === undefined ? count > 0 : count === times) return []
  const wanted = times === undefined ? 'at least once' : `${times} times`
  const what = [
    event,
    on === undefined ? '' : ` on ${on}`,
    reason === undefined ? '' : ` with the reason "${reason}"`,
  ].join('')
  const others = ofName.map(
    (one) => `on ${onOf(one)}${one.kind === 'event' && one.reason !== null ? ` (${one.reason})` : ''}`,
  )
  const there = others.length === count ? '' : ` There was ${event} ${others.join(', ')}.`
  return [`${what} should be heard ${wanted}, and was heard ${count} times.${there}`]
}

// The exception event is always dispatched by OT; its target says what it is about.
const onOf = (one: Heard): string | null => (one.kind === 'exception' ? 'OT' : one.kind === 'event' ? one.on : null)

function problemsOf(evidence: Evidence, expectation: Expectation): readonly string[] {
  if ('order' in expectation) return orderProblems({ heard: evidence.heard.all }, expectation.order)
  if ('event' in expectation) return eventProblems(evidence, expectation)
  if ('status' in expectation) return statusProblems(evidence.heard.all, expectation)
  if ('succeeds' in expectation) return ends(evidence, expectation.step, 'succeeded', 'succeed')
  if ('unanswered' in expectation) return ends(evidence, expectation.step, 'unanswered', 'never be answered')
  const { step, fails } = expectation
  if (isOfRest(fails)) return step === undefined ? [] : restFailureProblems(evidence.heard.all, step, fails)
  return step === undefined ? runningFails(evidence, fails) : callFails(evidence, step, fails)
}

/** Calls that went wrong although no expectation speaks of them. */
function surprises(evidence: Evidence): readonly ScenarioProblem[] {
  const { scenario, heard, steps } = evidence
  const spoken = new Set((scenario.expect ?? []).map((one) => ('step' in one ? one.step : undefined)))
  return steps.flatMap((report, index) => {
    const step = heard.spans[index]?.step
    if (step === undefined || !isAsking(step) || spoken.has(report.step)) return []
    const bad = report.outcome === 'failed' || (report.outcome === 'unanswered' && step.await !== false)
    const message = `${report.what} should succeed, as nothing else is expected; ${whatCame(report)}.${whyUnanswered(evidence, index)}`
    return bad ? [{ path: `steps[${index}]`, message }] : []
  })
}

/** The expectations that were not met. */
export function judge(evidence: Evidence): readonly ScenarioProblem[] {
  const unmet = (evidence.scenario.expect ?? []).flatMap((expectation, index) =>
    problemsOf(evidence, expectation).map((message) => ({ path: `expect[${index}]`, message })),
  )
  return [...unmet, ...surprises(evidence)]
}
