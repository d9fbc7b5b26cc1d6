import { ownWhenRead, setOwn } from '../../kernel/frozen.ts'

/** Lets stacks be so many calls deep, where the engine has such a limit (V8 has); gives the limit before. */
function limitStacks(most: unknown): unknown {
  const before: unknown = Reflect.get(Error, 'stackTraceLimit')
  if (typeof before === 'number') Reflect.set(Error, 'stackTraceLimit', most)
  return before
}

/**
 * The SDK's own error: an Error with a `name` and a `code` of its own, which may be undefined. Unlike those of a native Error,
 * all its properties are enumerable, so that `JSON.stringify(error)` and `{ ...error }` keep them (recorded: `fixtures/facts/own-keys.json`).
 */
export class OTError extends Error {
  static readonly #stack: PropertyDescriptor = ownWhenRead('stack', (error) =>
    #native in error ? error.#native.stack : undefined,
  )
  code: number | string | undefined
  /** It has the stack: to write one down costs more than all the rest of a failure, and few are read. */
  readonly #native: Error

  constructor(name: string, message: string, code: number | string | undefined) {
    const limit = limitStacks(0)
    super()
    limitStacks(limit)
    Reflect.deleteProperty(this, 'stack')
    this.code = code
    setOwn(this, 'message', message)
    setOwn(this, 'name', name)
    this.#native = Reflect.construct(Error, [message], new.target)
    if ('stack' in this.#native) Object.defineProperty(this, 'stack', OTError.#stack)
  }
}

export type Failure = OTError | Error

/** The code of an error, where it has one. */
export const codeOf = (error: Failure): number | string | undefined =>
  'code' in error && (typeof error.code === 'number' || typeof error.code === 'string') ? error.code : undefined
