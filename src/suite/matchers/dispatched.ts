import type { WatchedWorld } from '../../author/watchers.ts'
import { events } from '../../contract/events.ts'
import type { JournalEntry } from '../../kernel/journal/entry.ts'
import type { Journal } from '../../kernel/journal/journal.ts'
import { nearest } from '../../kernel/nearest.ts'
import { isBag } from '../../kernel/values.ts'
import { agrees } from '../agrees.ts'
import { lastLines } from '../journal-lines.ts'
import { kindOf, type MatcherResult, resultOf } from './result.ts'

/** An event by its type, and what its details have to be, where they matter. */
export type EventClaim = string | readonly [type: string, details: Readonly<Record<string, unknown>>]

type Dispatched = readonly JournalEntry[]

const names: readonly string[] = Object.values(events).flatMap((ofObject) => Object.keys(ofObject))

const isJournal = (value: unknown): value is Pick<Journal, 'entries'> =>
  typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, 'entries'))

const isDispatcher = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'listenerCount') === 'function'

const eventsIn = (entries: readonly JournalEntry[]): Dispatched => entries.filter(({ kind }) => kind === 'event')

function ofObject(object: object, worlds: readonly WatchedWorld[]): Dispatched {
  return worlds.flatMap(({ journal }) =>
    eventsIn(journal.entries).filter((entry) => journal.sourceOf(entry)?.object === object),
  )
}

/** @throws TypeError for a value that dispatches no events. */
function dispatchedBy(received: unknown, worlds: readonly WatchedWorld[], matcher: string): Dispatched {
  const journal: unknown =
    typeof received === 'object' && received !== null ? Reflect.get(received, 'journal') : undefined
  if (isJournal(journal)) return eventsIn(journal.entries)
  if (isJournal(received)) return eventsIn(received.entries)
  if (isDispatcher(received)) return ofObject(received, worlds)
  throw new TypeError(
    `${matcher}() takes an object that dispatches events (OT, a session, a publisher, a subscriber), a simulator or its journal; this is ${kindOf(received)}.`,
  )
}

interface Claim {
  readonly type: string
  readonly details: Readonly<Record<string, unknown>>
}

/** @throws TypeError for a claim that is no event. */
function demandEvent(claim: unknown, matcher: string): Claim {
  const [type, details = {}]: readonly unknown[] = Array.isArray(claim) ? claim : [claim]
  if (typeof type === 'string' && type !== '' && isBag(details)) return { type, details }
  throw new TypeError(
    `${matcher}() takes the type of an event, and an object with details where they matter, and this is ${kindOf(claim)}. Write: ['sessionDisconnected', { reason: 'networkDisconnected' }].`,
  )
}

const isOne = ({ what, detail }: JournalEntry, { type, details }: Claim): boolean =>
  what === type && agrees(detail, details)

const claimWords = ({ type, details }: Claim): string =>
  Object.keys(details).length === 0 ? type : `${type} ${JSON.stringify(details)}`

// An application may dispatch events of its own. An unknown type is therefore not refused, and gets a hint.
function hintFor({ type }: Claim): string {
  const known = type.startsWith('signal:') || names.includes(type)
  return known ? '' : ` The SDK has no event of this type; did you mean ${JSON.stringify(nearest(type, names))}?`
}

const storyOf = (dispatched: Dispatched): string =>
  dispatched.length === 0 ? 'No event was dispatched.' : lastLines(dispatched).replace(/^The journal/, 'The events')

/**
 * Whether an event of a type, with these details and perhaps more, was dispatched.
 *
 * @throws TypeError for a value that dispatches no events, or a claim that is no event.
 */
export function toHaveDispatched(
  worlds: () => readonly WatchedWorld[],
  received: unknown,
  type: unknown,
  details?: unknown,
): MatcherResult {
  const claim = demandEvent(details === undefined ? type : [type, details], 'toHaveDispatched')
  const dispatched = dispatchedBy(received, worlds(), 'toHaveDispatched')
  const pass = dispatched.some((entry) => isOne(entry, claim))
  const words = `${claimWords(claim)} should ${pass ? 'not ' : ''}have been dispatched.${pass ? '' : hintFor(claim)}`
  return resultOf(pass, () => storyOf(dispatched), words)
}

/**
 * Whether events were dispatched one after the other, whatever lies between them.
 *
 * @throws TypeError for a value that dispatches no events, or a claim that is no list of events.
 */
export function toHaveDispatchedInOrder(
  worlds: () => readonly WatchedWorld[],
  received: unknown,
  claims: unknown,
): MatcherResult {
  if (!Array.isArray(claims) || claims.length === 0) {
    throw new TypeError(
      `toHaveDispatchedInOrder() takes a list of events, and this is ${kindOf(claims)}. Write: ['sessionReconnecting', ['sessionDisconnected', { reason: 'networkDisconnected' }]].`,
    )
  }
  const wanted = claims.map((claim) => demandEvent(claim, 'toHaveDispatchedInOrder'))
  const dispatched = dispatchedBy(received, worlds(), 'toHaveDispatchedInOrder')
  let from = 0
  let before = 'the beginning'
  for (const claim of wanted) {
    const at = dispatched.findIndex((entry, index) => index >= from && isOne(entry, claim))
    if (at < 0) {
      const words = `After ${before}, ${claimWords(claim)} should have been dispatched.${hintFor(claim)}`
      return resultOf(false, () => storyOf(dispatched), words)
    }
    from = at + 1
    before = claimWords(claim)
  }
  return resultOf(
    true,
    () => storyOf(dispatched),
    `These events should not have been dispatched in this order: ${wanted.map(claimWords).join(', ')}.`,
  )
}
