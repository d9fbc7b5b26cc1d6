/** Failures that a test asks for by id: which faults they become, and what may be matched on. */

import { type Dialect, isProducible } from '../contract/dialect.ts'
import type { RawReply as CatalogueReply } from '../contract/failure-row.ts'
import { type Failure, type FailureId, failures, findFailure, isFailureId } from '../contract/failures.ts'
import { type FaultPoint, kindOf, mediaPoint, nameOf } from '../contract/fault-points.ts'
import type { Operation } from '../contract/operations.ts'
import { sessionInfoFailure } from '../contract/replies.ts'
import type { RawReply, Subject } from '../kernel/hazard.ts'
import { didYouMean } from '../kernel/nearest.ts'
import { durationOf } from '../kernel/time/clock.ts'
import type { CountingUnit, Fault, FaultAction, FaultOptions, Incident } from './fault.ts'
import { failuresSaid, searchFailures } from './find-failures.ts'
import { matchProblem } from './match-keys.ts'

/**
 * How often the SDK asks before one call has failed: requests for session information, and attempts to connect (recorded:
 * `session.connect/http/status-500-empty`, `session.connect/socket/never-opens`).
 */
const attemptsPerCall = 3

/** The place at which an armed failure strikes, and its effect there. */
export interface Arming {
  readonly point: string
  readonly action: FaultAction
  readonly countedBy: CountingUnit
  /** The facts that set its requests apart from others at the same point. */
  readonly only: Subject
  /** It strikes an object that runs already, without a call. */
  readonly strikesRunning: boolean
}

/**
 * The row of a failure id.
 *
 * @throws RangeError for an id that is not in the catalogue; names the nearest.
 */
export function demandFailure(id: string, otherNames: readonly string[] = []): Failure {
  if (isFailureId(id)) return findFailure(id)
  const said = failuresSaid(id)
  const meant = said.length > 0 ? said : searchFailures(id)
  if (meant.length > 0) throw new RangeError(`${strangerText(id, said.length > 0)} ${whichText(meant)}`)
  const near = didYouMean(id, [...otherNames, ...failures.map((failure) => failure.id)])
  throw new RangeError(`There is no failure ${JSON.stringify(id)}.${near} "npx fake-opentok list" shows them all.`)
}

const strangerText = (text: string, isSaid: boolean): string =>
  isSaid
    ? `${JSON.stringify(text)} is what a failure says, and no failure's id.`
    : `There is no failure ${JSON.stringify(text)}.`

/** How many of the failures that could be meant are told one by one. */
const most = 12

function whichText(meant: readonly Failure[]): string {
  const [only, ...others] = meant.map(({ id }) => id)
  if (others.length === 0) return `Did you mean ${JSON.stringify(only)}?`
  const named = meant.slice(0, most).map(({ id }) => id)
  const rest = meant.length > most ? `, and ${meant.length - most} others` : ''
  return `Say which: ${named.join(', ')}${rest}.`
}

/** @throws Error where the dialect never produces the failure, or nothing simulates it yet. */
export function demandArmable(row: Failure, dialect: Dialect): void {
  if (row.since !== undefined) {
    throw new Error(
      `${row.id} cannot be armed yet: it is documented of SDK ${row.since}, and SDK 2.35, for which this package stands in, does not have it. "npx fake-opentok explain ${row.id}" tells what is known.`,
    )
  }
  if (!isProducible(row, dialect)) {
    const { name, code } = row.documented
    const known = [name, code].filter((part) => part !== null).join(' / ')
    throw new Error(
      `${row.id} cannot be armed in the dialect "sdk": the documentation has it (${known}), and SDK 2.35 never produces it. Use createSimulator({ dialect: 'documented' }) to get it all the same.`,
    )
  }
  if (row.status === 'data') {
    throw new Error(
      `${row.id} cannot be armed yet: the catalogue knows it, and nothing simulates ${row.point}. "npx fake-opentok explain ${row.id}" tells what is known.`,
    )
  }
}

const text = (status: number | string): string => String(status)

function httpReply(http: 'failure' | 'offline' | { status: number; json?: unknown; body?: string }): RawReply {
  if (http === 'failure') return { status: 'failed' }
  if (http === 'offline') return { status: 'offline' }
  const body = http.body ?? (http.json === undefined ? '' : JSON.stringify(http.json))
  return { status: text(http.status), body }
}

/** How many requests of one call a reply to be given by hand has to refuse, until the SDK gives up. */
export function requestsPerCall(point: string, reply: RawReply): number {
  if (point === 'socket' || point === 'connection.create') return attemptsPerCall
  if (point !== 'sessionInfo') return 1
  if (reply.status === 'failed' || reply.status === 'offline') return attemptsPerCall
  const answer = { kind: 'response', status: Number(reply.status), body: reply.body ?? '' } as const
  return sessionInfoFailure(answer, '')?.retried === true ? attemptsPerCall : 1
}

/** Where one `connect()` may ask more than once. */
const pointsOfConnect: readonly string[] = ['sessionInfo', 'socket', 'connection.create']

/** Requests that two operations make, each with what tells them apart. */
const apart: Readonly<Partial<Record<Operation, Subject>>> = {
  'Session.forceUnpublish': { reason: 'forceUnpublished' },
  'Session.forceMuteAll': { muted: true },
  'Session.disableForceMute': { muted: false },
}

/** The operations whose failures come about while an object runs. */
const running: readonly Operation[] = ['Session', 'Publisher', 'Subscriber']

