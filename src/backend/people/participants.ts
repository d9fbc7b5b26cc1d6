import type { Role } from '../../contract/roles.ts'
import { printOf } from '../../kernel/bytes/hash.ts'
import type { Clock } from '../../kernel/time/clock.ts'
import { withMore } from '../../kernel/values.ts'
import type { Command } from '../../wire/commands.ts'
import type { ChannelChange, ChannelRecord, StreamRecord, VideoType } from '../../wire/records.ts'
import type { Reply } from '../../wire/replies.ts'
import { mutesOnEntry } from '../decide/muting.ts'
import type { Service } from '../service.ts'
import { type Member, streamsOf } from '../state.ts'
import { connectionNamed, type OwnParts, streamNamed } from './own.ts'

export interface JoinOptions {
  /** Shown in the simulated picture and in the journal; default `guest-1`, `guest-2` and so on. */
  readonly name?: string
  /** The connection data. */
  readonly data?: string
  /** Default `publisher`. */
  readonly role?: Role
  /** The connection's id; default: drawn from the seed. */
  readonly id?: string
}

export interface PublishOptions {
  readonly name?: string
  /** The initials that are shown in place of a picture. */
  readonly initials?: string
  readonly audio?: boolean
  readonly video?: boolean
  readonly videoType?: VideoType
  readonly width?: number
  readonly height?: number
  readonly frameRate?: number
  readonly id?: string
  /** The secret with which frames are encrypted in an encrypted session. Default: the secret of each receiver. */
  readonly encryptionSecret?: string
}

/** The options of {@link Participant.speak}. */
export interface SpeakOptions {
  /** From above 0 to 1. Default 0.6. */
  readonly loudness?: number
  /** Default: every stream of theirs that has sound. */
  readonly streamId?: string
}

/** How loud somebody speaks unless told otherwise. */
export const usualLoudness = 0.6

export interface RoomParts extends OwnParts {
  readonly backend: Service
  readonly clock: Pick<Clock, 'now' | 'after' | 'cancel'>
  readonly note: (what: string, detail: Readonly<Record<string, unknown>>) => void
}

/** The tracks of what somebody publishes. */
export function channelsOf(options: PublishOptions): readonly ChannelRecord[] {
  const { audio = true, video = true, videoType = 'camera', width = 640, height = 480, frameRate = 30 } = options
  const { encryptionSecret: secret } = options
  const key = secret === undefined ? {} : { key: printOf(secret) }
  const common = { width, height, frameRate, source: videoType, muted: false, captions: false, active: true, ...key }
  return [
    ...(audio ? [{ ...common, id: 'audio1', type: 'audio' as const }] : []),
    ...(video ? [{ ...common, id: 'video1', type: 'video' as const }] : []),
  ]
}

const differs = (channel: ChannelRecord, change: ChannelChange): boolean =>
  Object.entries(change).some(([key, value]) => Reflect.get(channel, key) !== value)

/** The usual stream, described once for all participants. */
const usualChannels = channelsOf({})

const ofNoTrack: readonly string[] = ['name', 'initials', 'id']

const isUsual = (options: PublishOptions): boolean => Object.keys(options).every((key) => ofNoTrack.includes(key))

/** The stream of somebody who comes in muted. */
const silenced = (stream: StreamRecord): StreamRecord => ({
  ...stream,
  channels: stream.channels.map((channel) => (channel.type === 'audio' ? { ...channel, active: false } : channel)),
})

const streamOf = (parts: RoomParts, connectionId: string, fallback: string, options: PublishOptions): StreamRecord => ({
  id: options.id ?? parts.backend.freshId(),
  connectionId,
  name: options.name ?? fallback,
  initials: options.initials ?? '',
  created: parts.clock.now(),
  channels: isUsual(options) ? usualChannels : channelsOf(options),
})

/** A remote person in a session, whom the test author drives; the service treats them as it treats anybody. */
export class Participant {
  readonly name: string
  readonly connectionId: string
  readonly role: Role
  readonly #parts: RoomParts

  constructor(parts: RoomParts, name: string, member: Member) {
    this.#parts = parts
    this.name = name
    this.connectionId = member.connection.id
    this.role = member.role
  }

  /** Whether they are still there. */
  get isPresent(): boolean {
    return this.#parts.backend.session(this.#parts.sessionId)?.members.has(this.connectionId) === true
  }

