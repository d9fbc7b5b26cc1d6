/** The words of failures and requests of HTTP that the API and the files share. */

import { type FailureId, failures } from '../contract/failures.ts'
import { type RestFailureId, restFailureList } from '../contract/rest/failures.ts'
import { type RestOperation, restOperations } from '../contract/rest/operations.ts'
import { durationOf } from '../kernel/time/clock.ts'
import type { Clash, Form, Shape, Words } from './shape.ts'
import { bounds, duration, either, flag, optional, someBag, whole, words } from './shape.ts'
import { howOften } from './words.ts'

/*
 * The words and ranges of what a test author can say about HTTP. Files alone need all of them, so that they stand apart: what
 * an application loads has none of the tables of HTTP.
 */

/** The id of any failure: of the SDK, or of HTTP. */
export const anyFailure: Shape<FailureId | RestFailureId> & Words = words('failure', [
  ...failures.map(({ id }) => id),
  ...restFailureList.map(({ id }) => id),
])

export const restRequests: readonly RestOperation[] = Object.keys(restOperations) as RestOperation[]
export const restRequest: Shape<RestOperation> & Words = words('request', restRequests)
export const answerStatus: Shape<number> = whole('a status', 200, 599)
export const answerWord: Shape<'none' | 'failed'> & Words = words('way to answer', ['none', 'failed'])
export const spoilt: Shape<'malformed' | 'truncated'> & Words = words('way to spoil a body', ['malformed', 'truncated'])
export const renders: Shape<number> = whole('how many pages are rendered at once', 0, 1_000_000)
export const deliveries: Shape<number> = whole('how often each is delivered', 1, 100)

/** How long an answer takes: one time, or at least and at most. */
export const answerLatency: Shape<number | string | readonly [number | string, number | string]> = either(
  duration,
  bounds(duration, durationOf),
)

/** The fate of webhooks on their way. */
export const webhookFate: Shape<{
  readonly repeat?: number
  readonly shuffle?: boolean | number | string
  readonly delay?: number | string
}> = someBag({ repeat: optional(deliveries), shuffle: optional(either(flag, duration)), delay: optional(duration) })

/** An answer that is given in place of the service's own, or what becomes of its own. */
export const answerKeys: Readonly<Record<'status' | 'body' | 'spoil' | 'delay' | 'times', Form>> = {
  status: optional(either(answerStatus, answerWord)),
  body: { is: 'optional', of: { is: 'json' } },
  spoil: optional(spoilt),
  delay: optional(duration),
  times: optional(howOften),
}

/** The keys of an answer of which one is needed. */
export const answerSays: readonly string[] = ['status', 'spoil', 'delay']

/** The keys of an answer that do not go together. */
export const answerClashes: readonly Clash[] = [
  { key: 'delay', beside: 'status', is: ['none', 'failed'], why: 'no answer comes' },
  {
    key: 'body',
    beside: 'status',
    is: ['none', 'failed', undefined],
    why: 'a body is sent with a number as status alone',
  },
  { key: 'body', beside: 'status', is: [204, 205, 304], why: 'an answer with this status has no body' },
  { key: 'spoil', beside: 'status', why: "it is about the service's own answer, and a status replaces that" },
]
