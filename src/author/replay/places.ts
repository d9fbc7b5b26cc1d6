/** Where and when calls and acts come about again. */

import { type Anchor, entryAnchorKeys, eventTargets, kindOfAnchor } from '../../kernel/journal/anchor.ts'
import type { JournalEntry } from '../../kernel/journal/entry.ts'
import type { CallMade, Place, Setting } from '../../kernel/journal/places.ts'
import { firstClientId } from '../client.ts'

/** Where and when a call or an act was made. */
export type SettingOf = (entry: JournalEntry) => Setting | undefined

/** When an act comes about again while an application runs. */
type Moment = { readonly at: number } | { readonly after: Anchor }

/** The dispatch or the answer in which a step is made, or behind it. */
type InPlace = (Anchor | { readonly answer: number }) & { readonly later?: true }

/** The place in which an entry was made, or behind which. */
const placeOf = (setting: Setting | undefined): Place | undefined => setting?.place ?? setting?.told

/** The anchor that an entry can be, without its number; undefined: none. */
function anchorOf({ kind, who, what }: JournalEntry): Anchor | undefined {
  const [client, on] = who.split(' ')
  if (client !== firstClientId) return undefined
  if (kind === 'event') {
    const target = eventTargets.find((one) => one === on)
    return target === undefined ? undefined : { event: what, on: target }
  }
  const key = entryAnchorKeys.find((one) => kindOfAnchor(one) === kind)
  return key === undefined ? undefined : { [key]: what }
}

/** Follows a journal, and says of each call and act where it is made again, and of each act when. */
export class ReplayPlaces {
  readonly #settingOf: SettingOf
  readonly #counts: Map<string, number> = new Map()
  /** The entries that acts may follow and that have places, by their indexes. */
  readonly #anchors: Map<number, Anchor> = new Map()
  /** The last thing that an act can follow. A request is none, since it goes out by itself in the course of something else. */
  #last: JournalEntry | undefined
  #lastCall: Setting | undefined
  /** The steps of calls, by the indexes of the calls. */
  readonly #steps: Map<number, number> = new Map()

  constructor(settingOf: SettingOf) {
    this.#settingOf = settingOf
  }

  /** An entry that has come. */
  note(entry: JournalEntry): void {
    const plain = anchorOf(entry)
    if (plain === undefined) return
    const key = JSON.stringify(plain)
    const nth = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, nth)
    this.#anchors.set(entry.index, nth === 1 ? plain : { ...plain, nth })
    if (entry.kind === 'call') this.#lastCall = this.#settingOf(entry)
    if (entry.kind !== 'request' || this.#last?.at !== entry.at) this.#last = entry
  }

  /** A call was written as a step. */
  called({ index }: JournalEntry, step: number): void {
    this.#steps.set(index, step)
  }

  /** The turn in which an entry was made. */
  turnOf(entry: JournalEntry): number | undefined {
    return this.#settingOf(entry)?.turn
  }

  /** The object and the arguments of a call. */
  madeOf(entry: JournalEntry): CallMade | undefined {
    return this.#settingOf(entry)?.made
  }

  /** The dispatch or the answer in which an entry is made again, or behind it; undefined: in the course of the steps. */
  of(entry: JournalEntry): InPlace | undefined {
    const setting = this.#settingOf(entry)
    const place = placeOf(setting)
    if (place === undefined) return undefined
    const later = setting?.place === undefined ? { later: true as const } : {}
    const answer = this.#steps.get(place.index)
    if (answer !== undefined) return { answer, ...later }
    const anchor = this.#anchors.get(place.index)
    return anchor?.event === undefined ? undefined : { nth: 1, ...anchor, ...later }
  }

  /** When an act comes about again: in an instant that had begun, at once after what it followed. */
  momentOf(entry: JournalEntry): Moment {
    const { at } = entry
    const setting = this.#settingOf(entry)
    const place = placeOf(setting)
    const isAfterCall = this.#lastCall?.turn === setting?.turn && placeOf(this.#lastCall) === place
    const told = place === undefined || isAfterCall ? undefined : this.#anchors.get(place.index)
    if (told?.call !== undefined) {
      const { call, ...which } = told
      return { after: { answered: call, ...which } }
    }
    const after = told ?? (this.#last?.at === at ? this.#anchors.get(this.#last.index) : undefined)
    return after === undefined ? { at: Math.round(at) } : { after }
  }
}
