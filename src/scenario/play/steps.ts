/** Makes the steps of a play one after the other, and gathers what each of them heard. */

import { groupedBy } from '../../kernel/grouped.ts'
import type { Scenario, Step } from '../scenario.ts'
import { isAsking, isCall, isEntry, isRequest, isWait } from '../scenario.ts'
import { type Action, nounKeys } from '../verbs/nouns.ts'
import type { Heard, HeardError, PlayDriver } from './driver.ts'
import { eventOf } from './order.ts'
import type { StepOutcome, StepReport } from './report.ts'

const words = (change: unknown): string =>
  typeof change === 'string' ? change : JSON.stringify(change).replace(/[{}"]/g, '').replace(/[:,]/g, ' ')

function nameOfAction(action: Action): string {
  if ('participant' in action) return `${action.participant} ${action.does}`
  if ('device' in action) return `${action.device} ${action.does}`
  const key = nounKeys.find((one) => one in action)
  return key === undefined ? '' : `${key} ${words(Reflect.get(action, key))}`
}

/** The act of a step, in a few words: `Session.connect`, `wait 3s`, `network offline`. */
function nameOfStep(step: Step): string {
  if (isCall(step)) return step.call
  if (isRequest(step)) return `rest/${step.request}`
  if (isEntry(step)) return `entry ${step.entry} of the timeline`
  return isWait(step) ? `wait ${step.wait}` : nameOfAction(step)
}

export interface Playing {
  readonly driver: PlayDriver
  readonly scenario: Scenario
  /** The place in the journal at which the last call began. */
  from: number
}

/** A step, and how much had been heard when it began. */
export interface StepSpan {
  readonly step: Step
  readonly from: number
}

type Answer = Extract<Heard, { step: number }>

/** Everything that was heard, and which of it answered which step. */
export interface Hearing {
  readonly spans: readonly StepSpan[]
  readonly all: readonly Heard[]
  /** The answers of each step by their places in `all`. */
  readonly answers: ReadonlyMap<number, readonly { readonly index: number; readonly answer: Answer }[]>
  /** Events by their names, `exception` included. */
  readonly events: ReadonlyMap<string | null, readonly Heard[]>
  /** For each span, how much had been heard when the next call began. */
  readonly ends: readonly number[]
}

// The time of a call ends when the next one begins, or with the play; one that is not waited for goes on beside the next.
function endsOf(spans: readonly StepSpan[]): readonly number[] {
  const ends: number[] = []
  let next = Number.POSITIVE_INFINITY
  for (let index = spans.length - 1; index >= 0; index--) {
    const span = spans[index]
    if (span === undefined) continue
    const goesOn = isAsking(span.step) && span.step.await === false
    ends[index] = goesOn ? Number.POSITIVE_INFINITY : next
    if (isAsking(span.step)) next = span.from
  }
  return ends
}

export function hearingOf(spans: readonly StepSpan[], all: readonly Heard[]): Hearing {
  const answers = new Map<number, { readonly index: number; readonly answer: Answer }[]>()
  for (const [index, answer] of all.entries()) {
    if (!('step' in answer)) continue
    const known = answers.get(answer.step)
    if (known === undefined) answers.set(answer.step, [{ index, answer }])
    else known.push({ index, answer })
  }
  return { spans, all, answers, events: groupedBy(all, eventOf), ends: endsOf(spans) }
}

/** The answers of a step, and all events in its time. */
export function heardOf({ spans, all, answers, ends }: Hearing, number: number): readonly Heard[] {
  const from = spans[number - 1]?.from ?? 0
  const end = ends[number - 1] ?? Number.POSITIVE_INFINITY
  const own = answers.get(number) ?? []
  const inTime = all.slice(from, end).filter((one) => !('step' in one) || one.step === number)
  const before = own.filter(({ index }) => index < from).map(({ answer }) => answer)
  const behind = own.filter(({ index }) => index >= end).map(({ answer }) => answer)
  return [...before, ...inTime, ...behind]
}

const errorIn = (answers: readonly Answer[]): HeardError | null =>
  answers.map(({ error }) => error).find((error) => error !== null) ?? null

function outcomeOf(step: Step, answers: readonly Answer[], error: HeardError | null): StepOutcome {
  if (!isAsking(step)) return 'done'
  if (error !== null) return 'failed'
  return answers.length === 0 ? 'unanswered' : 'succeeded'
}

/** The result of each step. */
export const stepReports = (hearing: Hearing): readonly StepReport[] =>
  hearing.spans.map((span, index) => {
    const answers = (hearing.answers.get(index + 1) ?? []).map(({ answer }) => answer)
    const error = errorIn(answers)
    const outcome = outcomeOf(span.step, answers, error)
    const channels = outcome === 'failed' ? heardOf(hearing, index + 1) : []
    return {
      step: index + 1,
      what: nameOfStep(span.step),
      outcome,
      error,
      channels: channels
        .filter((one) => !('error' in one && one.error === null && one.kind !== 'exception'))
        .map(({ kind }) => kind),
    }
  })
