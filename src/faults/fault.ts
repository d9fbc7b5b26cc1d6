import type { RawReply, Subject } from '../kernel/hazard.ts'

/** Which call or request a fault means, and how often. */
export interface FaultOptions {
  /** How many times it strikes; default 1; `Infinity`: every time. */
  readonly times?: number
  /** Only from the n-th matching call on, counted from 1; default 1. */
  readonly call?: number
  /** Only where every named fact agrees: `client`, `sessionId`, `streamId`, `name`, `connectionId`, `type`. */
  readonly match?: Subject
  /** Only once this much time has passed since it was armed: milliseconds, or a text such as `'30s'`. */
  readonly after?: number | string
}

/** What a fault does where it strikes. */
export type FaultAction =
  | { readonly kind: 'client'; readonly failure: string }
  | { readonly kind: 'reply'; readonly reply: RawReply }

/** A failure that was asked for. */
export interface Fault {
  readonly point: string
  readonly action: FaultAction
  readonly match: Subject
  readonly notBefore: number
  skip: number
  left: number
}

export const agrees = (match: Subject, subject: Subject): boolean =>
  Object.entries(match).every(([key, value]) => subject[key] === value)
