/** The gate of every operation: asks whether a failure is armed, and tells of a failed call by the channels of its row. */

import type { Channel } from '../../contract/failure-row.ts'
import { type FailureId, findFailure } from '../../contract/failures.ts'
import { type FaultPoint, mediaPoint } from '../../contract/fault-points.ts'
import { type HandlerThrows, type Operation, operationOf, type TellingMoment } from '../../contract/operations.ts'
import type { Subject } from '../../kernel/hazard.ts'
import { deferred, type SilentPromise } from '../../kernel/thenable.ts'
import type { Client } from './client.ts'
import { errorOf } from './fail.ts'
import { failureIn, hearBy, noteHeard, noteThrew } from './hearing.ts'
import { codeOf, type Failure } from './ot-error.ts'
import { isCompletion, rejectionEar } from './promises.ts'

/*
 * The gate for failures, in two halves (DESIGN, "One gate for failures"): `ask` once for each operation, after its arguments
 * are sorted, and `answer` by the channels of the failure's row. Only this file knows the hazard.
 */

const askAt = (client: Client, places: readonly string[], subject: Subject): FailureId | null => {
  const id = client.hazard.atClient(places, { client: client.id, ...subject })
  return id === null ? null : findFailure(id).id
}

/**
 * The failure that a test author armed for a call of an operation; null: none.
 *
 * @param points Media points that this call reaches at once, asked in the same moment.
 */
export const ask = (
  client: Client,
  operation: Operation,
  subject: Subject = {},
  ...points: readonly FaultPoint[]
): FailureId | null => askAt(client, [...points.map((point) => mediaPoint(operation, point)), operation], subject)

/** The failure that a test author armed for what the browser does at a media point of an operation; null: none. */
export const askMedia = (
  client: Client,
  operation: Operation,
  points: FaultPoint | readonly FaultPoint[],
  subject: Subject = {},
): FailureId | null => {
  if (client.hazard.isQuiet) return null
  const places = (typeof points === 'string' ? [points] : points).map((point) => mediaPoint(operation, point))
  return askAt(client, places, subject)
}

/** The object of the SDK on which the application calls a method. */
export interface Called {
  readonly client: Client
  /** The object as the application holds it: the target of an `exception` event. */
  readonly facade: object
}

/** A call of a method: the object, and the completion handler as the application gave it. */
export interface Call extends Called {
  readonly completion?: unknown
  /** Settles the promise of the call: with its handler, before an exception that follows (recorded: `ends/within/several/exception-listener-disconnects`). */
  readonly settle?: (error: Failure) => void
}

const rethrow = (_: Client, thrown: unknown): never => {
  throw thrown
}

/** The treatment of a handler's exception; each gives whether the call goes on. */
const afterThrow: Readonly<Record<HandlerThrows, (client: Client, thrown: unknown) => boolean>> = {
  'throws-to-caller': rethrow,
  'rejects-with-it': rethrow,
  'to-the-page': ({ onUncaught }, thrown) => {
    onUncaught('error', thrown)
    return false
  },
  'ends-the-call': () => false,
  dropped: () => true,
}

/**
 * Calls the completion handler of a call, where the application gave one.
 *
 * @returns whether the call goes on: false where it tells nothing more, since the handler threw.
 * @throws the handler's exception where the operation's row says so (`handlerThrows`): for the caller of the method, or for the
 * promise of the call.
 */
export function tell(
  client: Client,
  operation: Operation,
  moment: TellingMoment,
  completion: unknown,
  ...args: readonly unknown[]
): boolean {
  if (!isCompletion(completion)) return true
  try {
    hearBy(client, completion, args[0], () => void completion(...args))
    return true
  } catch (thrown) {
    noteThrew(client, { who: client.id, what: operation, by: 'completion' }, thrown)
    const { handlerThrows } = operationOf(operation)
    return afterThrow[handlerThrows?.[moment] ?? handlerThrows?.succeeded ?? 'dropped'](client, thrown)
  }
}

/** How an `exception` event differs from the usual one, which has the failure's code and carries its error. */
interface ExceptionOptions {
  readonly code?: number
  /** The error that the event carries, in place of the failure's; null: none. */
  readonly carries?: Error | null
}

