/** Anchors: something that the application does or is told, at once after which something else happens. */

import type { JournalEntry } from './entry.ts'
import type { Answered } from './places.ts'

/** The kinds of objects that dispatch events. */
export const eventTargets = ['OT', 'session', 'publisher', 'subscriber'] as const

export type EventTarget = (typeof eventTargets)[number]

/** The keys that a file has for anchors that are entries of the journal. */
export const entryAnchorKeys = ['event', 'call', 'fails', 'request', 'reply'] as const

type EntryAnchorKey = (typeof entryAnchorKeys)[number]

/** The keys that a file has for anchors. */
export const anchorKeys: readonly (EntryAnchorKey | 'answered')[] = [...entryAnchorKeys, 'answered']

/** The kind of the journal's entries that an anchor of this key names. */
export const kindOfAnchor = (key: EntryAnchorKey): JournalEntry['kind'] => (key === 'fails' ? 'error' : key)

/**
 * An event, a call, the answer of a call, or a failure of the application, or a request of its client to the service, or its reply;
 * `nth`: which event, call, and so on of that name, counted from 1.
 */
export interface Anchor {
  readonly event?: string
  /** The object of the event; left out: any. */
  readonly on?: EventTarget
  readonly call?: string
  readonly fails?: string
  readonly request?: string
  readonly reply?: string
  /** A call whose answer is heard: by its handler, or behind its promise. */
  readonly answered?: string
  /** Default 1. */
  readonly nth?: number
}

/** An entry of the journal, as far as an anchor looks at it, or that the answer of a call is heard. */
export type Note = Pick<JournalEntry, 'kind' | 'who' | 'what' | 'index'> | Answered

/** Whether an entry of the client that is "me" is of the name of an anchor. */
export function isOfAnchor(anchor: Anchor, { kind, who, what }: Pick<JournalEntry, 'kind' | 'who' | 'what'>): boolean {
  const isSame = entryAnchorKeys.some((key) => anchor[key] === what && kindOfAnchor(key) === kind)
  return isSame && (anchor.on === undefined || who.split(' ')[1] === anchor.on)
}

/** The entry or the answer that an anchor names: it is asked of one note after the other. */
export function anchored(anchor: Anchor): (note: Note) => boolean {
  const { answered, nth = 1 } = anchor
  let left = nth
  if (answered === undefined) {
    return (note) => note.kind !== 'answered' && left > 0 && isOfAnchor(anchor, note) && --left === 0
  }
  let asked: number | undefined
  return (note) => {
    if (note.kind === 'answered') return note.index === asked
    if (note.kind === 'call' && note.what === answered && left > 0 && --left === 0) asked = note.index
    return false
  }
}

/** The name of an event, or an anchor in a few words: `streamCreated publisher 2`. */
export const anchorWords = (after: string | Anchor): string =>
  typeof after === 'string' ? after : Object.values(after).join(' ')
