import type { Notice } from '../contract/failure-row.ts'
import type { RawReply } from '../kernel/hazard.ts'

/** An event that happens to a client without a call and without an answer. Plain data. */
export type Incident =
  /** The service tells something, of the stream or the connection at which the fault struck. */
  | { readonly kind: 'notice'; readonly notice: Notice; readonly reason: string }
  /** The messaging connection breaks, with this close code. */
  | { readonly kind: 'drop'; readonly code: number }
  /** The service says nothing any more, until the session has ended. */
  | { readonly kind: 'silence' }
  /** The service moves the session to another server, which answers one request of the client so. */
  | { readonly kind: 'rotation'; readonly point: string; readonly reply: RawReply }
  /** The network is gone until the session has ended. */
  | { readonly kind: 'outage' }
