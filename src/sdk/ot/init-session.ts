import type { Client } from '../base/client.ts'
import type { Registry } from '../base/registry.ts'
import type { Publisher } from '../publisher/publisher.ts'
import type { SessionOptions } from '../session/options.ts'
import { Session } from '../session/session.ts'
import type { Subscriber } from '../subscriber/subscriber.ts'

/** All objects of one `OT`, by their classes. */
export type OTRegistry = Registry<Session, Publisher, Subscriber>

export type OTClient = Client<OTRegistry>

/** A new session, or the one that was made for the same id before (recorded: `initSession/same-id-different-apiKey`). */
export function sessionFor(client: OTClient, options: SessionOptions): Session {
  const { sessionId } = options
  const known = sessionId === '' ? undefined : client.registry.sessions.get(sessionId)
  if (known !== undefined) return known
  const session = new Session(client, options)
  client.registry.addSession(sessionId, session)
  return session
}
