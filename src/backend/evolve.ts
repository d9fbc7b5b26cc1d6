import type { Fact } from '../wire/facts.ts'
import type { ChannelChange, StreamRecord } from '../wire/records.ts'
import type { IndexedMap } from './indexed-map.ts'
import type { Member, SessionInPlace } from './state.ts'

/** The changes of a session: facts that clients are told, and the role of each new member, which the service alone knows. */
export type Change = Fact | { readonly is: 'member.entered'; readonly member: Member }

type Step<Name extends Change['is']> = (session: SessionInPlace, fact: Extract<Change, { is: Name }>) => void

const withChannel = (stream: StreamRecord, channelId: string, change: ChannelChange): StreamRecord => ({
  ...stream,
  channels: stream.channels.map((channel) => (channel.id === channelId ? { ...channel, ...change } : channel)),
})

const nothing = (): void => {}

function without<Value extends Readonly<Record<By, string>>, By extends string>(
  map: IndexedMap<Value, By>,
  by: By,
  id: string,
): void {
  for (const key of map.keysBy(by, id)) map.delete(key)
}

const steps: { readonly [Name in Change['is']]: Step<Name> } = {
  'member.entered': (session, { member }) => void session.members.set(member.connection.id, member),
  'connection.created': nothing,
  'connection.deleted': (session, { connectionId }) => {
    session.members.delete(connectionId)
    session.cutOff.delete(connectionId)
    without(session.pending, 'connectionId', connectionId)
    without(session.subscribers, 'connectionId', connectionId)
  },
  'stream.accepted': (session, fact) => void session.pending.set(fact.stream.id, fact.stream),
  'stream.withdrawn': (session, fact) => void session.pending.delete(fact.streamId),
  'stream.created': (session, fact) => {
    session.pending.delete(fact.stream.id)
    session.streams.set(fact.stream.id, fact.stream)
  },
  'stream.deleted': (session, { streamId }) => {
    session.streams.delete(streamId)
    without(session.subscribers, 'streamId', streamId)
  },
  'channel.updated': (session, fact) => {
    const stream = session.streams.get(fact.streamId)
    if (stream !== undefined) session.streams.set(stream.id, withChannel(stream, fact.channelId, fact.change))
  },
  'session.muted': (session, fact) => {
    session.muted = fact.active
  },
  'stream.muted': nothing,
  'stream.archiving': nothing,
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
  'subscriber.videoWarned': nothing,
  'offer.requested': nothing,
  'media.carried': (session, { connectionId, carried }) =>
    void (carried ? session.cutOff.delete(connectionId) : session.cutOff.add(connectionId)),
  notification: nothing,
}

/** Applies a change to a session's state, in place: the only writer of it. */
export function evolve(session: SessionInPlace, change: Change): void {
  const step: (session: SessionInPlace, change: never) => void = steps[change.is]
  step(session, change as never)
}
