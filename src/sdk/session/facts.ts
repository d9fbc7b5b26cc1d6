import type { SessionStateName } from '../../contract/lifecycles.ts'
import type { Fact } from '../../wire/facts.ts'
import type { ArchiveRecord, ConnectionRecord } from '../../wire/records.ts'
import type { JoinedSession } from '../../wire/replies.ts'
import { Connection, isRouterId, madeConnection } from '../base/connection.ts'
import { dispatched, SdkEvent } from '../base/events.ts'
import { Stream } from '../base/stream.ts'
import { mediaRules } from './media-facts.ts'
import { migrate } from './migrate.ts'
import type { SessionModel } from './model.ts'

type FactOf<Name extends Fact['is']> = Extract<Fact, { is: Name }>

type Apply<Name extends Fact['is']> = (model: SessionModel, fact: FactOf<Name>) => void

const dispatch = (model: SessionModel, type: string, details: Record<string, unknown>, cancelable = false): SdkEvent =>
  dispatched(model.facade, type, details, cancelable)

const isOwn = (model: SessionModel, connectionId: string): boolean => model.connection?.id === connectionId

/** An event that nothing hears: only the journal's entry is made of it. */
const unheard = {}

const note = (model: SessionModel, type: string, details: Record<string, unknown>): void =>
  void model.facade._dispatchAs(type, unheard, { cancelable: false, ...details })

/** Announces somebody who came; where nothing hears of it, the object for the connection need not be made. */
function announceConnection(model: SessionModel, one: Connection | ConnectionRecord): void {
  if (model.options.connectionEventsSuppressed || isRouterId(one.id)) return
  if (!model.isHeard('connectionCreated')) return note(model, 'connectionCreated', { connection: one.id })
  const connection = model.connections.get(one.id) ?? madeConnection(one)
  dispatch(model, 'connectionCreated', { connection, reason: undefined })
}

function announceStream(model: SessionModel, stream: Stream): void {
  if (isOwn(model, stream.connection.id)) return
  dispatch(model, 'streamCreated', { stream, reason: null })
}

const announceArchive = (model: SessionModel, type: string, { id, name, status }: ArchiveRecord): void =>
  void dispatch(model, type, { id, name, status, archive: { id, name, status } })

const connectionCreated: Apply<'connection.created'> = (model, { connection: record }) => {
  if (model.connections.has(record.id)) return
  model.connections.add(record)
  announceConnection(model, record)
  for (const fact of model.release(record.id)) applyFact(model, fact)
}

const connectionDeleted: Apply<'connection.deleted'> = (model, { connectionId, reason }) => {
  if (isOwn(model, connectionId)) return model.end(reason)
  if (!model.connections.has(connectionId)) return
  const connection = model.isHeard('connectionDestroyed') ? model.connections.get(connectionId) : undefined
  model.connections.remove(connectionId)
  if (connection === undefined) return note(model, 'connectionDestroyed', { connection: connectionId, reason })
  // It is told whatever the session was made with (recorded: `live/programs/suppressed-leaving`).
  dispatch(model, 'connectionDestroyed', { connection, reason })
}

/**
 * A session that is told of no connections makes one of whatever it hears of; any other waits until it is told (recorded:
 * `live/programs/suppressed-*`).
 */
function connectionOf(model: SessionModel, id: string): Connection | undefined {
  const known = model.connections.get(id)
  if (known !== undefined || !model.options.connectionEventsSuppressed) return known
  const made = new Connection({ id, data: '', created: model.client.clock.now() })
  model.connections.add(made)
  return made
}

/** The service's own signals have no sender: a session that is told of no connections counts one more for each (observed: `connected:20410117:116`). */
function nameless(model: SessionModel): null {
  if (model.options.connectionEventsSuppressed)
    model.connections.addNameless(new Connection({ id: '', data: '', created: 0 }))
  return null
}

const streamCreated: Apply<'stream.created'> = (model, fact) => {
  const { stream: record } = fact
  const connection = connectionOf(model, record.connectionId)
  if (model.streams.has(record.id)) return
  if (connection === undefined) return model.hold(record.connectionId, fact)
  const stream = new Stream(model.client, record, connection)
  model.streams.add(stream)
  if (!isOwn(model, connection.id)) return announceStream(model, stream)
  // A stream that its publisher has given up is there all the same (recorded: `timing/publish-announced-after-17s`).
  model.publishers.find((candidate) => candidate.streamId === record.id)?.announced(stream)
}

