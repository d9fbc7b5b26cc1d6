import type { Operation } from '../contract/operations.ts'
import { didYouMean } from '../kernel/nearest.ts'
import type { HeldGate } from './plan.ts'

/** The request whose answer is withheld for each operation. */
const points: Readonly<Partial<Record<Operation, string>>> = {
  'Session.connect': 'sessionInfo',
  'Session.publish': 'stream.create',
  'Session.subscribe': 'subscriber.create',
  'Session.signal': 'signal.signal',
  'Session.forceDisconnect': 'connection.delete',
  'Session.forceUnpublish': 'stream.delete',
  'Session.forceMuteStream': 'stream.update',
  'Session.forceMuteAll': 'session.update',
  'Session.disableForceMute': 'session.update',
}

/** The operations whose answer can be withheld. */
export const holdable: readonly string[] = Object.keys(points)

/** @throws RangeError for an operation that has no answer to hold. */
export function heldPoint(operation: string): string {
  const point = Object.hasOwn(points, operation) ? points[operation as Operation] : undefined
  if (point !== undefined) return point
  throw new RangeError(
    `The answer to ${JSON.stringify(operation)} cannot be withheld.${didYouMean(operation, holdable)} These can: ${holdable.join(', ')}.`,
  )
}

/** An answer in the test author's hand. */
export interface Hold {
  /**
   * Gives the answer that would have been given.
   * @example held.release()
   */
  release(): void
  /**
   * Gives the answer that leads to a failure of the same operation.
   * @example held.fail('Session.publish/stream-limit-exceeded')
   */
  fail(failureId: string): void
}

export type { HeldGate }
