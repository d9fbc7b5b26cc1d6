import { channelsOf, type PublishOptions } from '../backend/people/participants.ts'
import type { Member } from '../backend/state.ts'
import { checkToken, type TokenVerdict } from '../backend/tokens/token-check.ts'
import { permissionsOf } from '../contract/roles.ts'
import type { RestWorld } from './world.ts'

/** The invitation by which a guest of the service (a phone call, a rendered page, an audio line) comes into a session. */
export interface Invitation {
  readonly key: string
  readonly sessionId: string
  readonly token: unknown
}

/** The service's verdict on a client token that came in a request. */
export function verdictOn({ key, sessionId, token }: Invitation, world: RestWorld): TokenVerdict {
  const { credentials, clock } = world
  return checkToken(token, { key, sessionId, now: clock.now(), ...credentials })
}

/** Lets a guest in as its token says; gives its connection. */
export function admit(sessionId: string, verdict: Extract<TokenVerdict, { ok: true }>, world: RestWorld): Member {
  const { backend, clock } = world
  const { role, data } = verdict
  const connection = { id: backend.freshId(), data, created: clock.now() }
  const member: Member = { connection, role, permissions: permissionsOf[role], clientId: null }
  backend.admit(sessionId, member)
  return member
}

/** A guest publishes; gives the stream's id, or null where it may not. */
export function publish(
  sessionId: string,
  { connection }: Member,
  { name = '', ...options }: PublishOptions,
  world: RestWorld,
): string | null {
  const { backend, clock } = world
  const channels = channelsOf(options)
  const id = backend.freshId()
  const stream = { id, connectionId: connection.id, name, initials: '', created: clock.now(), channels }
  const { status } = backend.act(sessionId, connection.id, { method: 'stream.create', stream, encrypted: true })
  return status === '200' ? id : null
}
