/** Properties under a frozen prototype, and values that copies of the package share. */

/**
 * Gives an object a property of its own, as an assignment does; also where a frozen prototype has one of that name, which would
 * refuse the assignment.
 */
export function setOwn(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
}

/**
 * A property whose value is worked out when it is first read, for `Object.defineProperty`. It is made once for all objects of a
 * kind: V8 keeps the accessors of a property in its old generation, and with them all that they can reach.
 *
 * @param read Gives the value for the object on which the property is read.
 */
export const ownWhenRead = (key: string, read: (object: object) => unknown): PropertyDescriptor => ({
  get(this: object): unknown {
    const value = read(this)
    setOwn(this, key, value)
    return value
  },
  set(this: object, value: unknown): void {
    setOwn(this, key, value)
  },
  enumerable: true,
  configurable: true,
})

/**
 * Leaves things in the window, or in what stands for it.
 *
 * @throws Error where the global object, or a name in it, is frozen.
 */
export function leaveInRealm(things: Readonly<Record<string, unknown>>): void {
  for (const [name, thing] of Object.entries(things)) {
    if (Reflect.set(globalThis, name, thing)) continue
    throw new Error(
      `fake-opentok cannot leave ${name} in the window: the global object, or this name in it, is frozen. Load fake-opentok before the code that freezes it.`,
    )
  }
}

/** The values of this copy alone, where nothing of the realm can hold them. */
const ownValues: Map<symbol, unknown> = new Map()

/** The objects of a realm that every copy of this package sees; of Node's, the process stands in where the global object is frozen. */
function holders(): readonly object[] {
  const { process } = globalThis as { readonly process?: unknown }
  return typeof process === 'object' && process !== null ? [globalThis, process] : [globalThis]
}

/**
 * A value that all copies of this package in a realm share: the one that is there, or the one that is made now.
 *
 * @param isOne Whether what stands under the name is such a value.
 */
export function sharedInRealm<Value>(
  name: symbol,
  isOne: (value: unknown) => value is Value,
  make: () => Value,
): Value {
  const known = [...holders().map((holder): unknown => Reflect.get(holder, name)), ownValues.get(name)].find(isOne)
  if (known !== undefined) return known
  const made = make()
  if (!holders().some((holder) => Reflect.defineProperty(holder, name, { value: made, configurable: true }))) {
    ownValues.set(name, made)
  }
  return made
}
