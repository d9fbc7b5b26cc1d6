import type { CaptureProblem } from '../../ports/devices.ts'
import type { Media, Track } from '../../ports/track.ts'

/** The part of a session that other objects may use. */
export interface KnownSession {
  readonly sessionId: string
  readonly token: string | null | undefined
  readonly apiKey: string | undefined
}

/** The part of a publisher that other objects may use. */
export interface KnownPublisher {
  readonly _model: { readonly streamId: string | undefined; readonly media: Media | null }
}

/** The part of a subscriber that other objects may use. */
export interface KnownSubscriber {
  readonly _model: {
    readonly isAudioBlocked: boolean
    /** Tries to play with sound again; gives what the browser refuses it with, or null. */
    unblockAudio(done: (problem: CaptureProblem | null) => void): void
  }
}

export type RegistryWatcher = (kind: 'session' | 'publisher' | 'subscriber', object: object) => void

/** Every session, publisher and subscriber that one `OT` knows, in the order in which they came. */
export class Registry<
  Session extends KnownSession = KnownSession,
  Publisher extends KnownPublisher = KnownPublisher,
  Subscriber extends KnownSubscriber = KnownSubscriber,
> {
  #sessions: Map<string, Session> = new Map()
  #publishers: Set<Publisher> = new Set()
  #subscribers: Set<Subscriber> = new Set()
  #watchers: RegistryWatcher[] = []

  get sessions(): Map<string, Session> {
    return this.#sessions
  }

  get publishers(): Set<Publisher> {
    return this.#publishers
  }

  get subscribers(): Set<Subscriber> {
    return this.#subscribers
  }

  addSession(key: string, session: Session): void {
    this.sessions.set(key, session)
    this.#tell('session', session)
  }

  addPublisher(publisher: Publisher): void {
    this.publishers.add(publisher)
    this.#tell('publisher', publisher)
  }

  addSubscriber(subscriber: Subscriber): void {
    this.subscribers.add(subscriber)
    this.#tell('subscriber', subscriber)
  }

  removePublisher(publisher: object): void {
    remove(this.publishers, publisher)
  }

  removeSubscriber(subscriber: object): void {
    remove(this.subscribers, subscriber)
  }

  /** The media of an own publisher, by its stream; null where there is none. */
  ownMedia(streamId: string | undefined): Media | null {
    return [...this.publishers].find(({ _model }) => _model.streamId === streamId)?._model.media ?? null
  }

  /** Whether a track belongs to an own publisher. */
  isOwnTrack(track: Track): boolean {
    return [...this.publishers].some(({ _model }) => _model.media?.getTracks().includes(track) === true)
  }

  /**
   * Tries to play with the sound that is blocked, on every subscriber: a page that has media of its own may (recorded:
   * `webrtc/audioBlocked/unblocked-by-publisher-media`).
   */
  unblockAll(): void {
    for (const { _model } of this.subscribers) if (_model.isAudioBlocked) _model.unblockAudio(() => {})
  }

  /** Calls `watcher` for every object that is registered from now on, before the call that made it returns. */
  watch(watcher: RegistryWatcher): void {
    this.#watchers.push(watcher)
  }

  clear(): void {
    this.#sessions = new Map()
    this.#publishers = new Set()
    this.#subscribers = new Set()
  }

  #tell(kind: 'session' | 'publisher' | 'subscriber', object: object): void {
    for (const watcher of this.#watchers) watcher(kind, object)
  }
}

function remove<Kind extends object>(list: Set<Kind>, object: object): void {
  for (const one of list) if (one === object) list.delete(one)
}
