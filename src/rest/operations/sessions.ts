/** Requests about sessions: they are made, listed by their connections, and moved to another server. */

import { mintSessionId } from '../../backend/tokens/session-id.ts'
import { type Call, type Handle, projectFields, sessionOf } from '../call.ts'
import { firstOf, oneOf, resolutions } from '../checks.ts'
import { answered, type RestResponse } from '../message.ts'
import { isPeopled, knowsSession } from '../world.ts'

const archiveModes = ['manual', 'always']
const mediaModes = ['enabled', 'disabled']
const flags = ['true', 'false']

// The OpenTok SDK takes no other address; the Vonage SDK sends "null" where it has none.
const locationProblem = (location: unknown = ''): string | null =>
  location === '' || location === 'null' || /^(\d{1,3}\.){3}\d{1,3}$/.test(String(location))
    ? null
    : 'location is no IPv4 address.'

function problemOf({ body }: Call<'createSession'>): string | null {
  const { archiveMode = 'manual', archiveName, archiveResolution, e2ee = 'false' } = body
  const relay = body['p2p.preference'] ?? 'enabled'
  const always = archiveMode === 'always'
  const archives = 'can be asked for only with archiveMode "always".'
  return firstOf([
    () => oneOf('archiveMode', archiveMode, archiveModes),
    () => oneOf('p2p.preference', relay, mediaModes),
    () => oneOf('e2ee', e2ee, flags),
    () => locationProblem(body['location']),
    () => oneOf('archiveResolution', archiveResolution, resolutions),
    () => (always && relay === 'enabled' ? 'A relayed session cannot be archived.' : null),
    () => (always && e2ee === 'true' ? 'An encrypted session cannot be archived.' : null),
    () => (e2ee === 'true' && relay === 'enabled' ? 'Only a routed session can be encrypted.' : null),
    () => (archiveName !== undefined && !always ? `archiveName ${archives}` : null),
    () => (archiveResolution !== undefined && !always ? `archiveResolution ${archives}` : null),
  ])
}

const textOf = (value: unknown, usual: string): string => (typeof value === 'string' ? value : usual)

/** Makes a session, which can be joined from then on. */
export const createSession: Handle<'createSession'> = (call) => {
  const problem = problemOf(call)
  if (problem !== null) throw call.refusal('invalid-request', problem)
  const { body, key, world } = call
  const { clock, random, backend, memory } = world
  const location = textOf(body['location'], '')
  const now = clock.now()
  const sessionId = mintSessionId({ key, now, random, ...(location === 'null' ? {} : { location }) })
  const archiving =
    body['archiveMode'] === 'always'
      ? { name: textOf(body['archiveName'], ''), resolution: textOf(body['archiveResolution'], '640x480') }
      : null
  memory.made.set(sessionId, { created: now, archiving })
  // A session is relayed where the request does not say (the contract).
  const relayed = (body['p2p.preference'] ?? 'enabled') === 'enabled'
  backend.setRules({ relayed, encrypted: body['e2ee'] === 'true' }, sessionId)
  world.note('rest.session', { sessionId })
  const session = { session_id: sessionId, project_id: key, partner_id: key, application_id: key }
  const created = new Date(now).toUTCString()
  return answered(200, [{ ...session, create_dt: created, media_server_url: '' }])
}

/** Lists the connections of a session. */
export const listConnections: Handle<'listConnections'> = (call) => {
  const sessionId = sessionOf(call)
  const { world, key } = call
  if (!knowsSession(world, sessionId)) throw call.refusal('session-not-found')
  const members = [...(world.backend.session(sessionId)?.members.values() ?? [])]
  const items = members.map(({ connection: { id, created } }) => ({
    connectionId: id,
    connectionState: 'Connected',
    createdAt: created,
  }))
  return answered(200, { count: items.length, ...projectFields(key), sessionId, items })
}

/**
 * How long a migration takes: as long as the client stays in the state that it brings about (recorded:
 * `webrtc/migration/server-rotation`).
 */
const migrationMs = 20_000
/** How long after its making, or its last migration, a session can be moved again (assumed). */
const restMs = 60_000

function refuseHaste(call: Call<'migrateSession'>, sessionId: string): void {
  const { clock, memory } = call.world
  const since = (time: number | undefined): number => (time === undefined ? Infinity : clock.now() - time)
  const sinceMigration = since(memory.migrated.get(sessionId))
  if (sinceMigration < migrationMs) throw call.refusal('already-migrating')
  if (Math.min(sinceMigration, since(memory.made.get(sessionId)?.created)) < restMs) throw call.refusal('too-soon')
}

/** Moves a session to another server: its clients follow. */
export const migrateSession: Handle<'migrateSession'> = (call): RestResponse => {
  const sessionId = sessionOf(call)
  const { world } = call
  if (!isPeopled(world, sessionId)) throw call.refusal('nobody-connected')
  refuseHaste(call, sessionId)
  world.memory.migrated.set(sessionId, world.clock.now())
  world.backend.rotateServer(sessionId)
  return answered(202, { message: 'The session is being moved to another server.' })
}
