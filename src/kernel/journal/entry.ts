/** The kind of an entry. */
export type JournalKind =
  /** The application called a method of the SDK; a method that only reads, such as `getStats()`, is left out. */
  | 'call'
  | 'event'
  | 'error'
  /** A function of the application was given the error of a failure. */
  | 'heard'
  | 'request'
  | 'reply'
  | 'fact'
  | 'fault'
  | 'control'
  | 'uncaught'

/** One thing that happened: plain data, its time relative to the beginning, in milliseconds. */
export interface JournalEntry {
  readonly index: number
  readonly at: number
  readonly kind: JournalKind
  /** The party that the entry is about: a client's id, `service`, or `test`. */
  readonly who: string
  readonly what: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** Where an event came from: the object that dispatched it, how many listeners it had then, and the event as they were given it. */
export interface EventSource {
  readonly object: object
  readonly listeners: number
  readonly event?: unknown
}
