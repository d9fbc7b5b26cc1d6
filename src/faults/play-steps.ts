import type { Heard, HeardError, PlayDriver } from './play-driver.ts'
import type { StepOutcome, StepReport } from './play-report.ts'
import type { Action, Scenario, Step } from './scenario.ts'
import { isCall, isWait } from './scenario.ts'

export interface Playing {
  readonly driver: PlayDriver
  readonly scenario: Scenario
}

/** A step, and what was heard from its beginning until the next one began; `to` is null where it was not waited for. */
export interface StepSpan {
  readonly step: Step
  readonly from: number
  readonly to: number | null
}

type Answer = Extract<Heard, { step: number }>

const isAnswerTo =
  (number: number) =>
  (one: Heard): one is Answer =>
    'step' in one && one.step === number

/** What was heard of a step, from its beginning on: its answers, and everything that was said in its time. */
export const heardOf = (span: StepSpan, number: number, heard: readonly Heard[]): readonly Heard[] =>
  heard.filter((one, index) => {
    if ('step' in one) return one.step === number
    return index >= span.from && (span.to === null || index < span.to)
  })

function nameOfAction(action: Action): string {
  if ('network' in action) {
    const { network } = action
    return `network ${typeof network === 'string' ? network : JSON.stringify(network)}`
  }
  return 'device' in action ? `${action.device} ${action.does}` : `${action.participant} ${action.does}`
}

function nameOfStep(step: Step): string {
  if (isCall(step)) return step.call
  return isWait(step) ? `wait ${step.wait}` : nameOfAction(step)
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
    const told = outcome === 'failed' ? heardOf(span, index + 1, heard) : []
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
