type Match<T> = ((item: T) => boolean) | object

const matcher = <T extends object>(match: Match<T> | undefined): ((item: T) => boolean) => {
  if (match === undefined) return () => true
  if (typeof match === 'function') return (item) => Reflect.apply(match, undefined, [item]) === true
  const wanted = Object.entries(match)
  return (item) => wanted.every(([key, value]) => Reflect.get(item, key) === value)
}

/** The objects of one kind that one `OT` holds, read anew at each access. Applications use `OT.subscribers.where()` and `.find()`. */
export class ObjectList<T extends { readonly id?: string | undefined }> {
  readonly #items: () => Iterable<T>

  constructor(items: () => Iterable<T>) {
    this.#items = items
  }

  length(): number {
    return this.#all().length
  }

  get(id: string): T | undefined {
    return this.#all().find((item) => item.id === id)
  }

  has(id: string): boolean {
    return this.get(id) !== undefined
  }

  /** The first that matches, or null. */
  find(match?: Match<T>): T | null {
    return this.#all().find(matcher(match)) ?? null
  }

  /** All that match; without anything to match, all. */
  where(match?: Match<T>): T[] {
    return this.#all().filter(matcher(match))
  }

  map<U>(make: (item: T, index: number) => U): U[] {
    return this.#all().map(make)
  }

  forEach(visit: (item: T, index: number) => void): this {
    this.#all().forEach(visit)
    return this
  }

  #all(): T[] {
    return [...this.#items()]
  }
}
