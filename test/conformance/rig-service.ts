import type { WorldClient } from '../../src/author/client.ts'
import type { Backend } from '../../src/backend/backend.ts'
import type { CredentialRules } from '../../src/backend/session-info.ts'
import { type Permission, permissionsOf } from '../../src/contract/roles.ts'
import type { RawReply } from '../../src/kernel/hazard.ts'
import type { Clock } from '../../src/kernel/time/clock.ts'
import type { Fact } from '../../src/wire/facts.ts'
import type { ChannelRecord, ConnectionRecord, StreamRecord } from '../../src/wire/records.ts'
import type { JsonObject } from './recorded-case.ts'
import type { HttpAnswer, RemoteStream, RigHttp, RigService } from './rig.ts'
import type { ServiceHazard } from './rig-hazard.ts'
import { publishingOf } from './rig-publishing.ts'
import { unsupportedService } from './unsupported-rig.ts'

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

export interface ServiceParts {
  readonly backend: Backend
  readonly client: WorldClient
  readonly hazard: ServiceHazard
  readonly credentials: Mutable<CredentialRules>
  readonly clock: Clock
}

const endOfLine = { what: 'the end of a line', kind: 'work' } as const

const connectionOf = (id: string): ConnectionRecord => ({ id, data: '', created: 1_795_346_270_000 })

const channel = (id: string, type: ChannelRecord['type']): ChannelRecord => ({
  id,
  type,
  active: true,
  width: 320,
  height: 240,
  frameRate: 5,
  source: 'camera',
  muted: false,
  captions: false,
})

const streamOf = ({ id, connection, audio, video }: RemoteStream): StreamRecord => ({
  id,
  connectionId: connection,
  name: '',
  initials: '',
  created: 1_795_346_271_000,
  channels: [...(audio ? [channel('audio1', 'audio')] : []), ...(video ? [channel('video1', 'video')] : [])],
})

/** From the service to the client, in the live comparison (`test/live/in-page/service/messaging.ts`), in milliseconds. */
const arrivalMs = 2

/** A device takes the browser longer, and answers here at once: a message that comes meanwhile does so too. */
const arrivalNow = (clock: Clock): number =>
  clock.pending().some(({ what }) => what.includes('devices')) ? 0 : arrivalMs

/** The recorder keeps one session in mind, whatever its id: the one that the client is in, or will be. */
export class Sessions {
  readonly #parts: ServiceParts
  #before: Fact[] = []
  /** Streams that are gone, though subscribers to them are accepted: who joins later does not hear of them (observed: `connected:20481129:632`). */
  readonly #gone: Set<string> = new Set()

