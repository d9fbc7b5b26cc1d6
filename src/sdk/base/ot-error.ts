/** The SDK's own error: an Error with a `name` and a `code` of its own, which may be undefined. */
export class OTError extends Error {
  code: number | string | undefined

  constructor(name: string, message: string, code: number | string | undefined) {
    super(message)
    this.name = name
    this.code = code
  }
}

export type Failure = OTError | Error

/** The code of an error, where it has one. */
export const codeOf = (error: Failure): number | string | undefined =>
  'code' in error && (typeof error.code === 'number' || typeof error.code === 'string') ? error.code : undefined
