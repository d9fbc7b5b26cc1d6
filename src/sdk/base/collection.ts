type Match<T> = ((item: T) => boolean) | Readonly<Record<string, unknown>>

const matcher = <T extends object>(match: Match<T>): ((item: T) => boolean) => {
  if (typeof match === 'function') return match
  const wanted = Object.entries(match)
  return (item) => wanted.every(([key, value]) => Reflect.get(item, key) === value)
}

/**
 * The list of a session's streams or connections, which applications use though it is undocumented
 * (`session.streams.where()` and `session.connections.get()` are the usual ones). It keeps records too, and makes an item of one
 * when it is first read: a thousand clients in one room would have a million connections otherwise, of which few are read.
 */
export class Collection<T extends { readonly id: string }, Unmade extends { readonly id: string } = never> {
  #items: Map<string, T | Unmade> = new Map()
  readonly #make: (item: T | Unmade) => T
  eventsDispatched: object = {}

  /** @param make Gives the item of a record, and an item as it is. */
  constructor(make: (item: T | Unmade) => T) {
    this.#make = make
  }

  /** How many there are. */
  length(): number {
    return this.#items.size
  }

  get(id: string): T | undefined {
    const item = this.#items.get(id)
    return item === undefined ? undefined : this.#made(item)
  }

  has(id: string): boolean {
    return this.#items.has(id)
  }

  at(index: number): T | undefined {
    return this.all()[index]
  }

  /** The first that matches, or null (observed: `session.streams.find` of SDK 2.35.2). */
  find(match: Match<T>): T | null {
    return this.all().find(matcher(match)) ?? null
  }

  where(match: Match<T>): T[] {
    return this.all().filter(matcher(match))
  }

  filter(match: Match<T>): T[] {
    return this.where(match)
  }

  map<U>(make: (item: T, index: number) => U): U[] {
    return this.all().map(make)
  }

  forEach(visit: (item: T, index: number) => void): this {
    this.all().forEach(visit)
    return this
  }

  all(): T[] {
    return Array.from(this.#items.values(), (item) => this.#made(item))
  }

  add(item: T | Unmade): this {
    this.#items.set(item.id, item)
    return this
  }

  /** Adds an item that no id finds. */
  addNameless(item: T): this {
    this.#items.set(`nameless ${this.#items.size}`, item)
    return this
  }

  remove(id: string): this {
    this.#items.delete(id)
    return this
  }

  clear(): this {
    this.#items.clear()
    return this
  }

  toString(): string {
    return this.all().join()
  }

  #made(item: T | Unmade): T {
    const made = this.#make(item)
    if (made !== item) this.#items.set(made.id, made)
    return made
  }
}
