import { Emitter, type Listener } from '../../kernel/emitter.ts'
import type { EventSource } from '../../kernel/journal/journal.ts'
import type { Client } from './client.ts'
import { SdkEvent } from './events.ts'
import { noteThrew } from './hearing.ts'

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
  if (names === undefined || names === null) {
    throw new TypeError('An event name is missing. Pass on(name, listener), or on({ name: listener }).')
  }
  // Any other name is no name, and is ignored (recorded: `live/session/before/on-number-name`).
  return typeof names !== 'string'
    ? []
    : typesIn(names).map((type) => ({ type, listener: demandListener(listener, type), context }))
}

/** The listeners of Session, Publisher, Subscriber, Stream and OT: by name, by several names, or by map (recorded: area `events`). */
export class Listeners {
  /** Made with the first listener: most streams never have one. */
  #emitter: Emitter | undefined
  readonly #client: Pick<Client, 'journal' | 'id'>
  readonly #kind: string
  readonly #id: string | undefined
  /** The object's name in the journal, once there is an entry. */
  #name: string | undefined

  /** `kind` and `id` are what the journal calls it by. */
  constructor(client: Pick<Client, 'journal' | 'id'>, kind: string, id?: string) {
    this.#client = client
    this.#kind = kind
    this.#id = id
  }

  /** Adds a listener; throws a native TypeError when it is no function. */
  on(names: unknown, listener?: unknown, context?: unknown): this {
    this.#add(requestsOf(names, listener, context), false)
    return this
  }

  /** Adds a listener that is called at most once. */
  once(names: unknown, listener?: unknown, context?: unknown): this {
    this.#add(requestsOf(names, listener, context), true)
    return this
  }

  /** Takes listeners out: one, all of a name, or all. What is not there is ignored. */
  off(names?: unknown, listener?: unknown, context?: unknown): this {
    if (names === undefined || names === null) this.#emitter?.remove()
    else if (typeof names === 'object') {
      const map = names as ListenerMap
      for (const type of Object.keys(map)) this.off(type, map[type], listener)
    } else if (typeof names === 'string') {
      for (const type of typesIn(names)) {
        this.#emitter?.remove(type, isListener(listener) ? listener : undefined, context)
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
    return this.#emitter?.count(name) ?? 0
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
    this.#client.journal.add('event', this.#who, name, {}, this.#source(name))
    this.#emitter?.emit(name, undefined, this)
  }

  /** Dispatches an event under another name than its type; `noted`: what the journal keeps of it, where that is known. */
  _dispatchAs(name: string, event: object, noted?: Readonly<Record<string, unknown>>): this {
    if (event instanceof SdkEvent) event.target ??= this
    this.#client.journal.add('event', this.#who, name, noted ?? detailsOf(event), this.#source(name))
    this.#emitter?.emit(name, event, this)
    return this
  }

  #source(name: string): EventSource {
    return { object: this, listeners: this.listenerCount(name) }
  }

  get #who(): string {
    this.#name ??= [this.#client.id, this.#kind, ...(this.#id === undefined ? [] : [this.#id])].join(' ')
    return this.#name
  }

  #add(requests: readonly Request[], once: boolean): void {
    this.#emitter ??= new Emitter((error, type) => {
      noteThrew(this.#client, { who: this.#who, what: type, by: 'listener' }, error)
    })
    for (const { type, listener, context } of requests) this.#emitter.add(type, listener, context, once)
  }
}

/** A value as a journal can keep it: as it is, or by its id; undefined where it cannot. */
function plainOf(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number' || value === null)
    return value
  if (typeof value !== 'object') return undefined
  const id: unknown = Reflect.get(value, 'id')
  return typeof id === 'string' ? id : undefined
}

/** The keys of an event that its journal entry leaves out. */
const unnoted: ReadonlySet<string> = new Set(['type', 'target', 'component', 'stack', '_defaultPrevented'])

/** The plain part of an event: what a journal can keep. */
function detailsOf(event: object): Record<string, unknown> {
  const details: Record<string, unknown> = {}
  for (const key of Object.keys(event)) {
    if (unnoted.has(key)) continue
    const value: unknown = Reflect.get(event, key)
    const plain = plainOf(value)
    if (plain !== undefined) details[key] = plain
  }
  return details
}
