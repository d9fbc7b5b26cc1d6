import type { Role } from '../../contract/roles.ts'
import { printOf } from '../../kernel/bytes/hash.ts'
import type { Clock } from '../../kernel/time/clock.ts'
import type { Command } from '../../wire/commands.ts'
import type { ChannelChange, ChannelRecord, StreamRecord, VideoType } from '../../wire/records.ts'
import type { Reply } from '../../wire/replies.ts'
import type { Backend } from '../backend.ts'
import { type Member, streamsOf } from '../state.ts'

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
  readonly audio?: boolean
  readonly video?: boolean
  readonly videoType?: VideoType
  readonly width?: number
  readonly height?: number
  readonly frameRate?: number
  readonly id?: string
  /** What the frames are encrypted with in an encrypted session. Default: whatever whoever receives them has. */
  readonly encryptionSecret?: string
}

export interface RoomParts {
  readonly backend: Backend
  readonly clock: Pick<Clock, 'now' | 'after' | 'cancel'>
  readonly sessionId: string
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

/** What most people publish, described once for all of them. */
const usualChannels = channelsOf({})

const isUsual = (options: PublishOptions): boolean =>
  Object.keys(options).every((key) => key === 'name' || key === 'id')

const streamOf = (parts: RoomParts, connectionId: string, fallback: string, options: PublishOptions): StreamRecord => ({
  id: options.id ?? parts.backend.freshId(),
  connectionId,
  name: options.name ?? fallback,
  initials: '',
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

  /** Publishes a camera, or what the options say; returns the stream's id. */
  publish(options: PublishOptions = {}): string {
    const { id } = options
    if (id !== undefined && this.#parts.backend.session(this.#parts.sessionId)?.streams.has(id) === true) {
      throw new RangeError(`There is a stream ${JSON.stringify(id)} in this room already. Give another id, or none.`)
    }
    const stream = streamOf(this.#parts, this.connectionId, this.name, options)
    this.#do('publish', { method: 'stream.create', stream, encrypted: true }, { ...options, stream: stream.name })
    return stream.id
  }

  /** Stops publishing one stream, or all of them. */
  unpublish(streamId?: string): void {
    this.#demandPresence('unpublish')
    for (const stream of this.#chosen(streamId)) {
      const streamId = stream.id
      this.#do('unpublish', { method: 'stream.delete', streamId, reason: 'clientDisconnected' }, { streamId })
    }
  }

  /**
   * Subscribes to a stream; returns the subscriber's id. In a relayed session the publisher connects to them.
   *
   * @example
   * alice.unsubscribe(alice.subscribe(publisher.stream.streamId))
   */
  subscribe(streamId: string): string {
    const subscriberId = this.#parts.backend.freshId()
    const command = { method: 'subscriber.create', streamId, subscriberId, encrypted: true } as const
    this.#do('subscribe', command, { streamId, subscriberId })
    return subscriberId
  }

  /** Stops subscribing. */
  unsubscribe(subscriberId: string): void {
    this.#do('unsubscribe', { method: 'subscriber.delete', subscriberId }, { subscriberId })
  }

  /** Turns the sound or the picture of their streams on or off, or changes what else a track is like. */
  change(kind: 'audio' | 'video', change: ChannelChange, streamId?: string): void {
    this.#demandPresence('change')
    for (const stream of this.#chosen(streamId)) {
      const channelId = kind === 'audio' ? 'audio1' : 'video1'
      const command = { method: 'stream_channel.update', streamId: stream.id, channelId, change } as const
      this.#do('change', command, { channel: kind, ...change, streamId: stream.id })
    }
  }

  /** Sends a signal to everybody, or to one connection. */
  signal(signal: { readonly type?: string; readonly data?: string; readonly to?: string }): void {
    const contents = { type: signal.type ?? null, data: signal.data ?? null }
    this.#do('signal', { method: 'signal.signal', signal: contents, to: signal.to ?? null }, { ...signal })
  }

  /** Mutes a stream, or everybody but some streams. Needs the moderator's role. */
  mute(streamId?: string, options: { readonly except?: readonly string[] } = {}): void {
    const { except = [] } = options
    if (streamId !== undefined) this.#do('mute', { method: 'stream.update', streamId, muted: true }, { streamId })
    else this.#do('mute', { method: 'session.update', muted: true, except }, { except })
  }

  /** Ends somebody's connection. Needs the moderator's role. */
  forceDisconnect(connectionId: string): void {
    this.#do('forceDisconnect', { method: 'connection.delete', connectionId }, { connectionId })
  }

  /** Ends somebody's stream. Needs the moderator's role. */
  forceUnpublish(streamId: string): void {
    this.#do('forceUnpublish', { method: 'stream.delete', streamId, reason: 'forceUnpublished' }, { streamId })
  }

  /** Says something that is captioned. */
  caption(text: string, options: { readonly isFinal?: boolean; readonly streamId?: string } = {}): void {
    this.#demandPresence('caption')
    const isFinal = options.isFinal ?? true
    for (const stream of this.#chosen(options.streamId)) {
      this.#parts.note('participant.caption', { name: this.name, text, isFinal, streamId: stream.id })
      this.#parts.backend.tell(this.#parts.sessionId, {
        is: 'caption',
        streamId: stream.id,
        from: this.connectionId,
        text,
        isFinal,
      })
    }
  }

  /** Says goodbye: streams go first, then the connection. */
  leave(): void {
    this.#depart('leave', 'clientDisconnected')
  }

  /** Is gone without a goodbye: the service finds out that the network took them. */
  vanish(): void {
    this.#depart('vanish', 'networkDisconnected')
  }

  #depart(verb: string, reason: string): void {
    this.#demandPresence(verb)
    this.#parts.note(`participant.${verb}`, { name: this.name })
    this.#parts.backend.depart(this.#parts.sessionId, this.connectionId, reason)
  }

  #chosen(streamId: string | undefined): readonly StreamRecord[] {
    if (streamId === undefined) return this.streams
    const stream = this.streams.find((candidate) => candidate.id === streamId)
    if (stream !== undefined) return [stream]
    throw new Error(
      `${this.name} does not publish a stream ${JSON.stringify(streamId)}. Their streams: ${this.streams.map(({ id }) => id).join(', ') || 'none'}.`,
    )
  }

  #do(verb: string, command: Command, detail: Readonly<Record<string, unknown>>): void {
    this.#demandPresence(verb)
    this.#parts.note(`participant.${verb}`, { ...detail, name: this.name })
    const reply: Reply = this.#parts.backend.act(this.#parts.sessionId, this.connectionId, command)
    if (reply.status.startsWith('2')) return
    throw new Error(
      `${this.name} cannot ${verb}: the service refused with ${reply.status} (${reply.reason ?? 'no reason'}). Their role is ${this.role}; join({ role: 'moderator' }) may do everything.`,
    )
  }

  #demandPresence(verb: string): void {
    if (this.isPresent) return
    throw new Error(`${this.name} cannot ${verb}: they have left the session. Let somebody join first.`)
  }
}
