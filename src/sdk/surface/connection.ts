import type { Permission } from '../../contract/roles.ts'

/** Somebody in a session (reference: Connection). One object for one connection, as long as it lasts. */
export interface Connection {
  connectionId: string
  /** When it came, in milliseconds since the Unix epoch. */
  creationTime: number
  /** The connection data that the application's server put into its token. */
  data: string
  /** Undocumented, and used by applications: the same as `connectionId`. */
  readonly id: string
  /** Undocumented: what the own connection may do, as the service lists it; empty for others. */
  permissions: readonly Permission[]
}

/** An object that names a connection by its id. The SDK takes the session's own objects alone; a look-alike is refused. */
export interface ConnectionReference {
  connectionId: string
}
