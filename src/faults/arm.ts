import type { Dialect } from '../contract/dialect.ts'
import { isProducible } from '../contract/dialect.ts'
import type { RawReply as CatalogueReply } from '../contract/failure-row.ts'
import { type Failure, failures, findFailure, isFailureId } from '../contract/failures.ts'
import { kindOf, mediaPoint } from '../contract/fault-points.ts'
import type { Operation } from '../contract/operations.ts'
import { sessionInfoFailure } from '../contract/replies.ts'
import { durationOf } from '../kernel/clock.ts'
import type { RawReply } from '../kernel/hazard.ts'
import { demandKnownKeys } from '../kernel/known-keys.ts'
import { nearest } from '../kernel/nearest.ts'
import type { Fault, FaultAction, FaultOptions } from './fault.ts'

/** How often the SDK asks before one call has failed: requests for session information, and attempts to connect (recorded). */
const attemptsPerCall = 3

/** A fault for the plan. */
export interface FaultArming {
  readonly kind: 'fault'
  readonly point: string
  readonly action: FaultAction
  readonly strikesPerCall: number
  /** It strikes what runs already, and nobody has to call for it. */
  readonly strikesRunning: boolean
}

/** What arming a failure comes to: faults for the plan, or something that the devices or the network do. */
export type Arming =
  | FaultArming
  | { readonly kind: 'capture'; readonly of: 'camera' | 'screen'; readonly problem: string }
  | { readonly kind: 'dropped'; readonly code: number; readonly final: boolean }
  | { readonly kind: 'silent' }
  | { readonly kind: 'notice'; readonly notice: string; readonly reason: string }

/**
 * The row of a failure id.
 *
 * @throws RangeError for an id that is not in the catalogue; names the nearest.
 */
export function demandFailure(id: string, otherNames: readonly string[] = []): Failure {
  if (isFailureId(id)) return findFailure(id)
  const meant = failures.filter(({ documented, sdk }) =>
    [documented.name, documented.code, sdk?.name, sdk?.code].some((part) => part !== null && String(part) === id),
  )
  if (meant.length > 0) {
    throw new RangeError(
      `${JSON.stringify(id)} is a name or a code that several failures share. Say which: ${meant.map((failure) => failure.id).join(', ')}.`,
    )
  }
  const near = nearest(id, [...otherNames, ...failures.map((failure) => failure.id)])
  throw new RangeError(
    `There is no failure ${JSON.stringify(id)}. Did you mean ${JSON.stringify(near)}? "npx fake-opentok list" shows them all.`,
  )
}