  get streams(): readonly StreamRecord[] {
    const session = this.#parts.backend.session(this.#parts.sessionId)
    return session === undefined ? [] : streamsOf(session, this.connectionId)
  }

  /**
   * Publishes a camera, or what the options say, muted where the session is; returns the stream's id.
   *
   * @throws RangeError for the id of another stream, or an option that cannot be; Error where the service refuses, or the person has left.
   * @example alice.publish({ name: 'Alice', video: false })
   */
  publish(options: PublishOptions = {}): string {
    const { id } = options
    const session = this.#parts.backend.session(this.#parts.sessionId)
    if (id !== undefined && session?.streams.has(id) === true) {
      throw new RangeError(`There is a stream ${JSON.stringify(id)} in this room already. Give another id, or none.`)
    }
    const wanted = streamOf(this.#parts, this.connectionId, this.name, options)
    const stream = session !== undefined && mutesOnEntry(session) ? silenced(wanted) : wanted
    this.#do('publish', { method: 'stream.create', stream, encrypted: true }, { ...options, stream: stream.name })
    return stream.id
  }

  /**
   * Stops publishing one stream, or all of them.
   *
   * @throws Error where the person has left or has no such stream.
   * @example alice.unpublish()
   */
  unpublish(streamId?: string): void {
    this.#demandPresence('unpublish')
    for (const stream of this.#demandStreams('unpublish', streamId)) {
      const streamId = stream.id
      this.#do('unpublish', { method: 'stream.delete', streamId, reason: 'clientDisconnected' }, { streamId })
    }
  }

  /**
   * Subscribes to a stream, by its id (`'own'` is that of your application); returns the subscriber's id. In a relayed session the
   * publisher connects to the person.
   * @throws Error where the person has left, or the service refuses.
   *
   * @example
   * alice.unsubscribe(alice.subscribe(streamId))
   */
  subscribe(stream: string): string {
    const streamId = streamNamed(this.#parts, stream)
    const subscriberId = this.#parts.backend.freshId()
    const command = { method: 'subscriber.create', streamId, subscriberId, encrypted: true } as const
    this.#do('subscribe', command, { streamId, subscriberId })
    return subscriberId
  }

  /**
   * Stops subscribing.
   * @throws RangeError for a subscriber that there is not; Error where the person has left.
   * @example alice.unsubscribe(subscriberId)
   */
  unsubscribe(subscriberId: string): void {
    const session = this.#parts.backend.session(this.#parts.sessionId)
    if (session?.subscribers.get(subscriberId)?.connectionId !== this.connectionId) {
      throw new RangeError(
        `participant.unsubscribe(subscriberId): ${this.name} has no subscriber ${JSON.stringify(subscriberId)}. Give what their subscribe() gave.`,
      )
    }
    this.#do('unsubscribe', { method: 'subscriber.delete', subscriberId }, { subscriberId })
  }

  /**
   * Turns the sound or the picture of their streams on or off, or changes its size or its frame rate.
   *
   * @throws Error where the person has left, has no such stream or track, or nothing would change.
   * @example alice.change('audio', { active: false })
   */
  change(kind: 'audio' | 'video', change: ChannelChange, streamId?: string): void {
    this.#demandPresence('change')
    const channelId = kind === 'audio' ? 'audio1' : 'video1'
    const streams = this.#withTrack('change', kind, streamId)
    const changes = streams.filter(({ channels }) =>
      channels.some((channel) => channel.id === channelId && differs(channel, change)),
    )
    if (changes.length === 0) throw new Error(`${this.name} cannot change: their ${kind} is like that already.`)
    for (const stream of changes) {
      const command = { method: 'stream_channel.update', streamId: stream.id, channelId, change } as const
      this.#do('change', command, { channel: kind, ...change, streamId: stream.id })
    }
  }

  /**
   * Sends a signal to everybody, or to one connection.
   * @throws Error where the person has left, or the service refuses.
   * @example alice.signal({ type: 'chat', data: 'hello' })
   */
  signal(signal: { readonly type?: string; readonly data?: string; readonly to?: string }): void {
    const contents = { type: signal.type ?? null, data: signal.data ?? null }
    const to = signal.to === undefined ? null : connectionNamed(this.#parts, signal.to)
    this.#do('signal', { method: 'signal.signal', signal: contents, to }, to === null ? signal : { ...signal, to })
  }

  /**
   * Mutes a stream, by its id (`'own'` is that of your application), or everybody but some streams. Needs the moderator's role.
   * @throws Error where the person has left, or the service refuses.
   * @example moderator.mute('own')
   */
  mute(stream?: string, options: { readonly except?: readonly string[] } = {}): void {
    const except = (options.except ?? []).map((one) => streamNamed(this.#parts, one))
    for (const one of except) this.#demandTarget('mute', { method: 'stream.update', streamId: one, muted: false })
    const streamId = stream === undefined ? undefined : streamNamed(this.#parts, stream)
    if (streamId !== undefined) this.#do('mute', { method: 'stream.update', streamId, muted: true }, { streamId })
    else this.#do('mute', { method: 'session.update', muted: true, except }, { except })
  }

  /**
   * Ends a connection, by its id; `'me'` is that of your application. Needs the moderator's role.
   * @throws Error where the person has left, or the service refuses.
   * @example moderator.forceDisconnect('me')
   */
  forceDisconnect(connection: string): void {
    const connectionId = connectionNamed(this.#parts, connection)
    this.#do('forceDisconnect', { method: 'connection.delete', connectionId }, { connectionId })
  }

  /**
   * Ends a stream, by its id; `'own'` is that of your application. Needs the moderator's role.
   * @throws Error where the person has left, or the service refuses.
   * @example moderator.forceUnpublish('own')
   */
  forceUnpublish(stream: string): void {
    const streamId = streamNamed(this.#parts, stream)
    this.#do('forceUnpublish', { method: 'stream.delete', streamId, reason: 'forceUnpublished' }, { streamId })
  }

  /**
   * Says something that is captioned.
   *
   * @throws Error where the person has left or has no such stream.
   * @example alice.caption('Good morning', { isFinal: true })
   */
  caption(text: string, options: { readonly isFinal?: boolean; readonly streamId?: string } = {}): void {
    this.#demandPresence('caption')
    const isFinal = options.isFinal ?? true
    for (const stream of this.#demandStreams('caption', options.streamId)) {
      this.#note('caption', { text, isFinal, streamId: stream.id })
      this.#parts.backend.tell(this.#parts.sessionId, {
        is: 'caption',
        streamId: stream.id,
        from: this.connectionId,
        text,
        isFinal,
      })
    }
  }

  /**
   * Speaks, until `silence()`: subscribers of the stream dispatch `audioLevelUpdated`, unless the stream is muted.
   *
   * @param options `loudness`: above 0 up to 1, default 0.6.
   * @throws Error where they publish no sound; RangeError for a loudness that there is not.
   *
   * @example
   * alice.speak()
   * bob.silence()
   */
  speak({ loudness = usualLoudness, streamId }: SpeakOptions = {}): void {
    this.#beHeard('speak', loudness, streamId)
  }

  /**
   * Speaks no longer, on one stream or on all of them.
   * @throws Error where the person has left, or is silent already.
   * @example alice.silence()
   */
  silence(streamId?: string): void {
    this.#beHeard('silence', 0, streamId)
  }

  #beHeard(verb: string, loudness: number, streamId: string | undefined): void {
    this.#demandPresence(verb)
    const { backend, sessionId } = this.#parts
    const streams = this.#withTrack(verb, 'audio', streamId)
    const speaks = streams.some(({ channels }) => channels.some((channel) => (channel.loudness ?? 0) > 0))
    if (loudness === 0 && !speaks) throw new Error(`${this.name} is silent already. Let them speak() first.`)
    const isSo = streams.every(({ channels }) => channels.some((channel) => channel.loudness === loudness))
    if (isSo) throw new Error(`${this.name} cannot ${verb}: they speak at ${loudness} already.`)
    this.#note(verb, verb === 'speak' ? { loudness } : {})
    for (const { id } of streams) {
      backend.tell(sessionId, { is: 'channel.updated', streamId: id, channelId: 'audio1', change: { loudness } })
    }
  }

  /**
   * Says goodbye: streams go first, then the connection.
   * @throws Error where the person has left.
   * @example alice.leave() // connectionDestroyed, reason 'clientDisconnected'
   */
  leave(): void {
    this.#depart('leave', 'clientDisconnected')
  }

  /**
   * Is gone without a goodbye: the service finds out that the network took them.
   * @throws Error where the person has left.
   * @example alice.vanish() // connectionDestroyed, reason 'networkDisconnected'
   */
  vanish(): void {
    this.#depart('vanish', 'networkDisconnected')
  }

  #depart(verb: string, reason: string): void {
    this.#demandPresence(verb)
    this.#note(verb, {})
    this.#parts.backend.depart(this.#parts.sessionId, this.connectionId, reason)
  }

  /** @throws Error for a stream that is not theirs, or where they publish none. */
  #demandStreams(verb: string, streamId: string | undefined): readonly StreamRecord[] {
    const chosen = this.#chosen(streamId)
    if (chosen.length > 0) return chosen
    throw new Error(`${this.name} cannot ${verb}: they publish nothing at this time. Let them publish() first.`)
  }

  /** @throws Error where none of the streams that are meant has such a track. */
  #withTrack(verb: string, kind: 'audio' | 'video', streamId: string | undefined): readonly StreamRecord[] {
    const streams = this.#demandStreams(verb, streamId).filter(({ channels }) =>
      channels.some(({ type }) => type === kind),
    )
    if (streams.length > 0) return streams
    throw new Error(`${this.name} cannot ${verb}: they publish no ${kind} at this time. Let them publish() it first.`)
  }

  #chosen(streamId: string | undefined): readonly StreamRecord[] {
    if (streamId === undefined) return this.streams
    const stream = this.streams.find((candidate) => candidate.id === streamId)
    if (stream !== undefined) return [stream]
    throw new Error(
      `${this.name} does not publish a stream ${JSON.stringify(streamId)}. Their streams: ${this.streams.map(({ id }) => id).join(', ') || 'none'}.`,
    )
  }

