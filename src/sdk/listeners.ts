import { Emitter, type Listener } from '../kernel/emitter.ts'
import type { Client } from './client.ts'
import { SdkEvent } from './events.ts'

type ListenerMap = Readonly<Record<string, unknown>>

interface Request {
  readonly type: string
  readonly listener: Listener
  readonly context: unknown
}

const typesIn = (names: string): string[] => names.split(' ').filter((name) => name !== '')

const isListener = (value: unknown): value is Listener => typeof value === 'function'

function demandListener(value: unknown, type: string): Listener {
  if (isListener(value)) return value
  throw new TypeError(
    `A listener for "${type}" must be a function, and this one is ${value === null ? 'null' : typeof value}. Pass a function, or a map from event names to functions.`,
  )
}

function requestsOf(names: unknown, listener: unknown, context: unknown): Request[] {
  if (typeof names === 'object' && names !== null) {
    const map = names as ListenerMap
    return Object.keys(map).flatMap((key) => requestsOf(key, map[key], listener))
  }
  if (typeof names !== 'string') {
    throw new TypeError('An event name is missing. Pass on(name, listener), or on({ name: listener }).')
  }
  return typesIn(names).map((type) => ({ type, listener: demandListener(listener, type), context }))
}

/** What Session, Publisher, Subscriber, Stream and OT share: listeners by name, by several names, or by map (recorded: area `events`). */
export class Listeners {
  readonly #emitter: Emitter
  readonly #journal: Client['journal']
  readonly #who: string

  constructor(client: Pick<Client, 'journal' | 'id'>, who: string) {
    this.#journal = client.journal
    this.#who = `${client.id} ${who}`
    this.#emitter = new Emitter((error, type) => {
      client.journal.add('uncaught', this.#who, type, { message: messageOf(error), by: 'listener' })
    })
  }

  /** Adds a listener; throws a native TypeError when it is no function. */
  on(names: unknown, listener?: unknown, context?: unknown): this {
    for (const request of requestsOf(names, listener, context)) {
      this.#emitter.add(request.type, request.listener, request.context, false)
    }
    return this
  }

  /** Adds a listener that is called at most once. */
  once(names: unknown, listener?: unknown, context?: unknown): this {
    for (const request of requestsOf(names, listener, context)) {
      this.#emitter.add(request.type, request.listener, request.context, true)
    }
    return this
  }

  /** Takes listeners out: one, all of a name, or all. What is not there is ignored. */
  off(names?: unknown, listener?: unknown, context?: unknown): this {
    if (names === undefined || names === null) this.#emitter.remove()
    else if (typeof names === 'object') {
      const map = names as ListenerMap
      for (const type of Object.keys(map)) this.off(type, map[type], listener)
    } else if (typeof names === 'string') {
      for (const type of typesIn(names)) {
        this.#emitter.remove(type, isListener(listener) ? listener : undefined, context)
      }
    }
    return this
  }

  /** The older name of `on`, still used by applications. */
  addEventListener(names: unknown, listener?: unknown, context?: unknown): this {
    return this.on(names, listener, context)
  }

  /** The older name of `off`, still used by applications. */
  removeEventListener(names?: unknown, listener?: unknown, context?: unknown): this {
    return this.off(names, listener, context)
  }

  /** Undocumented: how many listeners a name has. */
  listenerCount(name: string): number {
    return this.#emitter.count(name)
  }

  /** Dispatches an event to the listeners that stand at this moment; throws an Error when it has no type. */
  dispatchEvent(event: unknown): this {
    if (typeof event !== 'object' || event === null || !('type' in event) || typeof event.type !== 'string') {
      throw new Error('An event without a type cannot be dispatched. Give it a `type`.')
    }
    return this._dispatchAs(event.type, event)
  }

  /** Calls the listeners of a name without an event, as the SDK does for some (recorded: `migrated`, `audioBlocked`). */
  _trigger(name: string): void {
    this.#journal.add('event', this.#who, name)
    this.#emitter.emit(name, undefined, this)
  }

  /** Dispatches an event under another name than its type. */
  _dispatchAs(name: string, event: object): this {
    if (event instanceof SdkEvent) event.target ??= this
    this.#journal.add('event', this.#who, name, detailsOf(event))
    this.#emitter.emit(name, event, this)
    return this
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The plain part of an event: what a journal can keep. */
function detailsOf(event: object): Record<string, unknown> {
  const details: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(event)) {
    if (key === 'type' || key === 'target' || key === '_defaultPrevented') continue
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) details[key] = value
    else if (typeof value === 'object' && 'id' in value && typeof value.id === 'string') details[key] = value.id
  }
  return details
}
