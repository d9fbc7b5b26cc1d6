import type { Publisher } from '../publisher/publisher.ts'
import type { Session } from '../session/session.ts'
import type { Subscriber } from '../subscriber/subscriber.ts'

export type RegistryWatcher = (kind: 'session' | 'publisher' | 'subscriber', object: object) => void

/** Every session, publisher and subscriber that one `OT` knows, in the order in which they came. */
export class Registry {
  readonly sessions: Map<string, Session> = new Map()
  readonly publishers: Set<Publisher> = new Set()
  readonly subscribers: Set<Subscriber> = new Set()
  #watchers: RegistryWatcher[] = []

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

  /** Calls `watcher` for every object that is registered from now on, before the call that made it returns. */
  watch(watcher: RegistryWatcher): void {
    this.#watchers.push(watcher)
  }

  clear(): void {
    this.sessions.clear()
    this.publishers.clear()
    this.subscribers.clear()
  }

  #tell(kind: 'session' | 'publisher' | 'subscriber', object: object): void {
    for (const watcher of this.#watchers) watcher(kind, object)
  }
}