/** @throws Error where the dialect never produces the failure, or nothing simulates it yet. */
export function demandArmable(row: Failure, dialect: Dialect): void {
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

// A failure that the SDK meets with another request has to strike until it gives up.
function strikesFor(point: string, reply: RawReply): number {
  if (point === 'socket' || point === 'connection.create') return attemptsPerCall
  if (point !== 'sessionInfo') return 1
  if (reply.status === 'failed' || reply.status === 'offline') return attemptsPerCall
  const answer = { kind: 'response', status: Number(reply.status), body: reply.body ?? '' } as const
  return sessionInfoFailure(answer, '')?.retried === true ? attemptsPerCall : 1
}

function fault(point: string, reply: RawReply): Arming {
  const strikesPerCall = strikesFor(point, reply)
  return { kind: 'fault', point, action: { kind: 'reply', reply }, strikesPerCall, strikesRunning: false }
}

function socketArming(socket: Extract<CatalogueReply, { socket: unknown }>['socket']): Arming {
  if (socket === 'silent') return { kind: 'silent' }
  if (typeof socket === 'string') return fault('socket', { status: socket })
  if ('close' in socket) return { kind: 'dropped', code: socket.close, final: true }
  return fault('socket', { status: text(socket.closeAfterOpen) })
}

function serviceArming(row: Failure, reply: CatalogueReply): Arming {
  const point = row.point.slice(row.point.indexOf(':') + 1)
  if ('http' in reply) return fault(point, httpReply(reply.http))
  if ('socket' in reply) return socketArming(reply.socket)
  if ('withheld' in reply) return fault(reply.withheld, { status: 'none' })
  if ('garbled' in reply) return fault(reply.garbled, { status: '200', reason: 'bad' })
  if ('notice' in reply) return { kind: 'notice', notice: reply.notice, reason: reply.reason ?? '' }
  return fault(reply.request, {
    status: text(reply.status),
    ...(reply.reason === undefined ? {} : { reason: reply.reason }),
  })
}

/** Operations that make a publisher: a failure of its capture is the camera's, and strikes whoever captures next. */
const capturing: readonly Operation[] = ['OT.initPublisher', 'Session.publish']

/** What goes wrong by itself while these run. */
const running: readonly Operation[] = ['Publisher', 'Subscriber']

/** Methods whose failures at media points are asked for where they meet the media, and strike no other call. */
const isMethodOnMedia = ({ operation, point }: Failure): boolean =>
  /^(?:OT|Publisher|Subscriber)\./.test(operation) && !capturing.includes(operation) && kindOf(point) === 'media'

function captureProblem(row: Failure): { of: 'camera' | 'screen'; problem: string } | null {
  if (isMethodOnMedia(row)) return null
  const screen = row.point === 'media:get-display-media'
  const condition: unknown = row.media?.[screen ? 'getDisplayMedia' : 'getUserMedia']
  const name: unknown =
    typeof condition === 'object' && condition !== null
      ? Reflect.get(condition, 'reject')
      : condition === 'missing'
        ? 'missing'
        : undefined
  return typeof name === 'string' ? { of: screen ? 'screen' : 'camera', problem: name } : null
}

/** Failures of publishing and subscribing that only the documentation has: told by the publisher or subscriber, or by the session. */
const isOfConnection = ({ operation, point, exceptions = [] }: Failure): boolean =>
  point === 'client:documented' &&
  (operation === 'Session.publish' || operation === 'Session.subscribe') &&
  exceptions.some(({ on }) => on === 'publisher' || on === 'subscriber')

/** What a failure is armed by. */
export function armingOf(row: Failure): Arming {
  const capture = captureProblem(row)
  if (capture !== null) return { kind: 'capture', ...capture }
  if (kindOf(row.point) === 'service' && row.reply !== undefined) return serviceArming(row, row.reply)
  const onMedia = kindOf(row.point) === 'media' || isOfConnection(row)
  const point = onMedia ? mediaPoint(row.operation, row.point) : row.operation
  const strikesRunning = running.includes(row.operation)
  return { kind: 'fault', point, action: { kind: 'client', failure: row.id }, strikesPerCall: 1, strikesRunning }
}

const faultKeys: readonly (keyof FaultOptions)[] = ['times', 'call', 'match', 'after']

/** @throws RangeError for figures that cannot be. */
function demandFigures(options: FaultOptions): void {
  demandKnownKeys(options, faultKeys, 'fail')
  const { times = 1, call = 1 } = options
  if (!(times >= 1) || !(Number.isInteger(times) || times === Infinity)) {
    throw new RangeError(`times: ${times} is impossible. Give a whole number from 1 up, or Infinity.`)
  }
  if (!Number.isInteger(call) || call < 1) {
    throw new RangeError(`call: ${call} is impossible. Calls are counted from 1.`)
  }
}

/** A fault for the plan, by an arming and what was asked for. */
export function faultFrom(arming: FaultArming, options: FaultOptions, now: number): Fault {
  demandFigures(options)
  const { times = 1, call = 1, match = {}, after = 0 } = options
  return {
    point: arming.point,
    action: arming.action,
    match,
    notBefore: now + durationOf(after),
    skip: call - 1,
    left: times * arming.strikesPerCall,
  }
}
