/** Lets recordings, live streams, captions and rendered pages begin, pause and end as time passes, as they do at the service. */

import { isRunning, type Production, type ProductionKind } from '../backend/productions.ts'
import { admit, publish } from './guests.ts'
import { isPeopled, type RestWorld } from './world.ts'

/** How long an archive takes from its end to its file (assumed). */
const storingMs = 1000
/** How long a page takes to load (assumed). */
const loadingMs = 500
/** How long an archive of a session waits that everybody has left (documented in the server SDK reference). */
const emptyMs = 60_000

/** How long each may last, in seconds, where the request does not say. */
const longest: Readonly<Partial<Record<ProductionKind, number>>> = {
  archive: 14_400,
  broadcast: 14_400,
  captions: 14_400,
  render: 7200,
}

const tooLong = 'maximum duration exceeded'

/** Lets recordings, live streams, captions and rendered pages pause and end as time passes, as they do at the service. */
export class Lifetimes {
  readonly #world: RestWorld

  constructor(world: RestWorld) {
    this.#world = world
    world.backend.productions.observe((production) => this.#follow(production))
    world.backend.observe((sessionId, { is, ...change }) => {
      if (is === 'connection.deleted' && 'connectionId' in change) this.#guestGone(change.connectionId)
      if (is === 'stream.created' || is === 'stream.deleted') this.#soon(() => this.#watchStreams(sessionId))
      if (is === 'connection.created') this.#soon(() => this.#archiveAlways(sessionId))
      if (is === 'connection.deleted') this.#soon(() => this.#watchPeople(sessionId))
    })
  }

  // Notices of the change itself go first.
  #soon(run: () => void): void {
    this.#world.clock.after(0, run, { what: 'the service to look after its recordings', kind: 'work' })
  }

  #follow({ kind, id, status, created, updated, details }: Production): void {
    if (kind === 'archive' && status === 'stopped')
      this.#later(storingMs, 'an archive to be stored', () => this.#store(id))
    if (kind === 'render' && status === 'starting')
      this.#later(loadingMs, 'a page to be rendered', () => this.#show(id))
    const seconds = details['maxDuration'] ?? longest[kind]
    if (created !== updated || typeof seconds !== 'number' || status === 'paused') return
    this.#world.clock.after(seconds * 1000, () => this.#end(id), { what: `the end of ${kind} ${id}`, kind: 'calendar' })
  }

  #later(ms: number, what: string, run: () => void): void {
    this.#world.clock.after(ms, run, { what, kind: 'work' })
  }

  #store(id: string): void {
    const { backend, archivesEnd } = this.#world
    if (backend.productions.find(id)?.status === 'stopped') backend.productions.update(id, { status: archivesEnd })
  }

  #show(id: string): void {
    const { backend, memory } = this.#world
    const render = backend.productions.find(id)
    const verdict = memory.invited.get(id)
    memory.invited.delete(id)
    if (render?.status !== 'starting' || verdict === undefined) return
    const member = admit(render.sessionId, verdict, this.#world)
    const name = render.name === '' ? String(render.details['url']) : render.name
    const streamId = publish(render.sessionId, member, { name, videoType: 'custom' }, this.#world)
    const details = { ...render.details, streamId: streamId ?? '' }
    backend.productions.update(id, { status: 'started', connectionId: member.connection.id, details })
  }

  #end(id: string): void {
    const { backend } = this.#world
    const production = backend.productions.find(id)
    if (production === undefined || !isRunning(production)) return
    backend.productions.update(id, { status: 'stopped', reason: tooLong })
    const { sessionId, connectionId } = production
    if (connectionId !== null) backend.depart(sessionId, connectionId, 'clientDisconnected')
  }

  // A guest that was sent away, or whose session crashed, has ended.
  #guestGone(connectionId: string): void {
    const { productions } = this.#world.backend
    for (const kind of ['call', 'connector', 'render'] as const) {
      const guest = productions.list(kind).find((one) => one.connectionId === connectionId)
      if (guest !== undefined) this.#soon(() => this.#endGuest(guest.id))
    }
  }

  #endGuest(id: string): void {
    const { productions } = this.#world.backend
    const guest = productions.find(id)
    if (guest !== undefined && isRunning(guest)) productions.update(id, { status: 'stopped', reason: 'disconnected' })
  }

  #archivesIn(sessionId: string, status: string): readonly Production[] {
    return this.#world.backend.productions.list('archive', sessionId).filter((one) => one.status === status)
  }

  /** An archive pauses while nobody publishes, and goes on when somebody does. */
  #watchStreams(sessionId: string): void {
    const { backend } = this.#world
    const [from, to] =
      (backend.session(sessionId)?.streams.size ?? 0) > 0 ? ['paused', 'started'] : ['started', 'paused']
    for (const { id } of this.#archivesIn(sessionId, from)) backend.productions.update(id, { status: to })
  }

  /** An archive of a session that everybody has left pauses, and stops a minute later. */
  #watchPeople(sessionId: string): void {
    const { backend, clock } = this.#world
    if (isPeopled(this.#world, sessionId)) return
    for (const { id } of this.#archivesIn(sessionId, 'started')) backend.productions.update(id, { status: 'paused' })
    const stop = (): void => {
      if (isPeopled(this.#world, sessionId)) return
      for (const { id } of this.#archivesIn(sessionId, 'paused')) {
        backend.productions.update(id, { status: 'stopped', reason: 'session ended' })
      }
    }
    if (this.#archivesIn(sessionId, 'paused').length > 0) {
      clock.after(emptyMs, stop, { what: 'the archives of an empty session to stop', kind: 'calendar' })
    }
  }

  /** A session that was made with archiveMode "always" is recorded as soon as somebody is in it. */
  #archiveAlways(sessionId: string): void {
    const { backend, memory, random } = this.#world
    const archiving = memory.made.get(sessionId)?.archiving ?? null
    if (archiving === null || !isPeopled(this.#world, sessionId)) return
    if (backend.productions.list('archive', sessionId).some(isRunning)) return
    const { name, resolution } = archiving
    backend.productions.start({ kind: 'archive', id: random.uuid(), sessionId, name, details: { resolution } })
  }
}
