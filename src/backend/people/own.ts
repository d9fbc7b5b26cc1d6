import type { StreamRecord } from '../../wire/records.ts'
import type { Service } from '../service.ts'
import { streamsOf } from '../state.ts'

/** The room in which a name is looked up, and the client that the application holds. */
export interface OwnParts {
  readonly sessionId: string
  readonly backend: Pick<Service, 'session'>
  readonly ownClientId: string
}

function ownConnection(parts: OwnParts): string {
  const members = [...(parts.backend.session(parts.sessionId)?.members.values() ?? [])]
  const own = members.filter(({ clientId }) => clientId === parts.ownClientId).at(-1)
  if (own !== undefined) return own.connection.id
  throw new Error('"me" is your application, and it is not in this session. Let it connect first.')
}

function ownStream(parts: OwnParts): StreamRecord {
  const session = parts.backend.session(parts.sessionId)
  const connectionId = ownConnection(parts)
  const [stream] = session === undefined ? [] : streamsOf(session, connectionId)
  if (stream !== undefined) return stream
  throw new Error('"own" is the stream of your application, and it publishes none. Let it publish first.')
}

/**
 * The id of a connection; `me` stands for the application's own, as in a scenario file.
 * @throws Error where the application is not in the session.
 */
export const connectionNamed = (parts: OwnParts, name: string): string => (name === 'me' ? ownConnection(parts) : name)

/**
 * The id of a stream; `own` stands for the application's own, as in a scenario file.
 * @throws Error where the application publishes none.
 */
export const streamNamed = (parts: OwnParts, name: string): string => (name === 'own' ? ownStream(parts).id : name)
