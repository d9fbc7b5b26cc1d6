/**
 * A readonly array whose items are made when they are first read: an import alone costs nothing.
 *
 * @example
 * const squares = lazyList(() => [1, 4, 9])
 * squares.length // 3
 */
export function lazyList<Item>(make: () => readonly Item[]): readonly Item[] {
  const items: Item[] = []
  let made = false
  const filled = (): Item[] => {
    if (!made) {
      made = true
      for (const item of make()) items.push(item)
    }
    return items
  }
  return new Proxy<readonly Item[]>(items, {
    get: (_, key) => Reflect.get(filled(), key),
    has: (_, key) => Reflect.has(filled(), key),
    ownKeys: () => Reflect.ownKeys(filled()),
    getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(filled(), key),
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  })
}