const streamDeleted: Apply<'stream.deleted'> = (model, { streamId, reason }) => {
  const stream = model.streams.get(streamId)
  const awaited = model.publishers.find((publisher) => publisher.streamId === streamId && !publisher.isPublished)
  if (awaited !== undefined) awaited.streamDeleted(reason)
  if (stream === undefined) return
  model.streams.remove(streamId)
  if (model.unannounced.delete(stream)) return
  const subscribers = model.subscribersTo(streamId)
  let kept = false
  if (isOwn(model, stream.connection.id)) {
    for (const publisher of model.publishers) if (publisher.stream === stream) publisher.streamDeleted(reason)
  } else {
    kept = dispatch(model, 'streamDestroyed', { stream, reason }, true).isDefaultPrevented()
  }
  for (const subscriber of subscribers) {
    subscriber.streamLost('stream-gone')
    if (kept) subscriber.widget.hide()
    else subscriber.destroy(reason)
  }
}

const channelUpdated: Apply<'channel.updated'> = (model, { streamId, channelId, change }) => {
  const stream = model.streams.get(streamId)
  // The own stream has changed already, when its publisher did.
  const repeats = stream !== undefined && !isOwn(model, stream.connection.id)
  for (const details of stream?._change(channelId, change, repeats) ?? []) {
    dispatch(model, 'streamPropertyChanged', { stream, ...details })
    for (const subscriber of model.subscribersTo(streamId)) subscriber.streamChanged(details)
  }
  for (const subscriber of model.subscribersTo(streamId)) subscriber.described()
}

// The indicator is the publisher's alone, and is told before the event (recorded: `archive/indicator-on`).
const archivingChanged: Apply<'stream.archiving'> = (model, { streamId, active }) => {
  const stream = model.streams.get(streamId)
  if (stream === undefined) return
  for (const publisher of model.publishers) {
    if (publisher.stream === stream) publisher.widget.update({ archiving: active })
  }
  dispatch(model, 'streamPropertyChanged', { stream, ...stream._setArchiving(active) })
}

const captionReceived: Apply<'caption'> = (model, { streamId, text, isFinal }) => {
  // One event for all: its target stays the session (recorded: `remote/subscribed-caption`).
  const event = dispatch(model, 'captionReceived', { caption: text, streamId, isFinal })
  for (const subscriber of model.subscribersTo(streamId)) subscriber.facade.dispatchEvent(event)
}

/** The journal's detail of the signal that was heard last: every client that hears it notes the same. */
let latestNoted: { readonly fact: FactOf<'signal'>; readonly noted: Readonly<Record<string, unknown>> } | undefined

function signalNoted(fact: FactOf<'signal'>): Readonly<Record<string, unknown>> {
  const { from, signal } = fact
  if (latestNoted?.fact !== fact) {
    latestNoted = { fact, noted: { cancelable: false, data: signal.data ?? undefined, from } }
  }
  return latestNoted.noted
}

const signalled: Apply<'signal'> = (model, fact) => {
  const { from, signal } = fact
  // A signal that waits for its sender loses its type and its data (recorded: `session.signal/received-from-unknown-then-joins`).
  const sender = from === null ? nameless(model) : connectionOf(model, from)
  if (from !== null && sender === undefined) {
    return model.hold(from, { ...fact, signal: { type: null, data: null } })
  }
  const type = signal.type === null ? 'signal' : `signal:${signal.type}`
  const details = { data: signal.data === null ? undefined : signal.data, from: sender }
  const noted = signalNoted(fact)
  // Heard under two names, the event carries the longer one in its type both times (recorded: `session.signal/received`).
  model.facade._dispatchAs('signal', new SdkEvent(type, false, details), noted)
  if (type !== 'signal') model.facade._dispatchAs(type, new SdkEvent(type, false, details), noted)
}

