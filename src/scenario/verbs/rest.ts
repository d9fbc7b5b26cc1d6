import type { RestOperation } from '../../contract/rest/operations.ts'
import { durationOf } from '../../kernel/time/clock.ts'
import {
  answerClashes,
  answerKeys,
  answerLatency,
  answerSays,
  restRequest,
  webhookFate,
} from '../../vocabulary/rest-words.ts'
import type { ScenarioProblem } from '../problem.ts'
import type { Duration, Json } from '../values.ts'
import { type Noun, nounOf } from './noun.ts'

/** The fate of the answers to a request of the application's server; the keys are those of `rest.answer()`. */
export interface RestAnswer {
  readonly answer: RestOperation
  readonly status?: number | 'none' | 'failed'
  readonly body?: Json
  readonly spoil?: 'malformed' | 'truncated'
  readonly delay?: Duration
  readonly times?: number
}

/** How long every answer takes: one time, or at least and at most. */
export type AnswerLatency = Duration | readonly [Duration, Duration]

/** The fate of webhooks on their way. */
export interface WebhookFate {
  readonly repeat?: number
  readonly shuffle?: boolean | Duration
  readonly delay?: Duration
}

interface RestChanges {
  readonly answer: RestAnswer
  readonly latency: { readonly latency: AnswerLatency }
  readonly webhooks: { readonly webhooks: WebhookFate }
}

/** Something that happens to the service's HTTP face. */
export interface RestAction {
  readonly rest: RestChanges[keyof RestChanges]
}

/** The part of the service's HTTP face that a scenario needs. */
export interface RestStage {
  /** @throws Error for a world that has no HTTP face. */
  rest(): {
    answer(request: RestOperation, disturbance: Omit<RestAnswer, 'answer'>): void
    setLatency(latency: AnswerLatency): void
    setWebhooks(fate: WebhookFate): void
    setRenders(most: number): void
  }
}

/** Gives the next answers to a request in another way. */
export const giveAnswer = (stage: RestStage, { answer, ...disturbance }: RestAnswer): void =>
  stage.rest().answer(answer, disturbance)

export function answerLatencyProblems(latency: AnswerLatency, path: string): readonly ScenarioProblem[] {
  if (typeof latency === 'number' || typeof latency === 'string') return []
  const [least, most] = latency
  if (durationOf(least) <= durationOf(most)) return []
  const message = `At least ${least} and at most ${most} is impossible. Give the smaller figure first.`
  return [{ path, message }]
}

/** The changes of the service's HTTP face, which answers the application's server. */
export const rest: Noun<RestAction, RestStage> = nounOf<'rest', never, RestChanges, RestStage>({
  key: 'rest',
  what: 'change of the HTTP face',
  words: {},
  verbs: {
    answer: {
      schema: { answer: restRequest, ...answerKeys },
      some: answerSays,
      clashes: answerClashes,
      act: giveAnswer,
    },
    latency: {
      schema: { latency: answerLatency },
      act: (stage, { latency }) => stage.rest().setLatency(latency),
      problems: ({ latency }, path) => answerLatencyProblems(latency, `${path}.latency`),
    },
    webhooks: {
      schema: { webhooks: webhookFate },
      act: (stage, { webhooks }) => stage.rest().setWebhooks(webhooks),
    },
  },
})
