import type { Client } from '../base/client.ts'
import type { SessionOptions } from '../session/options.ts'
import { Session } from '../session/session.ts'

/** A new session, or the one that was made for the same id before (recorded: `initSession/same-id-different-apiKey`). */
export function sessionFor(client: Client, options: SessionOptions): Session {
  const { sessionId } = options
  const known = sessionId === '' ? undefined : client.registry.sessions.get(sessionId)
  if (known !== undefined) return known
  const session = new Session(client, options)
  client.registry.addSession(sessionId, session)
  return session
}
