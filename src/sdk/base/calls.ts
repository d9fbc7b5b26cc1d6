import type { CallMade } from '../../kernel/journal/places.ts'
import type { Bag } from '../../kernel/values.ts'
import { callBegins } from './call-now.ts'
import type { Client } from './client.ts'
import type { Callable } from './promises.ts'

type Witness = Pick<Client, 'journal' | 'id'>

/** How deep the objects among a call's arguments are noted. */
const deepest = 3

// An object that the application wrote down, and no instance of a class.
function isPlain(value: object): value is Bag {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** An object among the arguments of a call, as a journal keeps it. */
interface NotedObject {
  /** Its kind, such as `stream` or `connection`; of others the name of the class, `function`, or `secret`. */
  readonly object: string
  readonly id?: string
}

function nameOf(value: object): NotedObject {
  const id: unknown = Reflect.get(value, 'id')
  const kind: unknown = Reflect.get(value, '_kind') ?? Reflect.get(value.constructor ?? {}, 'name')
  return { object: String(kind), ...(typeof id === 'string' && id !== '' ? { id } : {}) }
}

function plainOf(value: unknown, depth: number): unknown {
  if (typeof value === 'function') return { object: 'function' }
  if (typeof value === 'symbol' || typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) return nameOf(value)
  if (Array.isArray(value)) return value.map((one) => plainOf(one, depth + 1))
  if (!isPlain(value)) return nameOf(value)
  return Object.fromEntries(Object.keys(value).map((key) => [key, plainUnder(key, value[key], depth + 1)]))
}

/** A secret with which media is encrypted: it stays with the application, and a journal may be shown to others. */
const secret: NotedObject = { object: 'secret' }

const plainUnder = (key: string, value: unknown, depth: number): unknown =>
  key === 'encryptionSecret' && value !== undefined ? secret : plainOf(value, depth)

/** Arguments as plain data. A getter or a proxy of the application may throw, and the call must not fail by that. */
function argumentsOf(method: string, args: readonly unknown[]): readonly unknown[] {
  if (method === 'Session.setEncryptionSecret') return args.map(() => secret)
  try {
    return args.map((one) => plainOf(one, 0))
  } catch {
    return args.map((one) => typeof one)
  }
}

/**
 * Notes a call of the application in the journal: `call client-1 Session.connect`, its arguments as plain data, and the listener in
 * which it is made.
 */
export function noteCall({ journal, id }: Witness, method: string, made: CallMade, isPromise = false): void {
  const place = journal.places.now
  callBegins(journal, made)
  const detail = {
    args: argumentsOf(method, made.args),
    ...(isPromise ? { form: 'promise' } : {}),
    ...(place?.event === undefined ? {} : { in: place }),
  }
  journal.add('call', id, method, detail, undefined, made)
}

/** A method that has a twin with a promise, and that notes the calls of both. */
export function noted<Args extends readonly unknown[], Result, Value>(
  client: Witness,
  method: string,
  callable: Callable<Args, Result, Value>,
  object?: object,
): Callable<Args, Result, Value> {
  const call = (...args: Args): Result => {
    noteCall(client, method, { object, args })
    return callable(...args)
  }
  const promise = (...args: Args): Promise<Value> => {
    noteCall(client, method, { object, args }, true)
    return callable.promise(...args)
  }
  return Object.assign(call, { promise })
}

/** Methods that only read, which an application may ask in every second, and those of listeners. */
const isUnnoted = (name: string): boolean =>
  name !== 'getUserMedia' &&
  /^(constructor|_.*|(get|has|check)[A-Z].*|is|is[A-Z].*|video(Width|Height)|on|once|off|dispatchEvent|toString|toJSON)$/.test(
    name,
  )

/** An object whose methods note that they were called. */
interface NotesCalls {
  _noteCall(method: string, args: readonly unknown[]): void
}

/** Lets the methods that a class itself has note their calls, as `Session.disconnect` where `owner` is `Session`. */
export function noteCallsOf(type: { readonly prototype: NotesCalls }, owner: string): void {
  const { prototype } = type
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    const method: unknown = descriptor.value
    if (typeof method !== 'function' || isUnnoted(name)) continue
    const value = function (this: NotesCalls, ...args: readonly unknown[]): unknown {
      this._noteCall(`${owner}.${name}`, args)
      return Reflect.apply(method, this, args)
    }
    Object.defineProperty(value, 'name', { value: name, configurable: true })
    Object.defineProperty(value, 'length', { value: method.length, configurable: true })
    Object.defineProperty(prototype, name, { ...descriptor, value })
  }
}
