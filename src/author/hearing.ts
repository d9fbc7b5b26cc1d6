/** Tells which functions of the application heard of a failure, and over which channel: `simulator.heardOf()`. */

import type { Dialect } from '../contract/dialect.ts'
import { type Channel, channels } from '../contract/failure-row.ts'
import {
  type Failure,
  type FailureId,
  findFailure,
  isFailureId,
  type ResolvedFailure,
  resolve,
} from '../contract/failures.ts'
import { operations } from '../contract/operations.ts'
import type { RestFailureId } from '../contract/rest/failures.ts'
import { type TellingEvent, tellingEvents } from '../contract/telling-events.ts'
import type { JournalEntry } from '../kernel/journal/entry.ts'
import type { Journal } from '../kernel/journal/journal.ts'
import { demandArguments, param } from '../vocabulary/check.ts'
import { type Form, filled, optional, type Shape } from '../vocabulary/shape.ts'
import { dialect as dialectWord } from '../vocabulary/words.ts'
import type { ParamsOf } from './verbs/verb-table.ts'

/** A record that a failure reached a function of the application, or the application's server. */
export interface Hearing {
  /** The client whose application heard, such as `client-1`; `server` for a failure of HTTP. */
  readonly who: string
  /** The channel; `response` for a failure of HTTP. */
  readonly over: Channel | 'response'
  /** When, in milliseconds since the beginning of the journal. */
  readonly at: number
}

/** The fate of one failure. */
export interface Reached {
  readonly failure: FailureId | RestFailureId
  /** How often it was brought about. */
  readonly times: number
  readonly heard: readonly Hearing[]
}

const isChannel = (value: unknown): value is Channel => channels.some((channel) => channel === value)

type Log = Pick<Journal, 'entries' | 'sourceOf'>

const clientOf = (who: string): string => who.split(' ')[0] ?? who
const kindOf = (who: string): string => who.split(' ')[1] ?? ''

const isTelling = ({ kind, who, what, detail }: JournalEntry, { on, event, reason }: TellingEvent): boolean =>
  kind === 'event' && what === event && kindOf(who) === on && (reason === undefined || detail['reason'] === reason)

const struckFailure = ({ kind, detail }: JournalEntry): unknown => (kind === 'fault' ? detail['failure'] : undefined)

/** Channels that cannot go unheard: what a call throws reaches its caller, and the page reports what escapes to it. */
function certain({ operation, channels }: Failure): readonly Channel[] {
  const promise = operation in operations ? operations[operation].promise : 'none'
  return channels.filter((channel) => channel === 'thrown' || (channel === 'promise' && promise === 'native'))
}

const escaped = (entries: readonly JournalEntry[], id: FailureId): readonly Hearing[] =>
  entries
    .filter(({ kind, detail }) => kind === 'uncaught' && detail['by'] === undefined)
    .filter(({ detail }) => String(detail['message']).endsWith(` ${id}`))
    .map(({ who, at }) => ({ who: clientOf(who), over: 'window-error', at }))

const byEvent = (log: Log, tellingEvent: TellingEvent, from: number): readonly Hearing[] =>
  log.entries
    .filter(
      (entry) => entry.index >= from && isTelling(entry, tellingEvent) && (log.sourceOf(entry)?.listeners ?? 0) > 0,
    )
    .map(({ who, at }) => ({ who: clientOf(who), over: 'event', at }))

/** The entries by which a failure is known to have been brought about: its error was made, it struck, or its event came. */
function evidence(entries: readonly JournalEntry[], id: FailureId): readonly JournalEntry[] {
  const errors = entries.filter(({ kind, what }) => kind === 'error' && what === id)
  if (errors.length > 0) return errors
  const tellingEvent = tellingEvents[id]
  const strikes = entries.filter((entry) => struckFailure(entry) === id)
  if (tellingEvent === undefined) return strikes
  return strikes.length > 0 || !tellingEvent.tellsApart
    ? strikes
    : entries.filter((entry) => isTelling(entry, tellingEvent))
}

