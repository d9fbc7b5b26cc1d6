import { type FailureId, findFailure } from '../../contract/failures.ts'
import { type FaultPoint, mediaPoint } from '../../contract/fault-points.ts'
import type { Operation } from '../../contract/operations.ts'
import type { Subject } from '../../kernel/hazard.ts'
import type { Client } from './client.ts'
import { errorOf, raiseException } from './fail.ts'
import type { Failure } from './ot-error.ts'
import { type Completion, isCompletion } from './promises.ts'

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
): FailureId | null =>
  askAt(
    client,
    [points].flat().map((point) => mediaPoint(operation, point)),
    subject,
  )

/** The parties that hear of a failed call. */
export interface Hearers {
  readonly client: Client
  /** The object that an `exception` event names as its target. */
  readonly target: object
  /** The handler of the call, as the application gave it. */
  readonly completion?: unknown
}

/** Calls a handler; the journal notes it when the handler throws, and the caller decides what becomes of that. */
function tell(client: Client, operation: Operation, completion: Completion, error: Failure): void {
  try {
    completion(error)
  } catch (thrown) {
    client.journal.add('uncaught', client.id, operation, { message: String(thrown), by: 'completion' })
    throw thrown
  }
}

/**
 * Tells the hearers of a failure, in the order of the row's channels: its handler, and `exception`.
 *
 * @returns the error, with which the caller rejects a promise where the row has one.
 * @throws the error, where the row says `thrown`; and anything that the handler throws, before later channels are told.
 */
export function answer({ client, target, completion }: Hearers, id: FailureId, why?: string): Failure {
  const error = errorOf(client, id, why)
  const { channels, operation } = findFailure(id)
  for (const channel of channels) {
    if (channel === 'thrown') throw error
    if (channel === 'completion' && isCompletion(completion)) tell(client, operation, completion, error)
    if (channel === 'exception') raiseException(client, target, error)
  }
  return error
}

/** @throws the error of the failure that a test author armed for a call of an operation. */
export function demandUnarmed(
  client: Client,
  operation: Operation,
  subject: Subject = {},
  ...points: readonly FaultPoint[]
): void {
  const failure = ask(client, operation, subject, ...points)
  if (failure !== null) throw errorOf(client, failure)
}