  constructor(parts: ServiceParts) {
    this.#parts = parts
    parts.hazard.onTakenBack((streamId) => this.#gone.add(streamId))
    parts.hazard.onOwn((connectionId) => this.own().some((own) => own.connectionId === connectionId))
    parts.hazard.onSendAway((connectionId) => {
      if (!this.#current().some((session) => session.members.has(connectionId))) return
      this.takeOwnStreams(connectionId, 'forceDisconnected')
      this.tell({ is: 'connection.deleted', connectionId, reason: 'forceDisconnected' })
    })
  }

  /** Says something in the session, or before it is joined makes it so that it was said already. */
  tell(fact: Fact): void {
    const sessions = this.#current()
    if (fact.is === 'stream.created') this.#gone.delete(fact.stream.id)
    if (sessions.length === 0) this.#before.push(fact)
    for (const session of sessions) this.#tellIn(session.id, fact)
  }

  /** The service of the live comparison answers after a while, and tells at once. */
  atOnce(tell: () => void): void {
    const { conditions } = this.#parts.client.way
    const { latency } = conditions
    const ms = arrivalNow(this.#parts.clock)
    conditions.latency = [ms, ms]
    tell()
    conditions.latency = latency
  }

  /** What a client of the case publishes goes with it, and is told to the others alone (recorded: `live/programs/kicked-and-back`). */
  takeOwnStreams(connection: string, reason: string): void {
    for (const { sessionId, connectionId, streams } of this.own()) {
      if (connectionId !== connection) continue
      for (const { id: streamId } of streams) {
        this.#parts.backend.tell(sessionId, { is: 'stream.deleted', streamId, reason }, { to: 'except', connectionId })
      }
    }
  }

  /** Says something about a stream to those that subscribe to it: a client that does not hears nothing (observed: `connected:20450201:301`). */
  tellSubscribers(streamId: string, fact: Fact): void {
    const isReceived = this.#current().some(({ subscribers }) => subscribers.keysBy('streamId', streamId).length > 0)
    if (isReceived) this.tell(fact)
  }

  /** Called when somebody is about to join: what was there before is there, in whichever session it was. */
  prepare(sessionId: string): void {
    for (const fact of this.#before.splice(0)) this.#tellIn(sessionId, fact)
    for (const { id, streams } of this.#current()) {
      for (const streamId of this.#gone) {
        const fact = { is: 'stream.deleted', streamId, reason: 'clientDisconnected' } as const
        if (streams.has(streamId)) this.#parts.backend.tell(id, fact, { to: 'nobody' })
      }
    }
    const others = this.#current().filter(({ id }) => id !== sessionId)
    if (this.#current().length > others.length) return
    for (const { members, streams } of others) {
      for (const { connection } of members.values()) this.#tellIn(sessionId, { is: 'connection.created', connection })
      for (const stream of streams.values()) this.#tellIn(sessionId, { is: 'stream.created', stream })
    }
  }

  /** A stream is said to be gone; the recorder's server accepts subscribers to it all the same. */
  unpublish(streamId: string, reason: string): void {
    this.#gone.add(streamId)
    for (const { id, streams } of this.#current()) {
      const stream = streams.get(streamId)
      this.#tellIn(id, { is: 'stream.deleted', streamId, reason })
      if (stream !== undefined) this.#parts.backend.tell(id, { is: 'stream.created', stream }, { to: 'nobody' })
    }
  }

  own(): { sessionId: string; connectionId: string; streams: StreamRecord[] }[] {
    return this.#current().flatMap((session) =>
      [...session.members.values()]
        .filter((member) => member.clientId !== null)
        .map(({ connection }) => ({
          sessionId: session.id,
          connectionId: connection.id,
          streams: [...session.streams.values()].filter((stream) => stream.connectionId === connection.id),
        })),
    )
  }

  #current(): ReturnType<Backend['sessions']> {
    return this.#parts.backend.sessions()
  }

  #tellIn(sessionId: string, fact: Fact): void {
    const { backend } = this.#parts
    if (fact.is !== 'connection.created') return this.atOnce(() => backend.tell(sessionId, fact))
    this.atOnce(() =>
      backend.admit(sessionId, {
        connection: fact.connection,
        role: 'publisher',
        permissions: permissionsOf.publisher,
        clientId: null,
      }),
    )
  }
}

const raw = (reply: { status: string; reason?: string; delayMs?: number }): RawReply => ({ ...reply })

/** What the session is, and what the client may do in it. */
function rulesOf({
  backend,
  credentials,
}: ServiceParts): Pick<RigService, 'partner' | 'role' | 'reconnection' | 'p2p' | 'sourceStreamId' | 'muteOnEntry'> {
  const permissions: Readonly<Record<string, readonly Permission[]>> = { ...permissionsOf, none: [] }
  return {
    partner: (apiKey) => {
      credentials.projectKey = apiKey
    },
    role: (role) => {
      credentials.assumedPermissions = permissions[role] ?? []
    },
    reconnection: (reconnection) => backend.setRules({ reconnection }),
    p2p: (relayed) => backend.setRules({ relayed }),
    // Which leg a stream comes from: our service has one alone.
    sourceStreamId: () => {},
    muteOnEntry: (muteOnEntry) => backend.setRules({ muteOnEntry }),
  }
}

/** What the server does to the client's own connection and streams. */
function ownPartOf(
  { backend, hazard }: ServiceParts,
  sessions: Sessions,
): Pick<RigService, 'kick' | 'unpublishOwn' | 'muteOwnStream' | 'streamArchiving' | 'captionOwn'> {
  const ownStreams = (): readonly { readonly id: string }[] => sessions.own().flatMap(({ streams }) => streams)
  return {
    kick: (reason, closeCode) => {
      // One whose line was lost may still have its place: the client that came back is meant (observed: `connected:20450201:1586`).
      const newest = new Map(sessions.own().map((one) => [one.sessionId, one]))
      for (const { sessionId, connectionId } of newest.values()) {
        sessions.takeOwnStreams(connectionId, reason)
        sessions.atOnce(() => backend.tell(sessionId, { is: 'connection.deleted', connectionId, reason }))
        if (closeCode !== null) backend.closeSocket(connectionId, closeCode)
      }
    },
    unpublishOwn: (reason) => {
      for (const { id } of ownStreams()) sessions.tell({ is: 'stream.deleted', streamId: id, reason })
    },
    muteOwnStream: (active) => {
      for (const { id } of ownStreams()) sessions.tell({ is: 'stream.muted', streamId: id, active })
    },
    streamArchiving: (active) => {
      hazard.marksArchived = true
      for (const { id } of ownStreams()) sessions.tell({ is: 'stream.archiving', streamId: id, active })
      hazard.marksArchived = false
    },
    captionOwn: () => {
      for (const { connectionId: from, streams } of sessions.own()) {
        for (const { id } of streams) sessions.tell({ is: 'caption', streamId: id, from, text: 'words', isFinal: true })
      }
    },
  }
}

/** The messaging server of a case. */
export function serviceOf(parts: ServiceParts): RigService {
  const { client, hazard } = parts
  const sessions = new Sessions(parts)
  client.beforeJoin((sessionId) => sessions.prepare(sessionId))
  return {
    ...unsupportedService,
    ...rulesOf(parts),
    ...ownPartOf(parts, sessions),
    remote: ({ connections, streams }) => {
      for (const { id } of connections) sessions.tell({ is: 'connection.created', connection: connectionOf(id) })
      for (const stream of streams) sessions.tell({ is: 'stream.created', stream: streamOf(stream) })
    },
    archives: (archives) => {
      for (const { id, name = '', status = 'started' } of archives) {
        sessions.tell({ is: 'archive.created', archive: { id, name, status } })
      }
    },
    ...publishingOf(parts, sessions),
    replies: (request, replies) => hazard.script(request, replies.map(raw)),
    reply: (request, reply) => {
      // What was sent before is on its way here, and is answered as before (observed: `connected:20320418:4`).
      const script = (): void => hazard.script(request, [raw(reply)])
      parts.clock.after(client.way.conditions.latency[0], script, {
        what: 'another reply of the service',
        kind: 'work',
      })
    },
    socket: (behaviours) => {
      client.way.conditions.socketModes = [...behaviours]
    },
    mode: (behaviour) => {
      client.way.conditions.socketModes = [behaviour]
    },
    remoteJoin: (id) => sessions.tell({ is: 'connection.created', connection: connectionOf(id) }),
    remoteLeave: (connectionId, reason) => sessions.tell({ is: 'connection.deleted', connectionId, reason }),
    remotePublish: (id, connection) =>
      sessions.tell({ is: 'stream.created', stream: streamOf({ id, connection, audio: true, video: true }) }),
    remoteUnpublish: (streamId, reason) => sessions.unpublish(streamId, reason),
    streamChannel: (streamId, channelId, content) =>
      sessions.tell({ is: 'channel.updated', streamId, channelId, change: content }),
    muteSession: (active) => sessions.tell({ is: 'session.muted', active, except: [] }),
    archive: (id, name) => sessions.tell({ is: 'archive.created', archive: { id, name, status: 'started' } }),
    archiveUpdate: (archiveId, status) => sessions.tell({ is: 'archive.updated', archiveId, status }),
    signal: (from, type, data) => {
      const text = data === undefined ? null : typeof data === 'string' ? data : JSON.stringify(data)
      sessions.tell({ is: 'signal', from: from === '' ? null : from, signal: { type, data: text } })
    },
    caption: (streamId, from) => sessions.tell({ is: 'caption', streamId, from, text: 'words', isFinal: true }),
    warnOfVideo: (streamId, active) =>
      sessions.tellSubscribers(streamId, { is: 'subscriber.videoWarned', streamId, active }),
    disableVideo: (streamId, active) =>
      sessions.tellSubscribers(streamId, { is: 'subscriber.videoDisabled', streamId, active }),
    // A line that is closed at the far end is heard of in a task of its own.
    drop: (code, clean) => void parts.clock.after(0, () => client.drop(code ?? 1006, clean), endOfLine),
    silent: (on) => {
      client.way.conditions.silent = on
    },
    notification: (reason) => sessions.tell({ is: 'notification', reason }),
  }
}

function answerOf(answer: HttpAnswer, body: (fields: JsonObject) => string): RawReply {
  const delay = answer.delayMs === undefined ? {} : { delayMs: answer.delayMs }
  if (answer.hang === true) return { status: 'none' }
  if (answer.abort !== undefined) return { status: 'failed' }
  if (answer.json === '@ok') return { status: String(answer.status ?? 200), body: body(answer.fields ?? {}), ...delay }
  const json = answer.json === undefined ? '' : JSON.stringify(answer.json)
  return { status: String(answer.status ?? 200), body: answer.body ?? json, ...delay }
}

/** The HTTP side of a case. */
export function httpOf(hazard: ServiceHazard, credentials: CredentialRules, backend: Backend): RigHttp {
  let fields: Readonly<Record<string, unknown>> = {}
  let properties: Readonly<Record<string, unknown>> = {}
  const normal = (more: JsonObject = {}): string => {
    const { reconnection, relayed } = backend.rulesOf('')
    const own = { reconnection, p2p: relayed, e2ee: false, ...properties }
    return JSON.stringify([{ partner_id: credentials.projectKey, properties: own, ...fields, ...more }])
  }
  const script = (point: string, answers: readonly HttpAnswer[]): void =>
    hazard.script(
      point,
      answers.map((answer) => () => answerOf(answer, normal)),
    )
  const changed = (): void => hazard.script('sessionInfo', [() => ({ status: '200', body: normal() })])
  return {
    sessionInfo: (answers) => script('sessionInfo', answers),
    config: (answers) => script('config', answers),
    logging: (answers) => script('logging', answers),
    sessionInfoFields: (change) => {
      fields = change
      changed()
    },
    sessionProperties: (change) => {
      properties = change
      changed()
    },
  }
}
