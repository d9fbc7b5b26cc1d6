import type { Hazard, RawReply, Sabotage, Subject } from '../../src/kernel/hazard.ts'

/** What the recorder's server does at a point: a list is consumed one per request, its last entry stays. */
class Script {
  #replies: readonly (RawReply | null)[]

  constructor(replies: readonly (RawReply | null)[]) {
    this.#replies = replies
  }

  next(): RawReply | null {
    const [first, ...later] = this.#replies
    if (later.length > 0) this.#replies = later
    return first ?? null
  }
}

/**
 * The recorder's server, where it differs from a real one: it says yes to moderation and deletions and lets nothing
 * follow from them, and answers whatever a case has it answer.
 */
export class ServiceHazard implements Hazard {
  readonly socketsOpenedAt: number[] = []
  readonly #now: () => number
  #scripts: Map<string, Script> = new Map()
  #isKnown: (connectionId: string) => boolean = () => false

  constructor(now: () => number) {
    this.#now = now
    for (const point of ['stream.delete', 'stream.update', 'session.update']) this.script(point, [{ status: '200' }])
  }

  script(point: string, replies: readonly (RawReply | null)[]): void {
    this.#scripts.set(point, new Script(replies))
  }

  /** Who can be sent away: others are said yes to, and nothing follows. */
  knows(isKnown: (connectionId: string) => boolean): void {
    this.#isKnown = isKnown
  }

  atClient(): null {
    return null
  }

  atService(point: string, subject: Subject): Sabotage | null {
    if (point === 'socket') this.socketsOpenedAt.push(this.#now())
    const reply = this.#scripts.get(point)?.next() ?? this.#usual(point, subject)
    return reply === null ? null : { kind: 'reply', reply }
  }

  #usual(point: string, { target }: Subject): RawReply | null {
    if (point !== 'connection.delete' || this.#isKnown(String(target))) return null
    return { status: '200' }
  }
}
