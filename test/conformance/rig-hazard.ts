import { normal } from '../../src/backend/http-outcome.ts'
import type { Hazard, RawReply, Sabotage, Subject } from '../../src/kernel/hazard.ts'

/** A reply, none in particular (the service's own), or one that is made when it is asked for. */
export type ScriptedReply = RawReply | null | (() => RawReply)

/** What the recorder's server does at a point: a list is consumed one per request, its last entry stays. */
class Script {
  #replies: readonly ScriptedReply[]

  constructor(replies: readonly ScriptedReply[]) {
    this.#replies = replies
  }

  next(): RawReply | null {
    const [first, ...later] = this.#replies
    if (later.length > 0) this.#replies = later
    return (typeof first === 'function' ? first() : first) ?? null
  }
}

const bringsAbout: readonly string[] = ['stream.create', 'subscriber.create', 'signal.signal']

/** What the recorder's server says yes to, and lets nothing follow from. */
const followedByNothing: readonly string[] = ['connection.delete', 'stream.delete', 'stream.update', 'session.update']

/**
 * The recorder's server, where it differs from a real one: it says yes to moderation and deletions and lets nothing
 * follow from them, and answers whatever a case has it answer.
 */
export class ServiceHazard implements Hazard {
  readonly isQuiet = false
  readonly socketsOpenedAt: number[] = []
  readonly #now: () => number
  #scripts: Map<string, Script> = new Map()
  #sendAway: (connectionId: string) => void = () => {}
  #takenBack: (streamId: string) => void = () => {}
  #isOwn: (connectionId: string) => boolean = () => false
  #ownStream: RawReply | null = null
  /** Whether streams are marked as archived. */
  marksArchived = false

  constructor(now: () => number) {
    this.#now = now
  }

  script(point: string, replies: readonly ScriptedReply[]): void {
    this.#scripts.set(point, new Script(replies))
  }

  /** What follows, behind the answer, when somebody is sent away: they go, and their streams stay. */
  onSendAway(sendAway: (connectionId: string) => void): void {
    this.#sendAway = sendAway
  }

  /** Called with a stream that the client takes back, or has taken back. */
  onTakenBack(takenBack: (streamId: string) => void): void {
    this.#takenBack = takenBack
  }

  /** How the announcement of an own stream is taken; those of others are told. */
  ownStream(reply: RawReply | null): void {
    this.#ownStream = reply
  }

  onOwn(isOwn: (connectionId: string) => boolean): void {
    this.#isOwn = isOwn
  }

  atClient(): null {
    return null
  }

  atService(point: string, subject: Subject): Sabotage | null {
    if (point === 'socket') this.socketsOpenedAt.push(this.#now())
    const scripted = this.#scripts.get(point)?.next() ?? null
    // A yes to a stream, a subscriber or a signal is followed by it, as any other (the live comparison's service).
    if (bringsAbout.includes(point) && scripted?.status?.startsWith('2') && scripted.delayMs === undefined) return null
    const reply = (scripted?.status === normal ? null : scripted) ?? this.#usual(point, subject)
    // The recorder's server sends the person away at once, however late it answers (recorded: `ends/forceDisconnect/late/disconnect`).
    if (point === 'connection.delete' && reply?.status?.startsWith('2')) {
      void Promise.resolve().then(() => this.#sendAway(String(subject.target)))
    }
    if (point === 'stream.delete' && reply?.status?.startsWith('2')) this.#takenBack(String(subject.streamId))
    return reply === null ? null : { kind: 'reply', reply }
  }

  #usual(point: string, { tracks, connectionId }: Subject): RawReply | null {
    // The recorder's server marks no stream that is archived, unless the case says so.
    if (point === 'stream.archiving') return this.marksArchived ? null : { status: 'none' }
    if (point === 'stream.created' && tracks === 0) return { status: 'none' }
    if (point === 'stream.created') return this.#isOwn(String(connectionId)) ? this.#ownStream : null
    // A request over HTTP takes a little longer than one over the line (the live comparison's page clock).
    if (point === 'logging') return { status: normal, delayMs: 1 }
    return followedByNothing.includes(point) ? { status: '200' } : null
  }
}