/**
 * Dispatches the `exception` event for the error of a failure, where the failure's row has that channel: for a failure that comes
 * about later than its call, or belongs to none.
 */
export function raise({ client, facade }: Called, error: Failure, options: ExceptionOptions = {}): void {
  const id = failureIn(error)
  if (id !== undefined && !findFailure(id).channels.includes('exception')) return
  const { code = codeOf(error), carries = error } = options
  const details = { target: facade, code, message: (carries ?? error).message }
  const isHeard = client.dispatchException(carries === null ? details : { ...details, error: carries })
  if (isHeard) noteHeard(client, error, 'exception')
}

type Play = (call: Call, error: Failure, moment: TellingMoment, operation: Operation) => boolean

/** The channels that the gate plays; all others are played by the object of which they tell, or by the promise of the call. */
const plays: Readonly<Partial<Record<Channel, Play>>> = {
  completion: ({ client, completion, settle }, error, moment, operation) => {
    const goesOn = tell(client, operation, moment, completion, error)
    if (goesOn) settle?.(error)
    return goesOn
  },
  exception: (call, error) => {
    raise(call, error)
    return true
  },
}

/**
 * Tells of an error over the channels of its failure's row, in their order, unless it is the error of no failure.
 *
 * @returns whether the call goes on: false where its handler threw, and the operation's row ends the call with that.
 * @throws the exception of the handler, where the operation's row says so; later channels are then not played.
 */
export function play(call: Call, error: unknown, moment: TellingMoment): boolean {
  const id = failureIn(error)
  if (id === undefined || !(error instanceof Error)) return true
  const { channels, operation } = findFailure(id)
  return channels.every((channel) => plays[channel]?.(call, error, moment, operation) ?? true)
}

/**
 * Builds the error of a failure, and tells of it over the channels of its row, as {@link play} does.
 *
 * @param why What went wrong, in words, as {@link errorOf} takes it.
 * @returns the error; null where the call tells nothing more.
 * @throws the error, where the row says `thrown`.
 */
export function answer(call: Call, id: FailureId, moment: TellingMoment = 'refused', why?: string): Failure | null {
  const error = errorOf(call.client, id, why)
  const goesOn = play(call, error, moment)
  if (findFailure(id).channels.includes('thrown')) throw error
  return goesOn ? error : null
}

/**
 * The error of a failure with which a call that takes no handler is refused; it is told over the channels of its row.
 *
 * @throws the error, where the row says `thrown`.
 */
export function refuse(called: Called, id: FailureId): Failure {
  const error = errorOf(called.client, id)
  play(called, error, 'refused')
  if (findFailure(id).channels.includes('thrown')) throw error
  return error
}

/**
 * Does the work of a call that returns a promise of the SDK's own kind: silent when nobody listens (recorded: `native: false`
 * in `publisher.setVideoSource/*`). A failure with which the work is rejected is told over the channels of its row.
 */
export function answering<T>(call: Call, work: () => T | PromiseLike<T>): SilentPromise<T> {
  const { promise, resolve, reject } = deferred<T>(rejectionEar(call.client, call.completion))
  const fail = (error: unknown): void => {
    try {
      if (play(call, error, 'failed')) reject(error)
    } catch (thrown) {
      reject(thrown)
    }
  }
  try {
    const result = work()
    if (isPromise(result)) result.then(resolve, fail)
    else resolve(result)
  } catch (error) {
    fail(error)
  }
  return promise
}

const isPromise = <T>(value: T | PromiseLike<T>): value is PromiseLike<T> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'

/** Does the work of a call that throws; a failure that it throws is told over the channels of its row. */
export function throwing<T>(call: Call, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    play(call, thrown, 'refused')
    throw thrown
  }
}

/** @throws the error of the failure that a test author armed for a call of an operation; its call answers it. */
export function demandUnarmed(
  client: Client,
  operation: Operation,
  subject: Subject = {},
  ...points: readonly FaultPoint[]
): void {
  const failure = ask(client, operation, subject, ...points)
  if (failure !== null) throw errorOf(client, failure)
}
