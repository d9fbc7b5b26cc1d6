import { Emitter, type Listener } from '../../kernel/emitter.ts'
import type { EventSource } from '../../kernel/journal/entry.ts'
import { noteCall } from './calls.ts'
import type { Client } from './client.ts'
import { SdkEvent } from './events.ts'
import { noteThrew } from './hearing.ts'

const isListener = (value: unknown): value is Listener => typeof value === 'function'

function demandListener(value: unknown, type: string): Listener {
  if (isListener(value)) return value
  throw new TypeError(
    `A listener for "${type}" must be a function, and this one is ${value === null ? 'null' : typeof value}. Pass a function, or a map from event names to functions.`,
  )
}

/** A context is an object, or is left out (recorded: `fixtures/facts/listeners.json`). */
function demandContext(context: unknown, type: string): void {
  if (context === undefined || typeof context === 'function' || (typeof context === 'object' && context !== null))
    return
  throw new TypeError(`The context of a listener for "${type}" must be an object. Pass one, or leave it out.`)
}

type Each = (type: string, listener: Listener, context: unknown) => void

/** Names in a text with a listener, or a map from names to listeners; what went before a wrong one has happened (recorded: `fixtures/facts/listeners.json`). */
function forEach(names: unknown, listener: unknown, context: unknown, run: Each): void {
  const each = (type: string, one: unknown, on: unknown): void => {
    demandContext(on, type)
    run(type, demandListener(one, type), on)
  }
  if (names === undefined || names === null) {
    throw new TypeError('An event name is missing. Pass on(name, listener), or on({ name: listener }).')
  }
  if (typeof names === 'string') {
    if (names !== '' || listener) for (const type of names.split(' ')) each(type, listener, context)
    return
  }
  for (const [key, one] of Object.entries(names)) each(key, one, listener)
}

/** The listeners of Session, Publisher, Subscriber, Stream and OT: by name, by several names, or by map (recorded: area `events`). */
export class Listeners {
  /** Made with the first listener: most streams never have one. */
  #emitter: Emitter | undefined
  readonly #client: Pick<Client, 'journal' | 'id'>
  readonly #kind: string
  readonly #id: string | undefined
  readonly #madeBy: number | undefined
  /** The object's name in the journal, once there is an entry. */
  #name: string | undefined

  /** `kind` and `id` are what the journal calls it by. */
  constructor(client: Pick<Client, 'journal' | 'id'>, kind: string, id?: string) {
    this.#client = client
    this.#madeBy = client.journal.places.call
    this.#kind = kind
    this.#id = id
  }

  /** Adds a listener; throws a native TypeError when it is no function. */
  on(names: unknown, listener?: unknown, context?: unknown): this {
    forEach(names, listener, context, (type, one, on) => this.#there.add(type, one, on, false))
    return this
  }

  /** Adds a listener that is called at most once. */
  once(names: unknown, listener?: unknown, context?: unknown): this {
    forEach(names, listener, context, (type, one, on) => this.#there.add(type, one, on, true))
    return this
  }

  /** Takes listeners out: one, all of a name, or all. What is not there is ignored. */
  off(names?: unknown, listener?: unknown, context?: unknown): this {
    const types = typeof names === 'string' ? names.split(' ') : Array.isArray(names) ? names.map(String) : null
    if (types !== null && isListener(listener)) {
      for (const type of types) {
        demandContext(context, type)
        this.#emitter?.removeOne(type, listener, context)
      }
    } else if (types !== null) for (const type of types) this.#emitter?.remove(type)
    else if (!names) this.#emitter?.remove()
    else forEach(names, listener, undefined, (type, one, on) => this.#emitter?.removeOne(type, one, on))
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

  /**
   * Dispatches an event to the listeners that stand at this moment; one without a target gets this object. Throws an Error when it has
   * no type, a TypeError when it is no object or takes no target (recorded: `fixtures/facts/listeners.json`).
   */
  dispatchEvent(event: unknown): this {
    if (event === undefined || event === null) {
      throw new TypeError('There is no event to dispatch. Pass an object with a `type`.')
    }
    const given: { readonly type?: unknown; target?: unknown } = Object(event)
    if (!given.type) throw new Error('An event without a type cannot be dispatched. Give it a `type`.')
    if (!given.target) given.target = this
    return typeof given.type === 'string' ? this._dispatchAs(given.type, given) : this
  }

  /** Undocumented: calls the listeners of a name with what is given, be it an event or not (recorded: `fixtures/facts/listeners.json`). */
  trigger(name?: unknown, ...args: readonly unknown[]): this {
    if (typeof name === 'string') this._trigger(name, ...args)
    return this
  }

  /** Undocumented: another name of `trigger`. */
  emit(name?: unknown, ...args: readonly unknown[]): this {
    return this.trigger(name, ...args)
  }

  /** The kind of object, as the journal calls it. */
  get _kind(): string {
    return this.#kind
  }

  /** The call that was being made when this object came about, by its index in the journal. */
  get _madeBy(): number | undefined {
    return this.#madeBy
  }

  /** Notes a call of a method of this object. */
  _noteCall(method: string, args: readonly unknown[]): void {
    noteCall(this.#client, method, { object: this, args })
  }

  /** Calls the listeners of a name without an event, as the SDK does for some (recorded: `migrated`, `audioBlocked`). */
  _trigger(name: string, ...args: readonly unknown[]): void {
    this.#client.journal.add('event', this.#who, name, {}, this.#source(name, args[0]))
    if (this.#emitter !== undefined) this.#emit(this.#emitter, name, args)
  }

  /**
   * Dispatches an event under another name than its type; `noted`: what the journal keeps of it, where that is known; null: the
   * journal has no entry for it.
   */
  _dispatchAs(name: string, event: object, noted?: Readonly<Record<string, unknown>> | null): this {
    if (event instanceof SdkEvent) event.target ??= this
    if (noted !== null) {
      const who = this.#name ?? this.#who
      this.#client.journal.add('event', who, name, noted ?? detailsOf(event), this.#source(name, event))
    }
    if (this.#emitter !== undefined) this.#emit(this.#emitter, name, [event])
    return this
  }

  #emit(emitter: Emitter, name: string, args: readonly unknown[]): void {
    const { places, next } = this.#client.journal
    const place = { on: this.#kind, event: name, index: next - 1 }
    places.enter(place)
    try {
      emitter.emit(name, args)
    } finally {
      places.leave(place)
    }
  }

  #source(name: string, event: unknown): EventSource {
    return { object: this, listeners: this.#emitter?.count(name) ?? 0, event }
  }

  get #who(): string {
    this.#name ??= [this.#client.id, this.#kind, ...(this.#id === undefined ? [] : [this.#id])].join(' ')
    return this.#name
  }

  get #there(): Emitter {
    this.#emitter ??= new Emitter((error, type) => {
      noteThrew(this.#client, { who: this.#who, what: type, by: 'listener' }, error)
    })
    return this.#emitter
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
