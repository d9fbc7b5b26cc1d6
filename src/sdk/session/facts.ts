import type { Fact } from '../../wire/facts.ts'
import type { ArchiveRecord } from '../../wire/records.ts'
import type { JoinedSession } from '../../wire/replies.ts'
import { Connection } from '../base/connection.ts'
import { SdkEvent } from '../base/events.ts'
import { Stream } from '../base/stream.ts'
import type { SessionCore } from './core.ts'
import { mediaRules } from './media-facts.ts'
import { migrate } from './migrate.ts'

type Apply<Name extends Fact['is']> = (core: SessionCore, fact: Extract<Fact, { is: Name }>) => void

const dispatch = (core: SessionCore, type: string, details: Record<string, unknown>, cancelable = false): SdkEvent => {
  const event = new SdkEvent(type, cancelable, details)
  core.facade.dispatchEvent(event)
  return event
}

const isOwn = (core: SessionCore, connectionId: string): boolean => core.connection?.id === connectionId

function announceConnection(core: SessionCore, connection: Connection): void {
  if (core.options.connectionEventsSuppressed || connection.isRouter) return
  dispatch(core, 'connectionCreated', { connection, reason: undefined })
}

function announceStream(core: SessionCore, stream: Stream): void {
  if (isOwn(core, stream.connection.id)) return
  dispatch(core, 'streamCreated', { stream, reason: null })
}

const announceArchive = (core: SessionCore, type: string, { id, name, status }: ArchiveRecord): void =>
  void dispatch(core, type, { id, name, status, archive: { id, name, status } })

const connectionCreated: Apply<'connection.created'> = (core, { connection: record }) => {
  if (core.connections.has(record.id)) return
  const connection = new Connection(record)
  core.connections.add(connection)
  announceConnection(core, connection)
  for (const fact of core.release(record.id)) applyFact(core, fact)
}

const connectionDeleted: Apply<'connection.deleted'> = (core, { connectionId, reason }) => {
  if (isOwn(core, connectionId)) return core.end(reason)
  const connection = core.connections.get(connectionId)
  if (connection === undefined) return
  core.connections.remove(connectionId)
  if (!core.options.connectionEventsSuppressed) dispatch(core, 'connectionDestroyed', { connection, reason })
}

const streamCreated: Apply<'stream.created'> = (core, fact) => {
  const { stream: record } = fact
  if (core.streams.has(record.id)) return
  const connection = core.connections.get(record.connectionId)
  if (connection === undefined) return core.hold(record.connectionId, fact)
  const stream = new Stream(core.client, record, connection)
  core.streams.add(stream)
  if (!isOwn(core, connection.id)) return announceStream(core, stream)
  // A stream that its publisher has given up is there all the same (recorded: `timing/publish-announced-after-17s`).
  core.publishers.find((candidate) => candidate.streamId === record.id)?.announced(stream)
}

const streamDeleted: Apply<'stream.deleted'> = (core, { streamId, reason }) => {
  const stream = core.streams.get(streamId)
  const awaited = core.publishers.find((publisher) => publisher.streamId === streamId && !publisher.isPublished)
  if (awaited !== undefined) awaited.streamDeleted(reason)
  if (stream === undefined) return
  core.streams.remove(streamId)
  const subscribers = core.subscribersTo(streamId)
  let kept = false
  if (isOwn(core, stream.connection.id)) {
    for (const publisher of core.publishers) if (publisher.stream === stream) publisher.streamDeleted(reason)
  } else {
    kept = dispatch(core, 'streamDestroyed', { stream, reason }, true).isDefaultPrevented()
  }
  for (const subscriber of subscribers) {
    subscriber.streamLost()
    if (kept) subscriber.widget.hide()
    else subscriber.destroy(reason)
  }
}

const channelUpdated: Apply<'channel.updated'> = (core, { streamId, channelId, change }) => {
  const stream = core.streams.get(streamId)
  for (const details of stream?._change(channelId, change) ?? []) {
    dispatch(core, 'streamPropertyChanged', { stream, ...details })
    for (const subscriber of core.subscribersTo(streamId)) subscriber.streamChanged(details)
  }
  for (const subscriber of core.subscribersTo(streamId)) subscriber.described()
}

