/** Anchors: something that the application does or is told, at once after which something else happens. */

import type { JournalEntry } from './entry.ts'

/** The kinds of objects that dispatch events. */
export const eventTargets = ['OT', 'session', 'publisher', 'subscriber'] as const

export type EventTarget = (typeof eventTargets)[number]

/** The keys that a file has for anchors. */
export const anchorKeys = ['event', 'call', 'fails', 'request', 'reply'] as const

type AnchorKey = (typeof anchorKeys)[number]

/** The kind of the journal's entries that an anchor of this key names. */
export const kindOfAnchor = (key: AnchorKey): JournalEntry['kind'] => (key === 'fails' ? 'error' : key)

/**
 * An event, a call or a failure of the application, or a request of its client to the service, or its reply; `nth`: which one of
 * that name, counted from 1.
 */
export interface Anchor {
  readonly event?: string
  /** The object of the event; left out: any. */
  readonly on?: EventTarget
  readonly call?: string
  readonly fails?: string
  readonly request?: string
  readonly reply?: string
  /** Default 1. */
  readonly nth?: number
}

/** An entry of the journal, as far as an anchor looks at it. */
export type Note = Pick<JournalEntry, 'kind' | 'who' | 'what'>

/** Whether an entry of the client that is "me" is of the name of an anchor. */
export function isOfAnchor(anchor: Anchor, { kind, who, what }: Note): boolean {
  const isSame = anchorKeys.some((key) => anchor[key] === what && kindOfAnchor(key) === kind)
  return isSame && (anchor.on === undefined || who.split(' ')[1] === anchor.on)
}

/** The entry that an anchor names: it is asked of one entry after the other. */
export function anchored(anchor: Anchor): (note: Note) => boolean {
  let left = anchor.nth ?? 1
  return (note) => left > 0 && isOfAnchor(anchor, note) && --left === 0
}

/** The name of an event, or an anchor in a few words: `streamCreated publisher 2`. */
export const anchorWords = (after: string | Anchor): string =>
  typeof after === 'string' ? after : Object.values(after).join(' ')