  /** Several people may have one name: the id of the connection says which of them it is. */
  #note(verb: string, detail: Readonly<Record<string, unknown>>): void {
    this.#parts.note(`participant.${verb}`, withMore(detail, { name: this.name, by: this.connectionId }))
  }

  #do(verb: string, command: Command, detail: Readonly<Record<string, unknown>>): void {
    this.#demandPresence(verb)
    if ('streamId' in command || 'connectionId' in command) this.#demandTarget(verb, command)
    this.#note(verb, detail)
    const reply: Reply = this.#parts.backend.act(this.#parts.sessionId, this.connectionId, command)
    if (reply.status.startsWith('2')) return
    throw new Error(
      `${this.name} cannot ${verb}: the service refused with ${reply.status} (${reply.reason ?? 'no reason'}).${this.#remedy(reply)}`,
    )
  }

  /** The service would refuse it, too; but then it would stand in the journal. */
  #demandTarget(verb: string, command: Command): void {
    const session = this.#parts.backend.session(this.#parts.sessionId)
    const lacksStream = 'streamId' in command && session?.streams.has(command.streamId) === false
    const lacksPerson = command.method === 'connection.delete' && session?.members.has(command.connectionId) === false
    if (!lacksStream && !lacksPerson) return
    const reason = lacksStream ? 'streamNotFound' : 'connectionNotFound'
    throw new Error(
      `${this.name} cannot ${verb}: the service refuses with 404 (${reason}).${this.#remedy({ status: '404', reason })}`,
    )
  }

  #remedy({ reason = '' }: Reply): string {
    const session = this.#parts.backend.session(this.#parts.sessionId)
    const listed = (ids: Iterable<string> = []): string => [...ids].join(', ') || 'none'
    switch (reason) {
      case 'notPermitted':
        return ` Their role is ${this.role}; somebody who came in by join({ role: 'moderator' }) may.`
      case 'streamNotFound':
        return ` The streams of this room: ${listed(session?.streams.keys())}.`
      case 'connectionNotFound':
        return ` The connections of this room: ${listed(session?.members.keys())}.`
      case 'streamLimitExceeded':
        return ' Raise the limit with room.setRules({ maxStreams }), or let somebody unpublish first.'
      default:
        return ''
    }
  }

  #demandPresence(verb: string): void {
    if (this.isPresent) return
    throw new Error(`${this.name} cannot ${verb}: they have left the session. Let somebody join first.`)
  }
}
