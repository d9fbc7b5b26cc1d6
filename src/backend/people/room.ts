import { permissionsOf } from '../../contract/roles.ts'
import { NoEffect } from '../../kernel/effect.ts'
import { durationOf } from '../../kernel/time/clock.ts'
import type { ServiceAct } from '../../wire/commands.ts'
import type { ConnectionRecord, StreamRecord } from '../../wire/records.ts'
import type { Member, SessionRules } from '../state.ts'
import { Crowd, type CrowdOptions } from './crowd.ts'
import { connectionNamed, streamNamed } from './own.ts'
import { type JoinOptions, Participant, type RoomParts } from './participants.ts'

/** The options of {@link Room.startArchive}. */
export interface ArchiveOptions {
  /** Shown to the application as the archive's name; default ''. */
  readonly name?: string
  /** The id that the application's own server knows the archive by; default: drawn from the seed. */
  readonly id?: string
}

/** The options of {@link Room.signal}. */
export interface ServiceSignal {
  readonly type?: string
  readonly data?: string
  /** The connection that gets it; default: everybody. */
  readonly to?: string
}

/** How long before a media server is replaced the application's server hears of it. */
const announcedMs: readonly number[] = [14_400_000, 3_600_000]

/** One session as the test author sees it from the service's side. */
export class Room {
  readonly sessionId: string
  readonly #parts: RoomParts
  #guests = 0
  #joined: Participant[] = []
  /** The streams whose subscribers are warned that the picture may go. */
  readonly #warned: Set<string> = new Set()
  /** From how many on those who have gone are forgotten: doubled each time, so that a crowd costs what it is large. */
  #forgetFrom = 64

  constructor(parts: RoomParts) {
    this.#parts = parts
    this.sessionId = parts.sessionId
  }

  /**
   * Everybody who is in the session, in the order in which they came: your application's connections too.
   * @example const own = room.connections.find(({ id }) => id !== bob.connectionId) // { id, data, created }
   */
  get connections(): readonly ConnectionRecord[] {
    const members = this.#parts.backend.session(this.sessionId)?.members.values() ?? []
    return [...members].map((member) => member.connection)
  }

