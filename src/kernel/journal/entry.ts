/** What kind of thing happened. */
export type JournalKind = 'call' | 'event' | 'error' | 'request' | 'reply' | 'fact' | 'fault' | 'control' | 'uncaught'

/** One thing that happened: plain data, its time relative to the beginning, in milliseconds. */
export interface JournalEntry {
  readonly index: number
  readonly at: number
  readonly kind: JournalKind
  /** Who it happened to: a client's id, `service`, or `test`. */
  readonly who: string
  readonly what: string
  readonly detail: Readonly<Record<string, unknown>>
}
