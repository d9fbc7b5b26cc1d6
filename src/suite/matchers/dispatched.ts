import type { WatchedWorld } from '../../author/watchers.ts'
import type { JournalEntry } from '../../kernel/journal/entry.ts'
import type { Journal } from '../../kernel/journal/journal.ts'
import { agrees } from '../agrees.ts'
import { lastLines } from '../journal-lines.ts'
import { type Claim, claimWords, demandEvent, demandMeant, hintFor, keyHint } from './event-claim.ts'
import { kindOf, type MatcherResult, resultOf, shownValue } from './result.ts'

/** An event that was dispatched: its entry in the journal, and the event as the listeners were given it. */
interface Dispatched {
  readonly entry: JournalEntry
  readonly event: unknown
}

/** The matcher's circumstances: the worlds of the test, and whether the expectation says `not`. */
export interface Asked {
  readonly worlds: () => readonly WatchedWorld[]
  readonly isNot: boolean
}

type EventLog = Pick<Journal, 'entries' | 'sourceOf'>

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isJournal = (value: unknown): value is EventLog =>
  isObject(value) &&
  Array.isArray(Reflect.get(value, 'entries')) &&
  typeof Reflect.get(value, 'sourceOf') === 'function'

const isDispatcher = (value: unknown): value is object =>
  isObject(value) && typeof Reflect.get(value, 'listenerCount') === 'function'

const eventsIn = (log: EventLog, object?: object): readonly Dispatched[] =>
  log.entries
    .filter((entry) => entry.kind === 'event')
    .map((entry) => ({ entry, source: log.sourceOf(entry) }))
    .filter(({ source }) => object === undefined || source?.object === object)
    .map(({ entry, source }) => ({ entry, event: source?.event }))

/** @throws TypeError for a value that dispatches no events. */
function dispatchedBy(received: unknown, worlds: readonly WatchedWorld[], matcher: string): readonly Dispatched[] {
  const journal: unknown = isObject(received) ? Reflect.get(received, 'journal') : undefined
  if (isJournal(journal)) return eventsIn(journal)
  if (isJournal(received)) return eventsIn(received)
  if (isDispatcher(received)) return worlds.flatMap((world) => eventsIn(world.journal, received))
  throw new TypeError(
    `${matcher}() takes an object that dispatches events (OT, a session, a publisher, a subscriber), a simulator or its journal; this is ${kindOf(received)}.`,
  )
}

/** Whether a detail agrees: as the journal notes it (the id of a stream), or as the listeners were given it (the stream itself). */
const hasDetail = ({ entry, event }: Dispatched, key: string, value: unknown): boolean =>
  agrees(entry.detail[key], value) || (isObject(event) && agrees(Reflect.get(event, key), value))

const otherKeys = (one: Dispatched, { details }: Claim): readonly string[] =>
  Object.entries(details).flatMap(([key, value]) => (hasDetail(one, key, value) ? [] : [key]))

const isOne = (one: Dispatched, claim: Claim): boolean =>
  one.entry.what === claim.type && otherKeys(one, claim).length === 0

const storyOf = (dispatched: readonly Dispatched[]): string =>
  dispatched.length === 0
    ? 'No event was dispatched.'
    : lastLines(dispatched.map(({ entry }) => entry)).replace(/^The journal/, 'The events')

const valueAt = ({ entry, event }: Dispatched, key: string): unknown =>
  entry.detail[key] ?? (isObject(event) ? Reflect.get(event, key) : undefined)

/** The event of the type that comes nearest to a claim, and where it differs; empty where there is none. */
function nearestWords(dispatched: readonly Dispatched[], claim: Claim): string {
  const ofType = dispatched.filter(({ entry }) => entry.what === claim.type)
  const [near] = ofType.toSorted((one, other) => otherKeys(one, claim).length - otherKeys(other, claim).length)
  if (near === undefined) return hintFor(claim)
  const keys = otherKeys(near, claim)
  const differing = keys.map((key) => `${key}: ${shownValue(valueAt(near, key))}`).join(', ')
  return ` The nearest one, at ${near.entry.at} ms, has { ${differing} }.${keys.map((key) => keyHint(claim, key)).join('')}`
}

/**
 * Whether an event of a type, with these details and perhaps more, was dispatched.
 *
 * @throws TypeError for a value that dispatches no events, a claim that is no event, and one that holds for every application.
 */
export function toHaveDispatched(
  { worlds, isNot }: Asked,
  received: unknown,
  type: unknown,
  details?: unknown,
): MatcherResult {
  const claim = demandEvent(type, details, "toHaveDispatched('sessionDisconnected', { reason: 'networkDisconnected' })")
  if (isNot) demandMeant(claim, 'toHaveDispatched')
  const dispatched = dispatchedBy(received, worlds(), 'toHaveDispatched')
  const pass = dispatched.some((one) => isOne(one, claim))
  const words = `${claimWords(claim)} should ${pass ? 'not ' : ''}have been dispatched.${pass ? '' : nearestWords(dispatched, claim)}`
  return resultOf(pass, () => storyOf(dispatched), words)
}

const orderExample =
  "toHaveDispatchedInOrder(['sessionReconnecting', ['sessionDisconnected', { reason: 'networkDisconnected' }]])"

/** @throws TypeError for a value that is no list of events. */
function demandOrder(claims: unknown): readonly Claim[] {
  if (!Array.isArray(claims) || claims.length === 0) {
    const given = Array.isArray(claims) ? 'this list is empty' : `this is ${kindOf(claims)}`
    throw new TypeError(`toHaveDispatchedInOrder() takes a list of events, and ${given}. Write: ${orderExample}.`)
  }
  return claims.map((claim: unknown) => {
    const [type, details]: readonly unknown[] = Array.isArray(claim) ? claim : [claim]
    return demandEvent(type, details, orderExample)
  })
}

/**
 * Whether events were dispatched one after the other, whatever lies between them.
 *
 * @throws TypeError for a value that dispatches no events, a claim that is no list of events, and one that holds for every
 * application.
 */
export function toHaveDispatchedInOrder({ worlds, isNot }: Asked, received: unknown, claims: unknown): MatcherResult {
  const wanted = demandOrder(claims)
  if (isNot) for (const claim of wanted) demandMeant(claim, 'toHaveDispatchedInOrder')
  const dispatched = dispatchedBy(received, worlds(), 'toHaveDispatchedInOrder')
  let from = 0
  let before = ''
  for (const claim of wanted) {
    const at = dispatched.findIndex((one, index) => index >= from && isOne(one, claim))
    if (at < 0) {
      const hint = nearestWords(dispatched.slice(from), claim)
      return resultOf(
        false,
        () => storyOf(dispatched),
        `${before}${claimWords(claim)} should have been dispatched.${hint}`,
      )
    }
    from = at + 1
    before = `After ${claimWords(claim)}, `
  }
  const words = `These events should not have been dispatched in this order: ${wanted.map(claimWords).join(', ')}.`
  return resultOf(true, () => storyOf(dispatched), words)
}
