type Match<T> = ((item: T) => boolean) | Readonly<Record<string, unknown>>

const matcher = <T extends object>(match: Match<T>): ((item: T) => boolean) => {
  if (typeof match === 'function') return match
  const wanted = Object.entries(match)
  return (item) => wanted.every(([key, value]) => Reflect.get(item, key) === value)
}

/**
 * The list of a session's streams or connections, which applications use though it is undocumented
 * (`session.streams.where()` and `session.connections.get()` are the usual ones).
 */
export class Collection<T extends { readonly id: string }> {
  #items: Map<string, T> = new Map()
  eventsDispatched: object = {}

  /** How many there are. */
  length(): number {
    return this.#items.size
  }

  get(id: string): T | undefined {
    return this.#items.get(id)
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
    return [...this.#items.values()]
  }

  add(item: T): this {
    this.#items.set(item.id, item)
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
}