  /**
   * Every stream that is published in the session: your application's too.
   * @example room.streams.map(({ id, connectionId, name }) => ({ id, connectionId, name }))
   */
  get streams(): readonly StreamRecord[] {
    return [...(this.#parts.backend.session(this.sessionId)?.streams.values() ?? [])]
  }

  /** The remote people who were let in by `join()` or as a crowd, and are still there, in the order in which they came. */
  get people(): readonly Participant[] {
    this.#forgetAbsent()
    this.#meetOthers()
    return this.#joined
  }

  /**
   * Lets a remote person into the session.
   *
   * @throws RangeError for an unknown option or role; Error where the service refuses.
   * @example const alice = room.join({ name: 'alice', role: 'moderator' })
   */
  join(options: JoinOptions = {}): Participant {
    const { role = 'publisher', data = '' } = options
    this.#demandFreshConnection(options.id)
    const name = options.name ?? `guest-${++this.#guests}`
    const connection = { id: options.id ?? this.#parts.backend.freshId(), data, created: this.#parts.clock.now() }
    const member: Member = { connection, role, permissions: permissionsOf[role], clientId: null, name }
    this.#parts.note('room.join', { name, role, ...(data === '' ? {} : { data }) })
    this.#parts.backend.admit(this.sessionId, member)
    const participant = new Participant(this.#parts, name, member)
    this.#joined.push(participant)
    if (this.#joined.length > this.#forgetFrom) this.#forgetAbsent()
    return participant
  }

  /**
   * Starts a recording; returns its id.
   *
   * @throws RangeError for an id that an archive has already.
   *
   * @example
   * room.startArchive({ id: archiveIdOfMyServer, name: 'Monday' })
   */
  startArchive(options: string | ArchiveOptions = {}): string {
    const { name = '', id = this.#parts.backend.freshId() } = typeof options === 'string' ? { name: options } : options
    if (this.#parts.backend.productions.find(id) !== undefined) {
      throw new RangeError(`There is an archive ${JSON.stringify(id)} already. Give another id, or none.`)
    }
    this.#parts.note('room.startArchive', { name, id })
    this.#parts.backend.productions.start({ kind: 'archive', id, sessionId: this.sessionId, name })
    return id
  }

  /**
   * Stops a recording: everybody in the session hears of it.
   *
   * @throws Error where there is no such recording, or it is not running.
   * @example room.stopArchive(room.startArchive('Monday'))
   */
  stopArchive(archiveId: string): void {
    this.#demandArchive(archiveId, 'stopArchive', ['started', 'paused'])
    this.#parts.note('room.stopArchive', { archiveId })
    this.#parts.backend.productions.update(archiveId, { status: 'stopped' })
  }

  /**
   * Changes the status of a recording: `paused`, or `started` again.
   *
   * @throws Error where there is no such recording, or it has that status already.
   * @example room.setArchiveStatus(archiveId, 'paused')
   */
  setArchiveStatus(archiveId: string, status: 'started' | 'paused'): void {
    this.#demandArchive(archiveId, 'setArchiveStatus', [status === 'paused' ? 'started' : 'paused'])
    this.#parts.note('room.setArchiveStatus', { archiveId, status })
    this.#parts.backend.productions.update(archiveId, { status })
  }

  /**
   * The service sends a signal, as it does for an application's server: the event's `from` is null.
   *
   * @throws Error where nobody is in the room, or the connection is not.
   *
   * @example
   * room.signal({ type: 'announcement', data: 'The call ends in five minutes' })
   */
  signal({ type, data, to }: ServiceSignal): void {
    const target = to === undefined ? null : connectionNamed(this.#parts, to)
    this.#serve('signal', { act: 'signal', signal: { type: type ?? null, data: data ?? null }, to: target })
  }

  /**
   * The service captions a stream, by its id; `'own'` is that of your application. Everybody in the session hears of it.
   *
   * @throws Error for a stream that is not there.
   *
   * @example
   * room.caption(streamId, 'Hello everybody')
   */
  caption(stream: string, text: string, options: { readonly isFinal?: boolean } = {}): void {
    const { isFinal = true } = options
    const streamId = streamNamed(this.#parts, stream)
    this.#demandStream(streamId)
    const from = this.streams.find(({ id }) => id === streamId)?.connectionId ?? ''
    this.#parts.note('room.caption', { streamId, text, isFinal })
    this.#parts.backend.tell(this.sessionId, { is: 'caption', streamId, from, text, isFinal })
  }

  /**
   * The service ends a connection, by its id (`'me'` is that of your application), without a moderator: `sessionDisconnected` has the reason
   * `forceDisconnected`.
   *
   * @throws Error for a connection that is not there.
   * @example room.forceDisconnect('me')
   */
  forceDisconnect(connection: string): void {
    const connectionId = connectionNamed(this.#parts, connection)
    this.#serve('forceDisconnect', { act: 'forceDisconnect', connectionId })
  }

  /**
   * The service mutes one stream, by its id (`'own'` is that of your application), without a moderator.
   *
   * @throws Error for a stream that is not there.
   * @example room.forceMuteStream('own')
   */
  forceMuteStream(stream: string): void {
    const streamId = streamNamed(this.#parts, stream)
    this.#serve('forceMuteStream', { act: 'muteStream', streamId })
  }

  /**
   * The service mutes everybody but some streams, and people who publish from now on.
   *
   * @throws Error where nobody is in the session, or a stream that is excepted is not there.
   * @example room.forceMuteAll({ except: [alice.publish()] })
   */
  forceMuteAll(options: { readonly except?: readonly string[] } = {}): void {
    const except = (options.except ?? []).map((stream) => streamNamed(this.#parts, stream))
    for (const streamId of except) this.#demandStream(streamId)
    this.#serve('forceMuteAll', { act: 'muteAll', active: true, except })
  }

  /**
   * The service lifts the muting of everybody. People who were muted stay muted.
   * @throws Error where nobody is in the session.
   * @example room.disableForceMute()
   */
  disableForceMute(): void {
    this.#serve('disableForceMute', { act: 'muteAll', active: false, except: [] })
  }

  /**
   * The media router of this session crashes: everybody is disconnected with the reason `forceDisconnected`, their
   * streams are gone, and archives, broadcasts and captions have failed. The session can be joined again.
   *
   * @throws Error where nobody is in the room.
   * @example room.crash()
   */
  crash(): void {
    this.#demandPeople('crash')
    this.#parts.note('room.crash', {})
    this.#parts.backend.crash(this.sessionId)
  }

  /**
   * The rules of this session at the service: reconnection, media through a router or not, encryption, mute on entry, limits.
   * @example room.setRules({ reconnection: false })
   */
  setRules(rules: Partial<SessionRules>): void {
    this.#parts.note('room.setRules', { ...rules })
    this.#parts.backend.setRules(rules, this.sessionId)
  }

  /**
   * The service turns the picture of a stream off for its subscribers, or on again, because the network does not carry it.
   *
   * @throws Error where there is no such stream, or it has no subscriber.
   * @example room.setVideoByQuality(streamId, false) // videoDisabled, reason 'quality'
   */
  setVideoByQuality(stream: string, active: boolean): void {
    const streamId = streamNamed(this.#parts, stream)
    this.#demandReceived('room.setVideoByQuality', streamId)
    this.#parts.note('room.setVideoByQuality', { streamId, active })
    this.#parts.backend.tell(this.sessionId, { is: 'subscriber.videoDisabled', streamId, active })
  }

  /**
   * The service warns the subscribers of a stream that the network may soon not carry its picture, or lifts the warning. The
   * picture stays: `setVideoByQuality()` turns it off. `'own'` is the stream of your application.
   *
   * @param active `true`: `videoDisableWarning`; `false`: `videoDisableWarningLifted`.
   * @throws Error where there is no such stream, it has no subscriber or no picture, or the warning stands, or is lifted, already.
   * @example room.warnOfVideo(streamId, true) // videoDisableWarning
   */
  warnOfVideo(stream: string, active: boolean): void {
    const streamId = streamNamed(this.#parts, stream)
    const { channels } = this.#demandReceived('room.warnOfVideo', streamId)
    const sendsPicture = channels.some((channel) => channel.type === 'video' && channel.active)
    if (!sendsPicture) throw new NoEffect('room.warnOfVideo() has no effect: the stream sends no picture.')
    this.#noteWarning(streamId, active)
    this.#parts.note('room.warnOfVideo', { streamId, active })
    this.#parts.backend.tell(this.sessionId, { is: 'subscriber.videoWarned', streamId, active })
  }

  /**
   * The service moves the session to another messaging server: now, or after a while. A move that is to come is announced to
   * the application's server four hours and one hour before, by the webhook `sessionNotification` (documented:
   * `fixtures/facts/webhooks.json`, `migration`).
   *
   * @param options `in`: after how long, in milliseconds or as a text; default 0.
   * @throws RangeError for a time that is none; Error where nobody is in the room, and the move is now.
   *
   * @example
   * room.rotateServer({ in: '5h' })
   * await simulator.clock.advance('1h') // the first announcement
   */
  rotateServer({ in: wait = 0 }: { readonly in?: number | string } = {}): void {
    const { backend, clock, note } = this.#parts
    const ms = durationOf(wait)
    if (ms === 0) this.#demandPeople('rotateServer')
    note('room.rotateServer', ms === 0 ? {} : { in: wait })
    if (ms === 0) return backend.rotateServer(this.sessionId)
    for (const before of announcedMs.filter((one) => one <= ms)) {
      const announce = (): void =>
        backend.tell(this.sessionId, { is: 'notification', reason: 'rotationAnnounced' }, { to: 'nobody' })
      clock.after(ms - before, announce, { what: 'the announcement of another server', kind: 'calendar' })
    }
    const move = (): void => backend.rotateServer(this.sessionId)
    clock.after(ms, move, { what: 'the session to move to another server', kind: 'calendar' })
  }

  /**
   * Lets many people in at once, all of them publishing unless told otherwise, and with `churn` lets them come, go,
   * publish, mute and signal from then on as time passes: the same seed, the same crowd.
   *
   * @throws RangeError for figures that are impossible, before anybody has come.
   *
   * @example
   * const crowd = room.crowd({ people: 200, publish: 0.1, churn: 30 }) // thirty things a minute
   * await simulator.clock.advance('4h')
   * crowd.stop()
   *
   * @example
   * room.crowd({ people: 50, churn: { join: 2, leave: 2, mute: 10 } })
   */
  crowd(options: CrowdOptions): Crowd {
    return new Crowd({ ...this.#parts, join: (who) => this.join(who) }, options)
  }

  // Where a world is shared, others may have let them in.
  #meetOthers(): void {
    const known = new Set(this.#joined.map(({ connectionId }) => connectionId))
    for (const member of this.#parts.backend.session(this.sessionId)?.members.values() ?? []) {
      const { name, connection } = member
      if (name !== undefined && !known.has(connection.id)) this.#joined.push(new Participant(this.#parts, name, member))
    }
  }

  #forgetAbsent(): void {
    this.#joined = this.#joined.filter(({ isPresent }) => isPresent)
    this.#forgetFrom = Math.max(64, 2 * this.#joined.length)
  }

  #demandPeople(verb: string): void {
    if (this.connections.length > 0) return
    throw new Error(`room.${verb}() has no effect: nobody is in this room. Let a client connect or room.join() first.`)
  }

  #serve(verb: string, act: ServiceAct): void {
    this.#demandPeople(verb)
    if ('connectionId' in act) this.#demandConnection(act.connectionId)
    if (act.act === 'signal' && act.to !== null) this.#demandConnection(act.to)
    if ('streamId' in act) this.#demandStream(act.streamId)
    this.#parts.note(`room.${verb}`, { ...act })
    this.#parts.backend.serve(this.sessionId, act)
  }

  #demandConnection(connectionId: string): void {
    const ids = this.connections.map(({ id }) => id)
    if (ids.includes(connectionId)) return
    throw new Error(
      `There is no connection ${JSON.stringify(connectionId)} in this room. Its connections: ${ids.join(', ') || 'none'}.`,
    )
  }

  #demandFreshConnection(id: string | undefined): void {
    if (id === undefined || this.#parts.backend.session(this.sessionId)?.members.has(id) !== true) return
    throw new RangeError(`There is a connection ${JSON.stringify(id)} in this room already. Give another id, or none.`)
  }

  #demandArchive(archiveId: string, verb: string, from: readonly string[]): void {
    const archive = this.#parts.backend.productions.find(archiveId)
    if (archive?.kind === 'archive' && archive.sessionId === this.sessionId) {
      if (from.includes(archive.status)) return
      throw new Error(`room.${verb}() has no effect: the archive ${JSON.stringify(archiveId)} is ${archive.status}.`)
    }
    throw new Error(
      `There is no archive ${JSON.stringify(archiveId)} in this room. startArchive() gives the id of one.`,
    )
  }

  #noteWarning(streamId: string, active: boolean): void {
    const stands = this.#warned.has(streamId)
    if (active && stands) throw new NoEffect('room.warnOfVideo() has no effect: the warning stands already.')
    if (!active && !stands) throw new NoEffect('room.warnOfVideo() has no effect: no warning stands. Warn first.')
    if (active) this.#warned.add(streamId)
    else this.#warned.delete(streamId)
  }

  #demandReceived(verb: string, streamId: string): StreamRecord {
    const stream = this.#demandStream(streamId)
    const { subscribers = [] } = this.#parts.backend.session(this.sessionId) ?? {}
    if ([...subscribers.values()].some((subscriber) => subscriber.streamId === streamId)) return stream
    throw new Error(`${verb}() has no effect: nobody subscribes to this stream. Let a client subscribe first.`)
  }

  #demandStream(streamId: string): StreamRecord {
    const stream = this.#parts.backend.session(this.sessionId)?.streams.get(streamId)
    if (stream !== undefined) return stream
    throw new Error(
      `There is no stream ${JSON.stringify(streamId)} in this room. Its streams: ${this.streams.map(({ id }) => id).join(', ') || 'none'}.`,
    )
  }
}