/** Where an incident catches a call that is under way; what runs is caught where it is looked at. */
const caughtAt: Readonly<Partial<Record<Operation, string>>> = {
  'Session.publish': 'stream.create',
  'Session.subscribe': 'subscriber.create',
}

/** The object that a failure of a session strikes, where that is not the session. */
const lookedAt: Readonly<Partial<Record<FailureId, Operation>>> = { 'Session/migration-stream-refused': 'Publisher' }

/** The messages about one stream, or to one subscriber, that come again where media is agreed on anew. */
const saidAgain: readonly string[] = ['stream.created', 'stream.answered', 'subscriber.offered']

/** A publisher that asks for its media has no stream yet by which it could be known again. */
const withoutStream: readonly FaultPoint[] = ['media:constraints', 'media:get-user-media', 'media:get-display-media']

const isOfStream = ({ operation, point }: Failure): boolean =>
  operation === 'Session.publish' && kindOf(point) === 'media' && !withoutStream.includes(point)

function countingUnitOf(row: Failure, point: string): CountingUnit {
  if (running.includes(row.operation) || saidAgain.includes(point) || isOfStream(row)) return 'object'
  return row.operation === 'Session.connect' && pointsOfConnect.includes(point) ? 'connect' : 'request'
}

const at = (row: Failure, point: string, action: FaultAction): Arming => ({
  point,
  action,
  countedBy: countingUnitOf(row, point),
  only: (action.kind === 'reply' && apart[row.operation]) || {},
  strikesRunning: running.includes(row.operation),
})

const happening = (row: Failure, incident: Incident): Arming =>
  at(row, lookedAt[row.id] ?? caughtAt[row.operation] ?? row.operation, { kind: 'incident', incident })

/** A running object makes no request, except when it moves to another server. */
const replying = (row: Failure, point: string, reply: RawReply): Arming =>
  running.includes(row.operation)
    ? happening(row, { kind: 'rotation', point, reply })
    : at(row, point, { kind: 'reply', reply })

function socketArming(row: Failure, socket: Extract<CatalogueReply, { socket: unknown }>['socket']): Arming {
  if (socket === 'silent') return happening(row, { kind: 'silence' })
  if (socket === 'lost') return happening(row, { kind: 'outage' })
  if (typeof socket === 'string') return replying(row, 'socket', { status: socket })
  if ('close' in socket) return happening(row, { kind: 'drop', code: socket.close })
  return replying(row, 'socket', { status: text(socket.closeAfterOpen) })
}

function serviceArming(row: Failure, reply: CatalogueReply): Arming {
  if ('http' in reply) return replying(row, nameOf(row.point), httpReply(reply.http))
  if ('socket' in reply) return socketArming(row, reply.socket)
  if ('withheld' in reply) return replying(row, reply.withheld, { status: 'none' })
  if ('garbled' in reply) return replying(row, reply.garbled, { status: '200', reason: 'bad' })
  if ('notice' in reply) return happening(row, { kind: 'notice', notice: reply.notice, reason: reply.reason ?? '' })
  return replying(row, reply.request, {
    status: text(reply.status),
    ...(reply.reason === undefined ? {} : { reason: reply.reason }),
  })
}

/**
 * Failures of publishing and subscribing that only the documentation has: told by the publisher or subscriber, or by the session.
 */
const isOfConnection = ({ operation, point, exceptions = [] }: Failure): boolean =>
  point === 'client:documented' &&
  (operation === 'Session.publish' || operation === 'Session.subscribe') &&
  exceptions.some(({ on }) => on === 'publisher' || on === 'subscriber')

/** Something else ends what a pending call waits for: asked where the call waits. */
const isInterruption = ({ operation, point }: Failure): boolean =>
  point === 'client:interrupted' && (operation === 'Session.publish' || operation === 'Session.subscribe')

/** The parts of an armed failure. */
export function armingOf(row: Failure): Arming {
  if (kindOf(row.point) === 'service' && row.reply !== undefined) return serviceArming(row, row.reply)
  const onMedia = kindOf(row.point) === 'media' || isOfConnection(row) || isInterruption(row)
  const point = onMedia ? mediaPoint(row.operation, row.point) : row.operation
  return at(row, point, { kind: 'client', failure: row.id })
}

/** The parts of a failure from which a fault is made, for both tables of failures. */
export type FaultRecipe = Pick<Fault, 'failure' | 'point' | 'action' | 'countedBy'> & { readonly only: Subject }

/**
 * A fault for the plan.
 *
 * @throws RangeError for facts that are unknown where it strikes.
 */
export function faultOf(recipe: FaultRecipe, options: FaultOptions, now: number, strikesUnderWay = false): Fault {
  const { only, ...fault } = recipe
  const { times = 1, call = 1, match = {}, after = 0 } = options
  const problem = matchProblem(fault.failure ?? 'This answer', fault.point, match)
  if (problem !== null) throw new RangeError(problem)
  return {
    ...fault,
    match: { ...only, ...match },
    notBefore: now + durationOf(after),
    call,
    times,
    strikesUnderWay,
  }
}

/**
 * A fault that brings about a failure of the catalogue.
 *
 * @throws RangeError as {@link faultOf}.
 */
export function faultFrom(row: Failure, options: FaultOptions, now: number, strikesUnderWay = false): Fault {
  const { strikesRunning: _, ...recipe } = armingOf(row)
  return faultOf({ failure: row.id, ...recipe }, options, now, strikesUnderWay)
}