const archiveUpdated: Apply<'archive.updated'> = (model, { archiveId, status }) => {
  const archive = model.archives.get(archiveId)
  if (archive === undefined) return
  model.archives.add({ ...archive, status })
  announceArchive(model, status === 'stopped' ? 'archiveStopped' : 'archiveUpdated', { ...archive, status })
}

// A repeated warning is not told again, and one for a picture that is off is not told at all (recorded: `live/picture/warning/*`).
const videoWarned: Apply<'subscriber.videoWarned'> = (model, { streamId, active }) => {
  const isTold = model.streams.get(streamId)?._warnOfVideo(active) === true
  if (!isTold) return
  for (const { widget, facade } of model.subscribersTo(streamId)) {
    widget.update({ videoWarning: active })
    facade.dispatchEvent(new SdkEvent(active ? 'videoDisableWarning' : 'videoDisableWarningLifted', false, {}))
  }
}

const rules: { readonly [Name in Fact['is']]: Apply<Name> } = {
  'connection.created': connectionCreated,
  'connection.deleted': connectionDeleted,
  'stream.created': streamCreated,
  'stream.deleted': streamDeleted,
  'channel.updated': channelUpdated,
  'session.muted': (model, { active }) => {
    model.muted = active
    dispatch(model, 'muteForced', { active })
  },
  // A stream is told of its muting alone, and not of its end (observed: `live/programs/own-stream-not-muted`).
  'stream.muted': (model, { streamId, active }) => {
    if (!active) return
    for (const publisher of model.publishers) if (publisher.streamId === streamId) publisher.forceMuted()
  },
  'stream.archiving': archivingChanged,
  signal: signalled,
  // An archive that is known already is not told again (observed: `live/programs/archive-told-twice`).
  'archive.created': (model, { archive }) => {
    if (model.archives.has(archive.id)) return
    model.archives.add(archive)
    announceArchive(model, 'archiveStarted', archive)
  },
  'archive.updated': archiveUpdated,
  caption: captionReceived,
  ...mediaRules,
  'subscriber.videoDisabled': (model, { streamId, active }) => {
    for (const subscriber of model.subscribersTo(streamId)) subscriber.videoByQuality(active)
  },
  'subscriber.videoWarned': videoWarned,
  'stream.accepted': () => {},
  'stream.withdrawn': () => {},
  'subscriber.accepted': () => {},
  'subscriber.withdrawn': () => {},
  notification: (model, { reason }) => {
    if (reason === 'serverRotation') migrate(model)
  },
}

/** Only a session that could not be left is `disconnecting` and hears (recorded: `ends/publish/without-media-yet/disconnect-in-sessionReconnecting`). */
const hearing: readonly SessionStateName[] = ['connected', 'migrating', 'disconnecting']

/** Takes in what the service tells: the replica first, then the events that say so. */
export function applyFact(model: SessionModel, fact: Fact): void {
  if (!hearing.includes(model.state)) return
  const apply: (model: SessionModel, fact: never) => void = rules[fact.is]
  apply(model, fact as never)
}

/**
 * Enters a session: everybody who is there is known before `sessionConnected`, and announced after it and the handlers
 * that hang on it, the own connection last (recorded: `remote/connect-to-session-with-streams`).
 */
export function announceJoined(model: SessionModel, joined: JoinedSession): void {
  const ownConnection = new Connection(joined.connection)
  const known = [...joined.connections, ownConnection]
  for (const one of known) model.connections.add(one)
  // A stream of people who are not known is there, and is not announced (recorded: `live/programs/joined-with-a-stream-of-unknown-people`).
  for (const record of joined.streams) {
    const owner = model.connections.get(record.connectionId)
    const connection = owner ?? new Connection({ id: record.connectionId, data: '', created: record.created })
    const stream = new Stream(model.client, record, connection)
    model.streams.add(stream)
    if (owner === undefined) model.unannounced.add(stream)
  }
  for (const archive of joined.archives) model.archives.add(archive)
  const streams = model.streams.all().filter((stream) => !model.unannounced.has(stream))
  model.enter(ownConnection, joined.permissions)
  dispatch(model, 'sessionConnected', {})
  for (const one of known) announceConnection(model, one)
  for (const stream of streams) announceStream(model, stream)
  for (const archive of joined.archives) announceArchive(model, 'archiveStarted', archive)
}
