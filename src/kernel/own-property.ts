/**
 * Gives an object a property of its own, as an assignment does; also where a frozen prototype has one of that name, which would
 * refuse the assignment.
 */
export function setOwn(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
}
