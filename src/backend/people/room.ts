import { permissionsOf, roles } from '../../contract/roles.ts'
import type { ConnectionRecord, StreamRecord } from '../../wire/records.ts'
import type { Member, SessionRules } from '../state.ts'
import { Crowd, type CrowdOptions } from './crowd.ts'
import { type JoinOptions, Participant, type RoomParts } from './participants.ts'

/** One session as the test author sees it from the service's side. */
export class Room {
  readonly sessionId: string
  readonly #parts: RoomParts
  #guests = 0

  constructor(parts: RoomParts) {
    this.#parts = parts
    this.sessionId = parts.sessionId
  }

  get connections(): readonly ConnectionRecord[] {
    const members = this.#parts.backend.session(this.sessionId)?.members.values() ?? []
    return [...members].map((member) => member.connection)
  }

  get streams(): readonly StreamRecord[] {
    return [...(this.#parts.backend.session(this.sessionId)?.streams.values() ?? [])]
  }

  /** Lets a remote person into the session. */
  join(options: JoinOptions = {}): Participant {
    const { role = 'publisher', data = '' } = options
    if (!roles.includes(role)) {
      throw new RangeError(`There is no role ${JSON.stringify(role)}. The roles are ${roles.join(', ')}.`)
    }
    this.#demandFreshConnection(options.id)
    const name = options.name ?? `guest-${++this.#guests}`
    const connection = { id: options.id ?? this.#parts.backend.freshId(), data, created: this.#parts.clock.now() }
    const member: Member = { connection, role, permissions: permissionsOf[role], clientId: null }
    this.#parts.note('room.join', { name, role })
    this.#parts.backend.admit(this.sessionId, member)
    return new Participant(this.#parts, name, member)
  }

  /** Starts a recording; returns its id. */
  startArchive(name = ''): string {
    const id = this.#parts.backend.freshId()
    this.#parts.note('room.startArchive', { name })
    this.#parts.backend.tell(this.sessionId, { is: 'archive.created', archive: { id, name, status: 'started' } })
    return id
  }

  stopArchive(archiveId: string): void {
    this.#demandArchive(archiveId)
    this.#parts.note('room.stopArchive', { archiveId })
    this.#parts.backend.tell(this.sessionId, { is: 'archive.updated', archiveId, status: 'stopped' })
  }

  /** Changes the status of a recording: `paused`, or `started` again. */
  setArchiveStatus(archiveId: string, status: 'started' | 'paused'): void {
    this.#demandArchive(archiveId)
    this.#parts.note('room.setArchiveStatus', { archiveId, status })
    this.#parts.backend.tell(this.sessionId, { is: 'archive.updated', archiveId, status })
  }

  /** What holds for this session at the service: reconnection, media through a router or not, encryption, mute on entry, limits. */
  setRules(rules: Partial<SessionRules>): void {
    this.#parts.note('room.setRules', { ...rules })
    this.#parts.backend.setRules(rules, this.sessionId)
  }

  /** The service turns the picture of a stream off for its subscribers, or on again, because the network does not carry it. */
  setVideoByQuality(streamId: string, active: boolean): void {
    this.#demandStream(streamId)
    this.#parts.note('room.setVideoByQuality', { streamId, active })
    this.#parts.backend.tell(this.sessionId, { is: 'subscriber.videoDisabled', streamId, active })
  }

  /** The service moves the session to another messaging server. */
  rotateServer(): void {
    this.#parts.note('room.rotateServer', {})
    this.#parts.backend.rotateServer(this.sessionId)
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

  #demandFreshConnection(id: string | undefined): void {
    if (id === undefined || this.#parts.backend.session(this.sessionId)?.members.has(id) !== true) return
    throw new RangeError(`There is a connection ${JSON.stringify(id)} in this room already. Give another id, or none.`)
  }

  #demandArchive(archiveId: string): void {
    if (this.#parts.backend.session(this.sessionId)?.archives.has(archiveId) === true) return
    throw new Error(
      `There is no archive ${JSON.stringify(archiveId)} in this room. startArchive() gives the id of one.`,
    )
  }

  #demandStream(streamId: string): void {
    if (this.#parts.backend.session(this.sessionId)?.streams.has(streamId) === true) return
    throw new Error(
      `There is no stream ${JSON.stringify(streamId)} in this room. Its streams: ${this.streams.map(({ id }) => id).join(', ') || 'none'}.`,
    )
  }
}
