import type { Attachment, Outlet } from '../backend/seat.ts'
import type { ServiceSnapshot, SessionSnapshot } from '../backend/snapshot.ts'
import type { Fact } from '../wire/facts.ts'
import type { Hello, MediaArrival, ServerMessage } from '../wire/link.ts'
import type { FromTab } from './protocol.ts'

interface RemoteLine {
  readonly hello: Hello
  outlet: Outlet | null
  /** Messages that came while the client's line was cut. */
  kept: { readonly message: ServerMessage; readonly delayMs: number }[]
  connectionId: string | null
}

const sessionIn = ({ sessions }: ServiceSnapshot, sessionId: string): SessionSnapshot | undefined =>
  sessions.find(({ id }) => id === sessionId)

/** The facts that lead from one snapshot of a session to a later one: a client in it has missed them. */
export function missedFacts(before: SessionSnapshot | undefined, after: SessionSnapshot | undefined): readonly Fact[] {
  const reason = 'networkDisconnected'
  const there = { streams: after?.streams ?? [], members: after?.members ?? [] }
  const were = { streams: before?.streams ?? [], members: before?.members ?? [] }
  const streams = new Set(there.streams.map(({ id }) => id))
  const members = new Set(there.members.map(({ connection }) => connection.id))
  const knownStreams = new Set(were.streams.map(({ id }) => id))
  const knownMembers = new Set(were.members.map(({ connection }) => connection.id))
  return [
    ...were.streams.flatMap(({ id }): Fact[] =>
      streams.has(id) ? [] : [{ is: 'stream.deleted', streamId: id, reason }],
    ),
    ...were.members.flatMap(({ connection: { id } }): Fact[] =>
      members.has(id) ? [] : [{ is: 'connection.deleted', connectionId: id, reason }],
    ),
    ...there.members.flatMap(({ connection }): Fact[] =>
      knownMembers.has(connection.id) ? [] : [{ is: 'connection.created', connection }],
    ),
    ...there.streams.flatMap((stream): Fact[] =>
      knownStreams.has(stream.id) ? [] : [{ is: 'stream.created', stream }],
    ),
  ]
}

/** The lines of a tab's clients into a service that is elsewhere. */
export class RemoteLines {
  readonly #send: (message: FromTab) => void
  readonly #lines: Map<number, RemoteLine> = new Map()
  readonly #arrivals: Map<string, MediaArrival> = new Map()
  #made = 0

  constructor(send: (message: FromTab) => void) {
    this.#send = send
  }

  attach(hello: Hello, outlet: Outlet, joins: () => void): Attachment {
    const line = ++this.#made
    const own: RemoteLine = { hello, outlet, kept: [], connectionId: null }
    this.#lines.set(line, own)
    this.#send({ is: 'attach', line, hello, connectionId: null })
    return {
      receive: (message) => {
        if (message.kind === 'command' && message.command.method === 'connection.create') joins()
        this.#send({ is: 'said', line, message })
      },
      leave: (reason) => {
        if (this.#lines.delete(line)) this.#send({ is: 'left', line, reason })
      },
      lose: (underway) => {
        own.outlet = null
        own.kept = underway.map((message) => ({ message, delayMs: 0 }))
      },
      reach: (next) => {
        own.outlet = next
      },
      resume: (next) => {
        own.outlet = next
        for (const { message, delayMs } of own.kept.splice(0)) next.tell(message, delayMs)
      },
      carries: (carried) => this.#send({ is: 'carries', line, carried }),
      endIfIdle: () => this.#send({ is: 'idle', line }),
    }
  }

  /** Says that the media of a stream arrives at the service; says it again to another host that waits for it. */
  arrived(arrival: MediaArrival): void {
    this.#arrivals.set(arrival.streamId, arrival)
    this.#send({ is: 'media', arrival })
  }

  deliver(line: number, message: ServerMessage, delayMs: number): void {
    const own = this.#lines.get(line)
    if (own === undefined) return
    const { reply } = message.kind === 'reply' ? message : { reply: undefined }
    if (reply?.joined !== undefined) own.connectionId = reply.joined.connection.id
    this.#tell(own, message, delayMs)
  }

  closed(line: number, code: number): void {
    this.#lines.get(line)?.outlet?.close(code)
  }

  /** Goes on at another host: opens every line again, and gives each client the facts that it has missed. */
  moveTo(before: ServiceSnapshot, after: ServiceSnapshot): void {
    for (const [line, own] of this.#lines) {
      const { hello, connectionId } = own
      this.#send({ is: 'attach', line, hello, connectionId })
      if (connectionId === null) continue
      const missed = missedFacts(sessionIn(before, hello.sessionId), sessionIn(after, hello.sessionId))
      for (const fact of missed) this.#tell(own, { kind: 'fact', fact }, 0)
    }
    for (const { pending } of after.sessions) {
      for (const { id } of pending) {
        const arrival = this.#arrivals.get(id)
        if (arrival !== undefined) this.#send({ is: 'media', arrival })
      }
    }
  }

  /** Forgets everything: for a reset. */
  clear(): void {
    this.#lines.clear()
    this.#arrivals.clear()
  }

  #tell(own: RemoteLine, message: ServerMessage, delayMs: number): void {
    if (own.outlet === null || own.kept.length > 0) own.kept.push({ message, delayMs })
    else own.outlet.tell(message, delayMs)
  }
}
