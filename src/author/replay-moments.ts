/** When acts and calls come about again: by time, and within one instant by what they followed. */

import { type Anchor, anchorKeys, eventTargets, kindOfAnchor } from '../kernel/journal/anchor.ts'
import type { JournalEntry } from '../kernel/journal/entry.ts'
import { firstClientId } from './client.ts'

type Moment = { readonly at: number } | { readonly after: Anchor }
type Until = Anchor & { readonly entry?: number }

/** The anchor that an entry can be, without its number; undefined: none. */
function anchorOf({ kind, who, what }: JournalEntry): Anchor | undefined {
  const [client, on] = who.split(' ')
  if (client !== firstClientId) return undefined
  const key = anchorKeys.find((one) => kindOfAnchor(one) === kind)
  if (key === undefined) return undefined
  if (key !== 'event') return { [key]: what }
  const target = eventTargets.find((one) => one === on)
  return { event: what, ...(target === undefined ? {} : { on: target }) }
}

const keyOf = (anchor: Anchor): string => JSON.stringify(anchor)

const numbered = (anchor: Anchor, nth: number): Anchor => (nth === 1 ? anchor : { ...anchor, nth })

/** The last entry that others may be anchored to. */
interface Last {
  readonly at: number
  readonly anchor: Anchor
  /** Its number since the beginning, and since the last call. */
  readonly nth: number
  readonly nthSinceCall: number
}

/** Follows a journal, and says of each act and call when it comes about again. */
export class ReplayMoments {
  readonly #counts: Map<string, number> = new Map()
  #sinceCall: Map<string, number> = new Map()
  /** The last thing that an act can follow. A request is none, since it goes out by itself in the course of something else. */
  #lastForAct: Last | undefined
  #lastRequest: Last | undefined
  /** The last thing that has come since the last call: the next call waits for it. */
  #sinceLastCall: { readonly at: number; readonly until: Until } | undefined
  #requestAt: number | undefined

  /** An entry that is neither an act nor a call which is written. */
  note(entry: JournalEntry): void {
    // Media is carried in a turn of its own: a call after it was not made at once after what came before.
    if (entry.what === 'media.carried') this.#sinceLastCall = undefined
    const anchor = anchorOf(entry)
    if (anchor === undefined) return
    const key = keyOf(anchor)
    const nth = (this.#counts.get(key) ?? 0) + 1
    const nthSinceCall = (this.#sinceCall.get(key) ?? 0) + 1
    this.#counts.set(key, nth)
    this.#sinceCall.set(key, nthSinceCall)
    const last: Last = { at: entry.at, anchor, nth, nthSinceCall }
    if (entry.kind === 'request') {
      this.#lastRequest = last
      return
    }
    this.#lastForAct = last
    if (entry.kind !== 'call') this.#sinceLastCall = { at: entry.at, until: numbered(anchor, nthSinceCall) }
  }

  /** When an act comes about again: in an instant that had begun, at once after what it followed. */
  momentOf({ at }: JournalEntry): Moment {
    const last = [this.#lastForAct, this.#lastRequest].find((one) => one?.at === at)
    if (last !== undefined) return { after: numbered(last.anchor, last.nth) }
    // A request of the application's server is no anchor: what followed it comes a millisecond later.
    return { at: Math.round(at) + (this.#requestAt === at ? 1 : 0) }
  }

  /** An act was written as this entry of the timeline. */
  acted({ at }: JournalEntry, entry: number): void {
    this.#sinceLastCall = { at, until: { entry } }
  }

  /** The anchor or the entry that ends the wait before a call; undefined: time alone ends it. */
  untilOf({ at }: JournalEntry): Until | undefined {
    return this.#sinceLastCall?.at === at ? this.#sinceLastCall.until : undefined
  }

  /** A call or a request was written as a step. */
  called(entry: JournalEntry): void {
    this.#sinceCall = new Map()
    this.#sinceLastCall = undefined
    if (entry.kind === 'request') this.#requestAt = entry.at
    else this.note(entry)
    this.#sinceCall = new Map()
  }
}