// The indicator is the publisher's alone, and is told before the event (recorded: `archive/indicator-on`).
const archivingChanged: Apply<'stream.archiving'> = (core, { streamId, active }) => {
  const stream = core.streams.get(streamId)
  if (stream === undefined) return
  for (const publisher of core.publishers) {
    if (publisher.stream === stream) publisher.widget.update({ archiving: active })
  }
  dispatch(core, 'streamPropertyChanged', { stream, ...stream._setArchiving(active) })
}

const captionReceived: Apply<'caption'> = (core, { streamId, text, isFinal }) => {
  // One event for all: its target stays the session (recorded: `remote/subscribed-caption`).
  const event = dispatch(core, 'captionReceived', { caption: text, streamId, isFinal })
  for (const subscriber of core.subscribersTo(streamId)) subscriber.facade.dispatchEvent(event)
}

const signalled: Apply<'signal'> = (core, fact) => {
  const { from, signal } = fact
  // What waits for its sender loses its type and its data (recorded: `session.signal/received-from-unknown-then-joins`).
  const sender = from === null ? null : core.connections.get(from)
  if (from !== null && sender === undefined) {
    return core.hold(from, { ...fact, signal: { type: null, data: null } })
  }
  const type = signal.type === null ? 'signal' : `signal:${signal.type}`
  const details = { data: signal.data === null ? undefined : signal.data, from: sender }
  const noted = { cancelable: false, data: details.data, from }
  // Heard under two names, the event carries the longer one in its type both times (recorded: `session.signal/received`).
  core.facade._dispatchAs('signal', new SdkEvent(type, false, details), noted)
  if (type !== 'signal') core.facade._dispatchAs(type, new SdkEvent(type, false, details), noted)
}

const archiveUpdated: Apply<'archive.updated'> = (core, { archiveId, status }) => {
  const archive = core.archives.get(archiveId)
  if (archive === undefined) return
  core.archives.add({ ...archive, status })
  announceArchive(core, status === 'stopped' ? 'archiveStopped' : 'archiveUpdated', { ...archive, status })
}

const rules: { readonly [Name in Fact['is']]: Apply<Name> } = {
  'connection.created': connectionCreated,
  'connection.deleted': connectionDeleted,
  'stream.created': streamCreated,
  'stream.deleted': streamDeleted,
  'channel.updated': channelUpdated,
  'session.muted': (core, { active }) => {
    core.muted = active
    dispatch(core, 'muteForced', { active })
  },
  'stream.muted': (core, { streamId }) => {
    for (const publisher of core.publishers) if (publisher.streamId === streamId) publisher.forceMuted()
  },
  'stream.archiving': archivingChanged,
  signal: signalled,
  'archive.created': (core, { archive }) => {
    core.archives.add(archive)
    announceArchive(core, 'archiveStarted', archive)
  },
  'archive.updated': archiveUpdated,
  caption: captionReceived,
  ...mediaRules,
  'subscriber.videoDisabled': (core, { streamId, active }) => {
    for (const subscriber of core.subscribersTo(streamId)) subscriber.videoByQuality(active)
  },
  'stream.accepted': () => {},
  'stream.withdrawn': () => {},
  'subscriber.accepted': () => {},
  'subscriber.withdrawn': () => {},
  notification: (core, { reason }) => {
    if (reason === 'serverRotation') migrate(core)
  },
}

/** Takes in what the service tells: the replica first, then the events that say so. */
export function applyFact(core: SessionCore, fact: Fact): void {
  if (core.state !== 'connected' && core.state !== 'migrating') return
  const apply: (core: SessionCore, fact: never) => void = rules[fact.is]
  apply(core, fact as never)
}

/**
 * Enters a session: everybody who is there is known before `sessionConnected`, and announced after it and the handlers
 * that hang on it, the own connection last (recorded: `remote/connect-to-session-with-streams`).
 */
export function announceJoined(core: SessionCore, joined: JoinedSession): void {
  const own = new Connection(joined.connection)
  const others = joined.connections.map((record) => new Connection(record))
  for (const connection of [...others, own]) core.connections.add(connection)
  for (const record of joined.streams) {
    const connection = core.connections.get(record.connectionId)
    if (connection !== undefined) core.streams.add(new Stream(core.client, record, connection))
  }
  for (const archive of joined.archives) core.archives.add(archive)
  const connections = core.connections.all()
  const streams = core.streams.all()
  core.enter(own, joined.permissions)
  dispatch(core, 'sessionConnected', {})
  for (const connection of connections) announceConnection(core, connection)
  for (const stream of streams) announceStream(core, stream)
  for (const archive of joined.archives) announceArchive(core, 'archiveStarted', archive)
}
