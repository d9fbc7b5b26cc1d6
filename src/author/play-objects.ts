import type { EventTarget } from '../kernel/journal/anchor.ts'
import { fieldOf } from '../kernel/values.ts'
import type { ObjectKind } from '../scenario/play/calls.ts'
import type { ExactPlace, NextEvent } from '../scenario/scenario.ts'
import { Listeners } from '../sdk/base/listeners.ts'
import { noneOf } from '../vocabulary/sentences.ts'

interface Kept {
  readonly kind: ObjectKind
  readonly name: string | undefined
  readonly object: object
}

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
    const found = this.#streams.find((stream) => which === true || fieldOf(stream, 'name') === which)
    if (found !== undefined) return found
    if (which === true)
      throw new Error('No stream has been announced. Let somebody of given.room publish, and connect first.')
    const names = this.#streams.map((stream) => String(fieldOf(stream, 'name')))
    throw new Error(
      `${noneOf('stream', which, names)} Somebody has to publish it, and the session has to be connected.`,
    )
  }

  /** @throws Error for a connection that was never announced. */
  connection(id: string | undefined, ownId: unknown, who: string): object {
    const found = this.#connections.find((connection) => {
      const known = fieldOf(connection, 'id')
      return id === undefined ? known !== ownId : known === id
    })
    if (found !== undefined) return found
    throw new Error(`The connection of ${who} has not been announced. Let them join, and connect first.`)
  }
}

/** A call that a listener is to make. */
interface Expected {
  readonly listener: NextEvent
  readonly run: () => void
}

/** An act or a call in a place, at once or behind it. */
interface InPlace {
  readonly later: boolean
  readonly run: () => void
}

/** Runs the acts and calls in a place, and then, as code behind an `await` does, those behind it. */
function runAll(all: readonly InPlace[]): void {
  for (const { later, run } of all) if (!later) run()
  const behind = all.filter(({ later }) => later)
  if (behind.length > 0) {
    void Promise.resolve().then(() => {
      for (const { run } of behind) run()
    })
  }
}

const keyOfDispatch = (event: string, on: EventTarget, nth: number): string => `${on} ${event} ${nth}`

/** The listeners of a play that make calls: each call once, in its order, on whichever of its kind of objects the event comes first. */
export class PlayListeners {
  readonly #objects: { readonly kind: EventTarget; readonly object: object; readonly heard: Set<string> }[]
  readonly #expected: Expected[] = []
  readonly #inDispatches: Map<string, InPlace[]> = new Map()
  readonly #inAnswers: Map<number, InPlace[]> = new Map()
  readonly #dispatches: Map<string, number> = new Map()

  constructor(OT: object) {
    this.#objects = [{ kind: 'OT', object: OT, heard: new Set() }]
  }

  /** An object has come about: calls that are expected in its events may be made there. */
  meet(kind: ObjectKind, object: object): void {
    this.#objects.push({ kind, object, heard: new Set() })
    for (const { listener } of this.#expected) this.#listen(listener)
  }

  expect(listener: NextEvent, run: () => void): void {
    this.#expected.push({ listener, run })
    this.#listen(listener)
  }

  /** Runs something in a certain dispatch of an event, or where the answer of a step is heard. */
  runIn(place: ExactPlace, run: () => void): void {
    const one: InPlace = { later: place.later === true, run }
    if ('answer' in place) addTo(this.#inAnswers, place.answer, one)
    else addTo(this.#inDispatches, keyOfDispatch(place.event, place.on, place.nth), one)
  }

  /** An event is about to be dispatched by an object. */
  dispatches(event: string, on: EventTarget, object: object | undefined): void {
    const kind = `${on} ${event}`
    const nth = (this.#dispatches.get(kind) ?? 0) + 1
    this.#dispatches.set(kind, nth)
    const all = this.#inDispatches.get(keyOfDispatch(event, on, nth))
    if (all !== undefined && object !== undefined) listen(object, event, () => runAll(all), 'once')
  }

  /** The answer of a step is heard: what happens in it happens where it is heard first. */
  answered(step: number): void {
    const all = this.#inAnswers.get(step) ?? []
    this.#inAnswers.delete(step)
    runAll(all)
  }

  #listen({ event, on }: NextEvent): void {
    for (const { kind, object, heard } of this.#objects) {
      if (kind !== on || heard.has(event)) continue
      heard.add(event)
      listen(object, event, () => this.#dispatched(event, on))
    }
  }

  /** Makes the next call of this event, and those that belong to the same dispatch. */
  #dispatched(event: string, on: EventTarget): void {
    const next = (): number =>
      this.#expected.findIndex(({ listener }) => listener.event === event && listener.on === on)
    let at = next()
    do {
      const [one] = at === -1 ? [] : this.#expected.splice(at, 1)
      one?.run()
      at = next()
    } while (this.#expected[at]?.listener.same === true)
  }
}

function addTo<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [value])
  else known.push(value)
}

function listen(object: object, event: string, hear: () => void, how: 'on' | 'once' = 'on'): void {
  // Not by a call of the application's: none that was told to fail may be spent on it.
  const on = object instanceof Listeners ? Listeners.prototype[how].bind(object) : fieldOf(object, how)
  if (typeof on === 'function') Reflect.apply(on, object, [event, hear])
}
