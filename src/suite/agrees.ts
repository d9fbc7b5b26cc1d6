interface Asymmetric {
  asymmetricMatch(actual: unknown): boolean
}

// Matchers such as expect.any(String) are asked by the runner's own protocol.
const isAsymmetric = (value: unknown): value is Asymmetric =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'asymmetricMatch') === 'function'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/**
 * Whether a value has everything that is expected of it, and perhaps more; matchers such as `expect.any(String)` are asked.
 *
 * @example
 * agrees({ reason: 'clientDisconnected', cancelable: true }, { reason: 'clientDisconnected' }) // true
 */
export function agrees(actual: unknown, expected: unknown): boolean {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(actual)
  if (!isObject(expected) || !isObject(actual)) return Object.is(actual, expected)
  if (Array.isArray(expected) && (!Array.isArray(actual) || actual.length !== expected.length)) return false
  return Object.entries(expected).every(([key, value]) => agrees(Reflect.get(actual, key), value))
}
