/** The session information that a client is given before it opens its messaging connection. */

import type { HttpAnswer } from '../../wire/link.ts'

/** The parts of the session information that the client acts on. */
export interface SessionInfo {
  readonly reconnection: boolean
  readonly relayed: boolean
  readonly encrypted: boolean
  readonly messagingUrl: string
}

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

/** Reads an answer that is known to be session information. */
export function infoIn(answer: HttpAnswer): SessionInfo {
  const body: unknown = answer.kind === 'response' ? JSON.parse(answer.body) : []
  const node: unknown = Array.isArray(body) ? body[0] : undefined
  const has = (name: string): boolean => field(field(node, 'properties'), name) === true
  return {
    reconnection: has('reconnection'),
    relayed: has('p2p'),
    encrypted: has('e2ee'),
    messagingUrl: String(field(node, 'messaging_url') ?? ''),
  }
}
