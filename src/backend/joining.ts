/** A client that joins a session: its record, and the facts that it is told first. */

import { permissionsOf } from '../contract/roles.ts'
import type { Hello } from '../wire/link.ts'
import type { JoinedSession } from '../wire/replies.ts'
import { mutesOnEntry } from './decide/muting.ts'
import type { CredentialRules } from './session-info.ts'
import type { Member, SessionState } from './state.ts'
import type { TokenVerdict } from './tokens/token-check.ts'

/** A member of a session, as the token says; without a readable token, the permissions of the rules apply. */
export function newMember(
  hello: Hello,
  { role, data, contents }: Extract<TokenVerdict, { ok: true }>,
  rules: CredentialRules,
  { id, created }: { readonly id: string; readonly created: number },
): Member {
  const assumed = contents === null ? rules.assumedPermissions : undefined
  const permissions = assumed ?? permissionsOf[role]
  return { connection: { id, data, created }, role, permissions, clientId: hello.clientId }
}

/** The description of a session that a new client is told. */
export const welcome = (session: SessionState, member: Member): JoinedSession => ({
  connection: member.connection,
  permissions: member.permissions,
  connections: [...session.members.values()].filter((other) => other !== member).map(({ connection }) => connection),
  streams: [...session.streams.values()],
  // An archive that has ended is told to nobody who comes later (documented: the reference's `archiveStarted`).
  archives: [...session.archives.values()].filter(({ status }) => status === 'started' || status === 'paused'),
  muted: mutesOnEntry(session),
})
