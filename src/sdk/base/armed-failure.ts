import type { FailureId } from '../../contract/failures.ts'
import { type FaultPoint, mediaPoint } from '../../contract/fault-points.ts'
import type { Operation } from '../../contract/operations.ts'
import type { Client } from './client.ts'
import { armed, errorOf } from './fail.ts'
import type { SessionLink } from './session-link.ts'

/** The failure that a test author armed for an operation: for the call itself, or for what it does to the media. */
export function armedFailure(client: Client, operation: Operation, ...points: readonly FaultPoint[]): FailureId | null {
  for (const point of points) {
    const id = armed(client, mediaPoint(operation, point))
    if (id !== null) return id
  }
  return armed(client, operation)
}

/** @throws the failure that a test author armed for an operation. */
export function demandUnarmed(client: Client, operation: Operation, ...points: readonly FaultPoint[]): void {
  const failure = armedFailure(client, operation, ...points)
  if (failure !== null) throw errorOf(client, failure)
}

/** @throws the failure that a test author armed for a call of a session. */
export function demandUnarmedIn(
  { client, whereabouts }: Pick<SessionLink, 'client' | 'whereabouts'>,
  operation: Operation,
  ...points: readonly FaultPoint[]
): void {
  for (const place of [...points.map((point) => mediaPoint(operation, point)), operation]) {
    const failure = armed(client, place, whereabouts)
    if (failure !== null) throw errorOf(client, failure)
  }
}
