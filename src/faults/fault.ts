import type { Notice } from '../contract/failure-row.ts'
import type { FailureId } from '../contract/failures.ts'
import type { RestFailureId } from '../contract/rest/failures.ts'
import type { RawReply, Subject } from '../kernel/hazard.ts'
import type { MatchKey } from './match-keys.ts'

/** An event that happens to a client without a call and without an answer. Plain data. */
export type Incident =
  /** The service tells something, of the stream or the connection at which the fault struck. */
  | { readonly kind: 'notice'; readonly notice: Notice; readonly reason: string }
  /** The messaging connection breaks, with this close code. */
  | { readonly kind: 'drop'; readonly code: number }
  /** The service says nothing any more, until the session has ended. */
  | { readonly kind: 'silence' }
  /** The service moves the session to another server, which answers one request of the client so. */
  | { readonly kind: 'rotation'; readonly point: string; readonly reply: RawReply }
  /** The network is gone until the session has ended. */
  | { readonly kind: 'outage' }

/** The facts that must agree where a fault strikes. */
export type Match = Readonly<Partial<Record<MatchKey, string | number | boolean | null>>>

/** Which call or request a fault means, and how often. */
export interface FaultOptions {
  /** How many calls it strikes; default 1; `Infinity`: every one. A call that the SDK tries three times is one call. */
  readonly times?: number
  /**
   * Only from the n-th matching call on, counted from 1; default 1. Calls are counted where the failure strikes: one that was
   * refused on its way there does not count.
   */
  readonly call?: number
  /**
   * Only where every named fact agrees, such as `client`, `sessionId`, `connectionId`, `streamId`, `name`, `type`; what a
   * failure cannot be matched on is refused when it is armed.
   */
  readonly match?: Match
  /** Only once this much time has passed since it was armed: milliseconds, or a text such as `'30s'`. */
  readonly after?: number | string
}

/** The effect of a fault where it strikes. */
export type FaultAction =
  | { readonly kind: 'client'; readonly failure: string }
  | { readonly kind: 'reply'; readonly reply: RawReply }
  | { readonly kind: 'incident'; readonly incident: Incident }

/**
 * The unit in which a fault counts calls. `request`: every request or call is one. `connect`: all requests of one `connect()`, its
 * further attempts included, are one. `object`: a session, a stream or a subscriber that runs is one, however often it is looked at.
 */
export type CountingUnit = 'request' | 'connect' | 'object'

/** A failure that was asked for, or a raw answer, which has no failure. */
export interface Fault {
  readonly failure: FailureId | RestFailureId | null
  readonly point: string
  readonly action: FaultAction
  readonly match: Subject
  readonly notBefore: number
  readonly call: number
  readonly times: number
  readonly countedBy: CountingUnit
  /** Whether it strikes a `connect()` that is under way already. */
  readonly strikesUnderWay: boolean
}

/**
 * A failure that is armed, and how many calls it has struck so far.
 *
 * @example
 * expect(simulator.armed.filter(({ struck }) => struck === 0)).toEqual([])
 */
export interface ArmedFailure {
  readonly failure: FailureId | RestFailureId
  readonly struck: number
  readonly times: number
  readonly call: number
  readonly match: Subject
}

/** A fault that strikes the next that asks, once, unless it says otherwise. */
export const plainFault = (fault: Pick<Fault, 'point' | 'action'> & Partial<Fault>): Fault => ({
  failure: null,
  match: {},
  notBefore: 0,
  call: 1,
  times: 1,
  countedBy: 'request',
  strikesUnderWay: true,
  ...fault,
})

/** A raw answer at a point of the service, for so many requests. */
export const rawFault = (point: string, reply: RawReply, times: number, match: Subject = {}): Fault =>
  plainFault({ point, action: { kind: 'reply', reply }, times, match })

/** The details of a fault that came about, as the journal keeps them: the act, the place and the failure. */
export const strikeDetail = ({ action, failure }: Fault, where: Subject): Readonly<Record<string, unknown>> => ({
  ...action,
  ...(failure === null ? {} : { failure }),
  where,
})
