import type { ChannelChange, SessionInPlace, StreamRecord } from './state.ts'
import type { Fact } from './wire.ts'

type Step<Name extends Fact['is']> = (session: SessionInPlace, fact: Extract<Fact, { is: Name }>) => void

const withChannel = (stream: StreamRecord, channelId: string, change: ChannelChange): StreamRecord => ({
  ...stream,
  channels: stream.channels.map((channel) => (channel.id === channelId ? { ...channel, ...change } : channel)),
})

const nothing = (): void => {}

function without<Value>(map: Map<string, Value>, leaves: (value: Value) => boolean): void {
  for (const [id, value] of [...map]) if (leaves(value)) map.delete(id)
}

// A member enters with its role by `admit`; the fact that clients are told carries the connection alone.
const steps: { readonly [Name in Fact['is']]: Step<Name> } = {
  'connection.created': nothing,
  'connection.deleted': (session, { connectionId }) => {
    session.members.delete(connectionId)
    without(session.pending, (stream) => stream.connectionId === connectionId)
    without(session.subscribers, (subscriber) => subscriber.connectionId === connectionId)
  },
  'stream.accepted': (session, fact) => void session.pending.set(fact.stream.id, fact.stream),
  'stream.withdrawn': (session, fact) => void session.pending.delete(fact.streamId),
  'stream.created': (session, fact) => {
    session.pending.delete(fact.stream.id)
    session.streams.set(fact.stream.id, fact.stream)
  },
  'stream.deleted': (session, { streamId }) => {
    session.streams.delete(streamId)
    without(session.subscribers, (subscriber) => subscriber.streamId === streamId)
  },
  'channel.updated': (session, fact) => {
    const stream = session.streams.get(fact.streamId)
    if (stream !== undefined) session.streams.set(stream.id, withChannel(stream, fact.channelId, fact.change))
  },
  'session.muted': (session, fact) => {
    session.muted = fact.active
  },
  'stream.muted': nothing,
  signal: nothing,
  'archive.created': (session, fact) => void session.archives.set(fact.archive.id, fact.archive),
  'archive.updated': (session, fact) => {
    const archive = session.archives.get(fact.archiveId)
    if (archive !== undefined) session.archives.set(archive.id, { ...archive, status: fact.status })
  },
  caption: nothing,
  'subscriber.accepted': (session, { subscriberId, streamId, connectionId }) =>
    void session.subscribers.set(subscriberId, { streamId, connectionId }),
  'subscriber.withdrawn': (session, fact) => void session.subscribers.delete(fact.subscriberId),
  'subscriber.offered': nothing,
  'subscriber.answered': nothing,
  'subscriber.trickled': nothing,
  'subscriber.gone': nothing,
  'stream.answered': nothing,
  'stream.trickled': nothing,
  'subscriber.videoDisabled': nothing,
  'offer.requested': nothing,
  notification: nothing,
}

/** Applies a fact to the session's state, in place: the only writer of it besides `admit`. */
export function evolve(session: SessionInPlace, fact: Fact): void {
  const step: (session: SessionInPlace, fact: never) => void = steps[fact.is]
  step(session, fact as never)
}
