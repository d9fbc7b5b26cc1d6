import type { ExceptionRow, ExceptionTarget, FailureRow, SourceId } from './failure-row.ts'
import { otInitPublisherFailures } from './failures/ot-init-publisher.ts'
import { otInitSessionFailures } from './failures/ot-init-session.ts'
import { otOtherFailures } from './failures/ot-other.ts'
import { publisherMethodFailures } from './failures/publisher-methods.ts'
import { runningFailures } from './failures/running.ts'
import { sessionConnectFailures } from './failures/session-connect.ts'
import { sessionModerationFailures } from './failures/session-moderation.ts'
import { sessionOtherFailures } from './failures/session-other.ts'
import { sessionPublishFailures } from './failures/session-publish.ts'
import { sessionSignalFailures } from './failures/session-signal.ts'
import { sessionSubscribeFailures } from './failures/session-subscribe.ts'
import { subscriberMethodFailures } from './failures/subscriber-methods.ts'
import { lazyList } from './lazy-list.ts'
import type { Operation } from './operations.ts'
import type { RestFailureId } from './rest/failures.ts'

export { isProducible, resolve } from './dialect.ts'
export { titleOf } from './exception-titles.ts'

type Row =
  | (typeof otInitSessionFailures)[number]
  | (typeof otInitPublisherFailures)[number]
  | (typeof sessionConnectFailures)[number]
  | (typeof sessionPublishFailures)[number]
  | (typeof sessionSubscribeFailures)[number]
  | (typeof sessionSignalFailures)[number]
  | (typeof sessionModerationFailures)[number]
  | (typeof sessionOtherFailures)[number]
  | (typeof otOtherFailures)[number]
  | (typeof publisherMethodFailures)[number]
  | (typeof subscriberMethodFailures)[number]
  | (typeof runningFailures)[number]

type IdOf<R> = R extends { readonly operation: infer O extends string; readonly slug: infer S extends string }
  ? `${O}/${S}`
  : never

/** The id of a failure: its operation and its slug. */
export type FailureId = IdOf<Row>

type NameIn<E> = E extends { readonly name: infer N extends string } ? N : never
type CodeIn<E> = E extends { readonly code: infer C extends number | string }
  ? C
  : E extends { readonly code: null }
    ? undefined
    : never
type ErrorsIn<R> = R extends { readonly documented: infer D; readonly sdk: infer S }
  ? D | S
  : R extends { readonly sdk: infer S }
    ? S
    : never

/**
 * The errors that an operation gives, in either dialect: every name and every code that is possible.
 *
 * @example
 * session.publish(publisher, (error?: ErrorOf<'Session.publish'>) => {
 *   if (error?.name === 'OT_USER_MEDIA_ACCESS_DENIED') explainPermissions()
 * })
 */
export interface ErrorOf<Op extends Operation> extends Error {
  readonly name: NameIn<ErrorsIn<Extract<Row, { readonly operation: Op }>>>
  readonly code?: CodeIn<ErrorsIn<Extract<Row, { readonly operation: Op }>>>
}

/** A failure of the catalogue, with everything that is derived from its row. */
export interface Failure
  extends Required<Pick<FailureRow, 'documented' | 'exceptions' | 'status'>>,
    Omit<FailureRow, 'documented' | 'exceptions' | 'status'> {
  readonly id: FailureId
  readonly sources: readonly SourceId[]
}

const silence: FailureRow['documented'] & {} = { name: null, code: null, source: [] }

const targets: readonly ExceptionTarget[] = ['session', 'publisher', 'subscriber']

// The publisher is what OT.initPublisher is about, and the only thing that OT is not itself the target of.
function targetOf(operation: Operation): ExceptionTarget {
  if (operation === 'OT.initPublisher') return 'publisher'
  return targets.find((target) => operation.toLowerCase().startsWith(target)) ?? 'OT'
}

function exceptionsOf(row: FailureRow): readonly ExceptionRow[] {
  const count = row.channels.filter((channel) => channel === 'exception').length
  const usual: ExceptionRow = { on: targetOf(row.operation), code: 'own', error: 'own' }
  return row.exceptions ?? Array.from({ length: count }, () => usual)
}

function failureOf(row: Row): Failure {
  const checked: FailureRow = row
  const { documented = silence, status = 'live', sdk } = checked
  return {
    ...checked,
    id: `${row.operation}/${row.slug}` as FailureId,
    documented,
    status,
    exceptions: exceptionsOf(checked),
    sources: [...documented.source, ...(sdk?.source ?? [])],
  }
}

const rows = (): readonly Row[] => [
  ...otInitSessionFailures,
  ...otInitPublisherFailures,
  ...sessionConnectFailures,
  ...sessionPublishFailures,
  ...sessionSubscribeFailures,
  ...sessionSignalFailures,
  ...sessionModerationFailures,
  ...sessionOtherFailures,
  ...otOtherFailures,
  ...publisherMethodFailures,
  ...subscriberMethodFailures,
  ...runningFailures,
]

/**
 * The catalogue: every way in which an operation, or a running session, goes wrong.
 *
 * @example
 * failures.filter((failure) => failure.operation === 'Session.connect').map((failure) => failure.id)
 */
export const failures: readonly Failure[] = lazyList(() => rows().map(failureOf))

let byId: ReadonlyMap<string, Failure> | undefined

function index(): ReadonlyMap<string, Failure> {
  byId ??= new Map(failures.map((failure) => [failure.id, failure]))
  return byId
}

/** Whether a text is the id of a failure of the catalogue. */
export const isFailureId = (text: string): text is FailureId => index().has(text)

/** Whether an id is one of HTTP: those have a table of their own, which worlds without HTTP do not load. */
export const isOfRest = (id: string): id is RestFailureId => id.startsWith('rest/')

/** A failure in one dialect, as an application hears of it. */
export interface ResolvedFailure {
  /** Null where nobody says: the error keeps the name of its class. */
  readonly name: string | null
  /** Null: the error has no code. */
  readonly code: number | string | null
  /** The title of the `exception` event; undefined where the code has none. */
  readonly title: string | undefined
}

const operationIn = (id: string): string => id.slice(0, Math.max(0, id.indexOf('/')))

/**
 * The failure of an id.
 *
 * @throws RangeError for an id that is not in the catalogue; its message names the failures of the same operation.
 *
 * @example
 * findFailure('Session.connect/expired-token').sdk // { name: 'OT_AUTHENTICATION_ERROR', code: 1004, ... }
 */
export function findFailure(id: string): Failure {
  const failure = index().get(id)
  if (failure !== undefined) return failure
  const operation = operationIn(id)
  const near = failures.filter((other) => other.operation === operation).map((other) => other.id)
  const hint =
    near.length > 0
      ? `Failures of ${operation}: ${near.join(', ')}.`
      : 'An id reads operation/slug; ERRORS.md lists them all.'
  throw new RangeError(`There is no failure ${JSON.stringify(id)} in the catalogue. ${hint}`)
}
