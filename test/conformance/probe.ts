/** Reads a property of anything; undefined when it has none. */
export function read(value: unknown, key: string): unknown {
  if (value === null || value === undefined) return undefined
  return Reflect.get(Object(value), key, value)
}

/** Whether a property of a value is a function. */
export const canDo = (value: unknown, method: string): boolean => typeof read(value, method) === 'function'

/** Calls a method of a value if it has one. */
export function ask(value: unknown, method: string, ...args: readonly unknown[]): unknown {
  const found = read(value, method)
  return typeof found === 'function' ? Reflect.apply(found, value, args) : undefined
}

/** How many a collection holds, whichever way it counts: a list, a `length()` method or a `length`. */
export function sizeOf(collection: unknown): number {
  const length = read(collection, 'length')
  const size = typeof length === 'function' ? Reflect.apply(length, collection, []) : length
  return typeof size === 'number' ? size : 0
}

/** The object with an id in one of the SDK's collections. */
export function findById(collection: unknown, id: string): unknown {
  if (canDo(collection, 'get')) return ask(collection, 'get', id)
  return ask(collection, 'find', (one: unknown) => read(one, 'id') === id)
}
