import type { ObjectKind } from '../scenario/play/calls.ts'
import type { EventTarget } from '../scenario/scenario.ts'
import { Listeners } from '../sdk/base/listeners.ts'
import { noneOf } from '../vocabulary/sentences.ts'

interface Kept {
  readonly kind: ObjectKind
  readonly name: string | undefined
  readonly object: object
}

/** Reads a property of anything; undefined where there is none. */
export const read = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

/** The objects that the steps of a play have made, by kind and by name. */
export class PlayObjects {
  #kept: Kept[] = []

  keep(kind: ObjectKind, object: object, name: string | undefined): boolean {
    const isNew = !this.#kept.some((one) => one.object === object)
    this.#kept.push({ kind, name, object })
    return isNew
  }

  last(kind: ObjectKind): object | undefined {
    return this.#kept.findLast((one) => one.kind === kind)?.object
  }

  kindOf(object: unknown): ObjectKind | undefined {
    return this.#kept.find((one) => one.object === object)?.kind
  }

  /** @throws Error for a name that no step gave. */
  demand(kind: ObjectKind, which: string | true): object {
    const found =
      which === true ? this.last(kind) : this.#kept.find((one) => one.kind === kind && one.name === which)?.object
    if (found !== undefined) return found
    if (which === true) throw new Error(`There is no ${kind} yet: a step before this one has to make it.`)
    const names = this.#kept.flatMap((one) => (one.kind === kind && one.name !== undefined ? [one.name] : []))
    throw new Error(`${noneOf(kind, which, names)} A step before this one names it with "as".`)
  }
}

/** The streams and connections that were announced, though they may have gone since. */
export class PlayAcquaintances {
  readonly #streams: object[] = []
  readonly #connections: object[] = []

  meetStream(stream: unknown): void {
    if (typeof stream === 'object' && stream !== null && !this.#streams.includes(stream)) this.#streams.push(stream)
  }

  meetConnection(connection: unknown): void {
    if (typeof connection !== 'object' || connection === null || this.#connections.includes(connection)) return
    this.#connections.push(connection)
  }

  /** @throws Error for a stream that was never announced. */
  stream(which: string | true): object {
    const found = this.#streams.find((stream) => which === true || read(stream, 'name') === which)
    if (found !== undefined) return found
    if (which === true)
      throw new Error('No stream has been announced. Let somebody of given.room publish, and connect first.')
    const names = this.#streams.map((stream) => String(read(stream, 'name')))
    throw new Error(
      `${noneOf('stream', which, names)} Somebody has to publish it, and the session has to be connected.`,
    )
  }

  /** @throws Error for a connection that was never announced. */
  connection(id: string | undefined, ownId: unknown, who: string): object {
    const found = this.#connections.find((connection) => {
      const known = read(connection, 'id')
      return id === undefined ? known !== ownId : known === id
    })
    if (found !== undefined) return found
    throw new Error(`The connection of ${who} has not been announced. Let them join, and connect first.`)
  }
}

/** A call that a listener is to make. */
interface Expected {
  readonly event: string
  readonly on: EventTarget
  /** In the same dispatch as the call before. */
  readonly same: boolean
  readonly run: () => void
  /** The call that a listener of the same event is to make before. */
  readonly before: Expected | undefined
  /** The dispatch in which it was made, once it was. */
  madeIn: object | undefined
}

const nobodysEvent = {}

function isDue({ before, same, madeIn }: Expected, dispatch: object): boolean {
  if (madeIn !== undefined) return false
  if (before === undefined) return !same
  return same ? before.madeIn === dispatch : before.madeIn !== undefined && before.madeIn !== dispatch
}

/** The listeners of a play that make calls: each once, on whichever of its kind of objects the event comes first. */
export class PlayListeners {
  readonly #objects: { readonly kind: EventTarget; readonly object: object }[]
  readonly #expected: Expected[] = []

  constructor(OT: object) {
    this.#objects = [{ kind: 'OT', object: OT }]
  }

  /** An object has come about: calls that are expected in its events may be made there. */
  meet(kind: ObjectKind, object: object): void {
    this.#objects.push({ kind, object })
    for (const one of this.#expected) if (one.on === kind) listen(object, one)
  }

  expect({ event, on, same }: Pick<Expected, 'event' | 'on' | 'same'>, run: () => void): void {
    const before = this.#expected.findLast((one) => one.event === event && one.on === on)
    const expected: Expected = { event, on, same, run, before, madeIn: undefined }
    this.#expected.push(expected)
    for (const { kind, object } of this.#objects) if (kind === on) listen(object, expected)
  }
}

function listen(object: object, expected: Expected): void {
  // Not by a call of the application's: none that was told to fail may be spent on it.
  const on: unknown = object instanceof Listeners ? Listeners.prototype.on.bind(object) : read(object, 'on')
  if (typeof on !== 'function') return
  const hear = (event: unknown): void => {
    const dispatch = typeof event === 'object' && event !== null ? event : nobodysEvent
    if (!isDue(expected, dispatch)) return
    expected.madeIn = dispatch
    expected.run()
  }
  Reflect.apply(on, object, [expected.event, hear])
}
