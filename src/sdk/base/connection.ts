import type { Permission } from '../../contract/roles.ts'
import type { ConnectionRecord } from '../../wire/records.ts'

/** Somebody in a session, as the application sees them: one object for one connection, as long as it lasts. */
export class Connection {
  /** Undocumented, and used by applications: the same as `connectionId`. */
  readonly id: string
  readonly connectionId: string
  /** When it was created, in milliseconds since the Unix epoch. */
  readonly creationTime: number
  /** The connection data of its token. */
  readonly data: string
  /** Undocumented: the permissions of the own connection, as the service lists them. */
  permissions: readonly Permission[] = []

  constructor(record: ConnectionRecord) {
    this.id = record.id
    this.connectionId = record.id
    this.creationTime = record.created
    this.data = record.data
  }

  /** The kind of object, as the journal calls it. */
  get _kind(): string {
    return 'connection'
  }
}

/** The connection of a record, as a session's list makes it. */
export const madeConnection = (one: Connection | ConnectionRecord): Connection =>
  one instanceof Connection ? one : new Connection(one)

/** The router of a session's media stands among the connections, unannounced; its id tells it (recorded: a routed session counts one connection more than it has people). */
export const isRouterId = (id: string): boolean => id.startsWith('symphony.')

export const routerRecord = (sessionId: string): ConnectionRecord => ({
  id: `symphony.${sessionId}`,
  data: '',
  created: 0,
})