/** The fate of a failure; null where it was not brought about, since no call and no running object reached it. */
export function reached(log: Log, id: FailureId): Reached | null {
  const { entries } = log
  const found = evidence(entries, id)
  const [first] = found
  if (first === undefined) return null
  const tellingEvent = tellingEvents[id]
  const heard: Hearing[] = [
    ...entries
      .filter(({ kind, what }) => kind === 'heard' && what === id)
      .flatMap(({ who, detail, at }) => (isChannel(detail['over']) ? [{ who, over: detail['over'], at }] : [])),
    ...found.flatMap(({ who, at }) => certain(findFailure(id)).map((over) => ({ who: clientOf(who), over, at }))),
    ...escaped(entries, id),
    ...(tellingEvent === undefined ? [] : byEvent(log, tellingEvent, first.index)),
  ]
  return { failure: id, times: found.length, heard }
}

const struck = (entry: JournalEntry): readonly string[] => {
  const id = struckFailure(entry)
  return typeof id === 'string' ? [id] : []
}

/** The failures that are known by their event alone, by the name of the event. */
const apart: ReadonlyMap<string, readonly (readonly [string, TellingEvent])[]> = new Map(
  [...new Set(Object.values(tellingEvents).map(({ event }) => event))].map((name) => [
    name,
    Object.entries(tellingEvents).filter(([, { event, tellsApart }]) => tellsApart && event === name),
  ]),
)

const telling: ReadonlySet<JournalEntry['kind']> = new Set(['error', 'heard', 'fault', 'uncaught'])
const tellingNames: ReadonlySet<string> = new Set(Object.values(tellingEvents).map(({ event }) => event))

/** The few entries that tell of failures. A suite asks after each test, so that no function is called for the many others. */
function tellingIn({ entries }: Log): readonly JournalEntry[] {
  const found: JournalEntry[] = []
  for (const entry of entries) {
    if (telling.has(entry.kind) || (entry.kind === 'event' && tellingNames.has(entry.what))) found.push(entry)
  }
  return found
}

/** Everything that was brought about, in the order of the catalogue's ids. */
export function allReached(whole: Log): readonly Reached[] {
  const log: Log = { entries: tellingIn(whole), sourceOf: (entry) => whole.sourceOf(entry) }
  const ids = new Set(
    log.entries.flatMap((entry) => {
      if (entry.kind === 'error' || entry.kind === 'heard') return [entry.what]
      if (entry.kind === 'fault') return struck(entry)
      const events = entry.kind === 'event' ? (apart.get(entry.what) ?? []) : []
      return events.filter(([, event]) => isTelling(entry, event)).map(([id]) => id)
    }),
  )
  return [...ids]
    .filter(isFailureId)
    .sort()
    .flatMap((id) => reached(log, id) ?? [])
}

const failureId: Shape<FailureId> = filled as Form
const errorOfParams = [param('id', failureId), param('dialect', optional(dialectWord))] satisfies ParamsOf<
  Parameters<typeof errorOf>
>

/**
 * The name, the code and the title that a failure has in a dialect, as `fail()` gives them.
 *
 * @param dialect Default `documented`.
 * @throws RangeError for an id that is not in the catalogue, a dialect that is none, and a failure that SDK 2.35 never produces in the
 *   dialect `sdk` (its row has `sdk: null`).
 *
 * @example
 * errorOf('OT.initPublisher/access-denied') // { name: 'OT_USER_MEDIA_ACCESS_DENIED', code: 1500, ... }
 */
export function errorOf(...args: readonly [id: FailureId, dialect?: Dialect]): ResolvedFailure {
  demandArguments('errorOf', errorOfParams, args)
  const [id, dialect = 'documented'] = args
  const failure = findFailure(id)
  if (dialect === 'sdk' && failure.sdk === null) {
    throw new RangeError(
      `SDK 2.35 never produces ${id}, so that it has no error in the dialect "sdk". Ask for the documented one: errorOf(${JSON.stringify(id)}).`,
    )
  }
  const { name, code, title } = resolve(failure, dialect)
  return { name, code, title }
}
