import type { Permission } from '../contract/roles.ts'
import type { ArchiveRecord, ConnectionRecord, StreamRecord } from './records.ts'

/** The answer to a client that joins. */
export interface JoinedSession {
  readonly connection: ConnectionRecord
  readonly permissions: readonly Permission[]
  readonly connections: readonly ConnectionRecord[]
  readonly streams: readonly StreamRecord[]
  readonly archives: readonly ArchiveRecord[]
  readonly muted: boolean
}

/** The answer to a command. `joined` comes with an accepted `connection.create` alone. */
export interface Reply {
  readonly status: string
  readonly reason?: string
  readonly joined?: JoinedSession
}
