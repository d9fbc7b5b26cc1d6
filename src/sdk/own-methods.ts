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
    for (const name of Object.getOwnPropertyNames(level)) {
      const { value } = Object.getOwnPropertyDescriptor(level, name) ?? {}
      if (name === 'constructor' || typeof value !== 'function' || Object.hasOwn(object, name)) continue
      Object.defineProperty(object, name, {
        value: value.bind(object),
        enumerable: !name.startsWith('_'),
        configurable: true,
        writable: true,
      })
    }
  }
}
