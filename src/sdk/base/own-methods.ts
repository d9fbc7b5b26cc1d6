type Method = (...args: readonly unknown[]) => unknown

const isMethod = (value: unknown): value is Method => typeof value === 'function'

interface Named {
  readonly name: string
  readonly method: Method
  readonly isHidden: boolean
}

/** The methods of each class, which are looked for once: objects are many, and classes few. */
const known: WeakMap<object, readonly Named[]> = new WeakMap()

function methodsOf(level: object): readonly Named[] {
  const found = known.get(level)
  if (found !== undefined) return found
  const methods = Object.entries(Object.getOwnPropertyDescriptors(level)).flatMap(([name, { value }]) =>
    name !== 'constructor' && isMethod(value) ? [{ name, method: value, isHidden: name.startsWith('_') }] : [],
  )
  known.set(level, methods)
  return methods
}

/**
 * Gives an object its methods as members of its own that need no `this`, as the real SDK's objects have them: a method that
 * is taken off, handed on as a listener or imported by name works all the same.
 */
export function ownMethods(object: object, upTo: object = Object.prototype): void {
  const members: Record<string, unknown> = Object(object)
  for (
    let level = Object.getPrototypeOf(object);
    level !== null && level !== upTo;
    level = Object.getPrototypeOf(level)
  ) {
    for (const { name, method, isHidden } of methodsOf(level)) {
      if (Object.hasOwn(object, name)) continue
      const value = method.bind(object)
      // To set a member costs a fourth of defining one, and an object has some sixty.
      if (isHidden) {
        Object.defineProperty(object, name, { value, enumerable: false, configurable: true, writable: true })
      } else members[name] = value
    }
  }
}

/** The methods by which listening is done, by what they do with their `this` (recorded: `fixtures/facts/listeners.json`). */
const listeningMethods = {
  /** They work without their object, and return their `this`. */
  returnsThis: ['on', 'once', 'trigger'],
  /** They fail without their object. */
  needsThis: ['off', 'dispatchEvent'],
  /** They work without their object, and return it. */
  isBound: ['emit', 'addEventListener', 'removeEventListener', 'listenerCount'],
} as const

/** Gives an object its listening methods as members of its own, which do with another `this` what the real SDK's do. */
export function ownListening(object: object): void {
  const members: Record<string, unknown> = Object(object)
  const define = (name: string, made: (method: (...args: readonly unknown[]) => unknown) => unknown): void => {
    const method: unknown = Reflect.get(object, name)
    if (typeof method !== 'function') return
    members[name] = made(method.bind(object))
  }
  for (const name of listeningMethods.returnsThis) {
    define(
      name,
      (method) =>
        function (this: unknown, ...args: readonly unknown[]) {
          method(...args)
          return this
        },
    )
  }
  for (const name of listeningMethods.isBound) define(name, (method) => method)
  for (const name of listeningMethods.needsThis) {
    define(
      name,
      (method) =>
        function (this: unknown, ...args: readonly unknown[]) {
          // A namespace of a module (`import * as OT`) has the methods too, and is an object to call them on.
          if (this === undefined || this === null) {
            throw new TypeError(`${name}() was taken off its object. Call it as object.${name}().`)
          }
          return method(...args)
        },
    )
  }
}
