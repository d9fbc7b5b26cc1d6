import { Crowd } from '../../backend/people/crowd.ts'
import { Participant } from '../../backend/people/participants.ts'
import { Room } from '../../backend/people/room.ts'
import { demandArguments } from '../../vocabulary/check.ts'
import type { SimulatedClient } from '../client.ts'
import type { VerbEntry } from './verb-table.ts'
import { type Noun, verbTables } from './verbs.ts'

/** Whether the world of a face goes on, and whether what the face shows belongs to it still. */
export interface Life {
  /** Why verbs are refused; null: they are not. */
  readonly over: () => string | null
}

const ended = 'was called after dispose(). Make a new world with createSimulator().'
const outlived = 'was called on something of the time before reset(). Get a new one from the simulator.'

/** How long a world goes on, and how often it has begun anew. */
export class WorldLife {
  #resets = 0
  #isOver = false

  get isOver(): boolean {
    return this.#isOver
  }

  /** The life of what stays when the world begins anew. */
  readonly lasting: Life = { over: () => (this.#isOver ? ended : null) }

  /** The life of what goes when the world begins anew, from now on. */
  passing(): Life {
    const born = this.#resets
    return { over: () => (this.#isOver ? ended : born === this.#resets ? null : outlived) }
  }

  /** @throws Error when the world is over. */
  demand(verb: string): void {
    if (this.#isOver) throw new Error(`${verb}() ${ended}`)
  }

  beginAnew(): void {
    this.#resets++
  }

  end(): void {
    this.#isOver = true
  }
}

interface Behind {
  readonly target: object
  readonly life: Life
  readonly faces: Faces
}

/**
 * A face knows what is behind it by a field of its own: a map of all faces would be an old one, and keep each world that has gone until
 * V8's next full collection (docs/performance.md).
 */
class Face {
  readonly #behind: Behind

  constructor(parts: Behind) {
    this.#behind = parts
  }

  static behind(value: unknown): Behind | undefined {
    const face: object = Object(value)
    return #behind in face ? face.#behind : undefined
  }
}

/** The classes of faces, by the object that they were made for: a class's prototype, or a noun. */
const classes: Map<object | Noun, typeof Face> = new Map()

type Method = (...args: readonly unknown[]) => unknown
const isMethod = (value: unknown): value is Method => typeof value === 'function'

function demandFace(face: unknown, verb: string): Behind {
  const found = Face.behind(face)
  if (found !== undefined) return found
  throw new TypeError(`${verb}() was called without its object. Call it as a method, or bind it.`)
}

function verbOf(name: string, { params, reads, later }: VerbEntry, key: string): Method {
  return function (this: unknown, ...args: readonly unknown[]): unknown {
    const { target, life, faces } = demandFace(this, name)
    try {
      const over = reads ? null : life.over()
      if (over !== null) throw new Error(`${name}() ${over}`)
      demandArguments(name, params, args)
    } catch (error) {
      if (later) return Promise.reject(error)
      throw error
    }
    const method: unknown = Reflect.get(target, key)
    const value: unknown = isMethod(method) ? Reflect.apply(method, target, args) : undefined
    return typeof value === 'object' ? faces.shown(value) : value
  }
}

/** Every key of an object that is a method or a getter, those of its class included. */
function membersOf(target: object): ReadonlyMap<string, PropertyDescriptor> {
  const found = new Map<string, PropertyDescriptor>()
  for (let one: object | null = target; one !== null && one !== Object.prototype; one = Object.getPrototypeOf(one)) {
    for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(one))) {
      if (key !== 'constructor' && !found.has(key)) found.set(key, descriptor)
    }
  }
  return found
}

function classFor(noun: Noun, target: object): typeof Face {
  const parent: object = Object.getPrototypeOf(target)
  const known = classes.get(parent === Object.prototype ? noun : parent)
  if (known !== undefined) return known
  const Made = class extends Face {}
  // A face is an instance of the class that it shows.
  const made: object = Object.setPrototypeOf(Made.prototype, parent)
  Reflect.deleteProperty(made, 'constructor')
  const table: Readonly<Record<string, VerbEntry>> = verbTables[noun]
  for (const [key, { get, value }] of membersOf(target)) {
    const entry = table[key]
    if (isMethod(value) && entry !== undefined) {
      Object.defineProperty(made, key, {
        configurable: true,
        writable: true,
        value: verbOf(`${noun}.${key}`, entry, key),
      })
    } else if (get !== undefined) {
      Object.defineProperty(made, key, {
        configurable: true,
        get(this: unknown): unknown {
          const { target: object, faces } = demandFace(this, key)
          return faces.shown(Reflect.get(object, key))
        },
      })
    }
  }
  classes.set(parent === Object.prototype ? noun : parent, Made)
  return Made
}

const nounOf = (value: unknown): Noun | null => {
  if (value instanceof Room) return 'room'
  if (value instanceof Participant) return 'participant'
  return value instanceof Crowd ? 'crowd' : null
}

/**
 * The objects that a test author holds: objects whose verbs look at their arguments, and at whether their world goes on, before
 * anything happens. Rooms, participants and crowds belong to the time between two resets.
 */
export class Faces {
  readonly #known: WeakMap<object, object> = new WeakMap()
  readonly #lifeNow: () => Life

  /** `lifeNow` gives the life of what comes into being now. */
  constructor(lifeNow: () => Life) {
    this.#lifeNow = lifeNow
  }

  /** The face of an object, the same each time. */
  of<Target extends object>(noun: Noun, target: Target, life: Life = this.#lifeNow()): Target {
    const known = this.#known.get(target)
    if (known !== undefined) return known as Target
    const FaceHere = classFor(noun, target)
    const face = new FaceHere({ target, life, faces: this })
    const members: Record<string, unknown> = Object(face)
    for (const key of Object.getOwnPropertyNames(target)) {
      const descriptor = Object.getOwnPropertyDescriptor(target, key)
      if (descriptor !== undefined && 'value' in descriptor && !isMethod(descriptor.value))
        members[key] = descriptor.value
    }
    this.#known.set(target, face)
    return face as object as Target
  }

  /** A client as a test author sees it. */
  ofClient({ id, OT, network, devices, media }: SimulatedClient, life: Life): SimulatedClient {
    const face = this.of('media', media, life)
    Object.defineProperty(face, 'quality', { value: this.of('media.quality', media.quality, life), enumerable: true })
    return {
      id,
      OT,
      network: this.of('network', network, life),
      devices: this.of('devices', devices, life),
      media: face,
    }
  }

  /** The value of a verb, as a test author sees it. */
  shown(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || value instanceof Promise) return value
    const noun = nounOf(value)
    if (noun !== null) return Face.behind(value) !== undefined ? value : this.of(noun, value)
    return Array.isArray(value) && nounOf(value[0]) !== null ? value.map((one: unknown) => this.shown(one)) : value
  }
}
