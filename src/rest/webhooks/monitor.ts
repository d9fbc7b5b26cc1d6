import type { Change } from '../../backend/evolve.ts'
import type { Production } from '../../backend/productions.ts'
import type { ConnectionRecord, StreamRecord } from '../../wire/records.ts'
import { projectFields } from '../call.ts'
import type { Json } from '../message.ts'
import { archiveJson } from '../operations/archives.ts'
import { broadcastJson } from '../operations/broadcasts.ts'
import { captionsJson } from '../operations/captions.ts'
import { renderJson } from '../operations/renders.ts'
import { ownerOf, type RestWorld } from '../world.ts'

/** The groups of webhooks; each has an address of its own. */
export const webhookGroups = ['session', 'archive', 'broadcast', 'captions', 'render', 'sip'] as const

export type WebhookGroup = (typeof webhookGroups)[number]

/** A notice to an application's server. */
export interface Notice {
  readonly group: WebhookGroup
  /** The event for which callbacks are registered, such as `connection created`. */
  readonly event: string
  readonly key: string
  /** An address that the request itself gave, besides those that are registered. */
  readonly address: string | null
  readonly body: Json
}

type Note = (notice: Notice) => void

const textIn = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

function connectionJson({ id, created, data }: ConnectionRecord): Json {
  return { id, createdAt: created, data }
}

/** Watches sessions and makes the notices of session monitoring. */
class SessionMonitor {
  readonly #world: RestWorld
  readonly #note: Note
  readonly #connections: Map<string, ConnectionRecord> = new Map()
  readonly #streams: Map<string, StreamRecord> = new Map()
  readonly #crashed: Set<string> = new Set()

  constructor(world: RestWorld, note: Note) {
    this.#world = world
    this.#note = note
  }

  hear(sessionId: string, change: Change): void {
    if (change.is === 'connection.created') this.#enter(sessionId, change.connection)
    else if (change.is === 'connection.deleted') this.#leave(sessionId, change.connectionId, change.reason)
    else if (change.is === 'stream.created') {
      this.#streams.set(change.stream.id, change.stream)
      this.#tell(sessionId, 'stream created', { stream: this.#streamJson(change.stream) })
    } else if (change.is === 'stream.deleted') this.#endStream(sessionId, change.streamId, change.reason)
    else if (change.is === 'notification') this.#notify(sessionId, change.reason)
  }

  forget(): void {
    this.#connections.clear()
    this.#streams.clear()
    this.#crashed.clear()
  }

  #members(sessionId: string): number {
    return this.#world.backend.session(sessionId)?.members.size ?? 0
  }

  #enter(sessionId: string, connection: ConnectionRecord): void {
    if (this.#members(sessionId) === 1) this.#tell(sessionId, 'session created', {})
    this.#connections.set(connection.id, connection)
    this.#tell(sessionId, 'connection created', { connection: connectionJson(connection) })
  }

  #leave(sessionId: string, connectionId: string, reason: string): void {
    const connection = this.#connections.get(connectionId)
    if (connection === undefined) return
    this.#connections.delete(connectionId)
    this.#tell(sessionId, 'connection destroyed', { connection: connectionJson(connection), reason })
    if (this.#members(sessionId) > 0) return
    const crashed = this.#crashed.delete(sessionId)
    this.#tell(sessionId, 'session destroyed', crashed ? { reason: 'forceDisconnected' } : {})
  }

  #endStream(sessionId: string, streamId: string, reason: string): void {
    const stream = this.#streams.get(streamId)
    if (stream === undefined) return
    this.#streams.delete(streamId)
    this.#tell(sessionId, 'stream destroyed', { stream: this.#streamJson(stream), reason })
  }

  #notify(sessionId: string, reason: string): void {
    if (reason === 'crash') this.#crashed.add(sessionId)
    else if (reason === 'rotationAnnounced') {
      this.#tell(sessionId, 'session notification', { reason: 'serverRotation' })
    }
  }

  #streamJson({ id, name, created, connectionId, channels }: StreamRecord): Json {
    const connection = this.#connections.get(connectionId)
    const videoType = channels.find(({ type }) => type === 'video')?.source ?? 'camera'
    return {
      id,
      connection: connection === undefined ? { id: connectionId } : connectionJson(connection),
      createdAt: created,
      name,
      videoType,
    }
  }

  #tell(sessionId: string, event: string, more: Json): void {
    const [group = '', what = ''] = event.split(' ')
    const key = ownerOf(sessionId) ?? ''
    const { projectId, applicationId } = projectFields(key)
    const name = `${group}${what.charAt(0).toUpperCase()}${what.slice(1)}`
    const timestamp = this.#world.clock.now()
    const body = { sessionId, projectId, applicationId, event: name, timestamp, ...more }
    this.#note({ group: 'session', event, key, address: null, body })
  }
}

function callNotice(
  { id, sessionId, status, reason, created, connectionId, details }: Production,
  timestamp: number,
): Omit<Notice, 'key'> {
  const [event, name] = status === 'started' ? ['sip created', 'callCreated'] : ['sip destroyed', 'callDestroyed']
  const { projectId, applicationId } = projectFields(ownerOf(sessionId) ?? '')
  const call = {
    id,
    connectionId,
    createdAt: created,
    ...(details['uri'] === undefined ? {} : { uri: details['uri'] }),
  }
  const why = reason === '' ? {} : { reason }
  const body = { sessionId, projectId, applicationId, event: name, timestamp, call, ...why }
  return { group: 'sip', event, address: null, body }
}

function noticeOf(production: Production, world: RestWorld): Omit<Notice, 'key'> | null {
  const { kind, details } = production
  const address = textIn(details['statusCallbackUrl'])
  if (kind === 'archive') return { group: kind, event: 'archive status', address, body: archiveJson(production, world) }
  if (kind === 'broadcast') return { group: kind, event: 'broadcast status', address, body: broadcastJson(production) }
  if (kind === 'captions') return { group: kind, event: 'captions status', address, body: captionsJson(production) }
  if (kind === 'render') return { group: kind, event: 'render status', address, body: renderJson(production) }
  return kind === 'call' ? callNotice(production, world.clock.now()) : null
}

/** Watches a world, and makes the notices to its project's servers. */
export class Monitor {
  readonly #session: SessionMonitor
  readonly #statuses: Map<string, string> = new Map()

  constructor(world: RestWorld, note: Note) {
    this.#session = new SessionMonitor(world, note)
    world.backend.observe((sessionId, change) => this.#session.hear(sessionId, change))
    world.backend.productions.observe((production) => {
      // A stream that was chosen, or a layout, is no change of status.
      if (this.#statuses.get(production.id) === production.status) return
      this.#statuses.set(production.id, production.status)
      const notice = noticeOf(production, world)
      if (notice !== null && production.status !== 'deleted')
        note({ key: ownerOf(production.sessionId) ?? '', ...notice })
    })
  }

  forget(): void {
    this.#session.forget()
    this.#statuses.clear()
  }
}
