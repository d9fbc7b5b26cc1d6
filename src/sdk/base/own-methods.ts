/** The methods of each class, which are looked for once: objects are many, and classes few. */
const known: WeakMap<object, readonly string[]> = new WeakMap()

function methodsOf(level: object): readonly string[] {
  const found = known.get(level)
  if (found !== undefined) return found
  const names = Object.entries(Object.getOwnPropertyDescriptors(level)).flatMap(([name, { value }]) =>
    name !== 'constructor' && typeof value === 'function' ? [name] : [],
  )
  known.set(level, names)
  return names
}

/**
 * Gives an object its methods as members of its own that need no `this`, as the real SDK's objects have them: a method that
 * is taken off, handed on as a listener or imported by name works all the same.
 */
export function ownMethods(object: object, upTo: object = Object.prototype): void {
  for (
    let level = Object.getPrototypeOf(object);
    level !== null && level !== upTo;
    level = Object.getPrototypeOf(level)
  ) {
    for (const name of methodsOf(level)) {
      const value: unknown = Reflect.get(level, name)
      if (typeof value !== 'function' || Object.hasOwn(object, name)) continue
      Object.defineProperty(object, name, {
        value: value.bind(object),
        enumerable: !name.startsWith('_'),
        configurable: true,
        writable: true,
      })
    }
  }
}
