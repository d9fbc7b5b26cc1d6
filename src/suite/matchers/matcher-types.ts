import type { Channel } from '../../contract/failure-row.ts'
import type { FailureId } from '../../contract/failures.ts'
import type { RestFailureId } from '../../contract/rest/failures.ts'
import type { EventClaim } from './event-claim.ts'

/** The matchers of fake-opentok; `R`: what the runner's matchers give back. */
export interface OpenTokMatchers<R = void> {
  /**
   * The value is the error of a failure: by its id, its name or its code. An error of fake-opentok knows its failure, so
   * that an id tells errors of one name and code apart.
   *
   * @example expect(error).toBeOTError('Session.connect/expired-token')
   */
  toBeOTError(claim: FailureId | (string & {}) | number): R
  /**
   * A promise is rejected, or a completion handler is called, with the error of a failure. Takes a promise, a function that
   * makes a call and passes on the handler that it is given, or a mock function that was the handler.
   *
   * @example await expect((done) => session.connect(token, done)).toFailWith('Session.connect/expired-token')
   */
  toFailWith(failureId: FailureId): Promise<void>
  /**
   * An object of the SDK, or anything in a simulator, has dispatched an event with these details, and perhaps more.
   *
   * @example expect(session).toHaveDispatched('sessionDisconnected', { reason: 'networkDisconnected' })
   */
  toHaveDispatched(type: string, details?: Readonly<Record<string, unknown>>): R
  /**
   * Events were dispatched one after the other, whatever lies between them.
   *
   * @example expect(simulator).toHaveDispatchedInOrder(['sessionReconnecting', 'sessionReconnected'])
   */
  toHaveDispatchedInOrder(events: readonly EventClaim[]): R
  /**
   * The application was given a failure: by a completion handler, a promise, `exception`, or the event that tells of it; its server, by the
   * response to a request.
   *
   * @example expect(simulator).toHaveHeard('Session.connect/expired-token', 'completion')
   */
  toHaveHeard(failureId: FailureId | RestFailureId, over?: Channel | 'response'): R
}
