import { setOwn, setOwnWhenRead } from '../../kernel/frozen.ts'

/**
 * The SDK's own error: an Error with a `name` and a `code` of its own, which may be undefined. Unlike those of a native Error,
 * all its properties are enumerable, so that `JSON.stringify(error)` and `{ ...error }` keep them (recorded: `fixtures/facts/own-keys.json`).
 */
export class OTError extends Error {
  code: number | string | undefined

  constructor(name: string, message: string, code: number | string | undefined) {
    super(message)
    for (const hidden of ['message', 'stack']) Reflect.deleteProperty(this, hidden)
    this.code = code
    setOwn(this, 'message', message)
    setOwn(this, 'name', name)
    // To write a stack down costs more than all the rest of a failure, and few are read.
    const native: Error = Reflect.construct(Error, [message], new.target)
    if ('stack' in native) setOwnWhenRead(this, 'stack', () => native.stack)
  }
}

export type Failure = OTError | Error

/** The code of an error, where it has one. */
export const codeOf = (error: Failure): number | string | undefined =>
  'code' in error && (typeof error.code === 'number' || typeof error.code === 'string') ? error.code : undefined
