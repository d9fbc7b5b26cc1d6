/**
 * Gives an object a property of its own, as an assignment does; also where a frozen prototype has one of that name, which would
 * refuse the assignment.
 */
export function setOwn(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
}

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
