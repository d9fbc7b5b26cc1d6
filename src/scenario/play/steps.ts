import type { Scenario, Step } from '../scenario.ts'
import { isCall } from '../scenario.ts'
import type { Heard, HeardError, PlayDriver } from './driver.ts'
import { nameOfStep } from './names.ts'
import type { StepOutcome, StepReport } from './report.ts'

export interface Playing {
  readonly driver: PlayDriver
  readonly scenario: Scenario
}

/** A step, and how much had been heard when it began. */
export interface StepSpan {
  readonly step: Step
  readonly from: number
}

type Answer = Extract<Heard, { step: number }>

const isAnswerTo =
  (number: number) =>
  (one: Heard): one is Answer =>
    'step' in one && one.step === number

// The time of a call ends when the next one begins, or with the play; one that is not waited for goes on beside the next.
function endOf(spans: readonly StepSpan[], number: number): number {
  const own = spans[number - 1]?.step
  if (own !== undefined && isCall(own) && own.await === false) return Number.POSITIVE_INFINITY
  return spans.slice(number).find(({ step }) => isCall(step))?.from ?? Number.POSITIVE_INFINITY
}

/** What was heard of a step: its answers, and everything that was said in its time. */
export function heardOf(spans: readonly StepSpan[], number: number, heard: readonly Heard[]): readonly Heard[] {
  const from = spans[number - 1]?.from ?? 0
  const end = endOf(spans, number)
  return heard.filter((one, index) => ('step' in one ? one.step === number : index >= from && index < end))
}

const errorIn = (answers: readonly Answer[]): HeardError | null =>
  answers.map(({ error }) => error).find((error) => error !== null) ?? null

function outcomeOf(step: Step, answers: readonly Answer[], error: HeardError | null): StepOutcome {
  if (!isCall(step)) return 'done'
  if (error !== null) return 'failed'
  return answers.length === 0 ? 'unanswered' : 'succeeded'
}

/** What came of each step. */
export const stepReports = (spans: readonly StepSpan[], heard: readonly Heard[]): readonly StepReport[] =>
  spans.map((span, index) => {
    const answers = heard.filter(isAnswerTo(index + 1))
    const error = errorIn(answers)
    const outcome = outcomeOf(span.step, answers, error)
    const told = outcome === 'failed' ? heardOf(spans, index + 1, heard) : []
    return {
      step: index + 1,
      what: nameOfStep(span.step),
      outcome,
      error,
      channels: told
        .filter((one) => !('error' in one && one.error === null && one.kind !== 'exception'))
        .map(({ kind }) => kind),
    }
  })
