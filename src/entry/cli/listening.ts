const highestPort = 65_535

/** @throws RangeError for a text that is no port. */
export function portFrom(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= highestPort) return port
  throw new RangeError(`--port ${text} is impossible. Give a whole number from 0 (any that is free) to ${highestPort}.`)
}

/** Why the system refused to listen or to read, such as `EADDRINUSE`; undefined where an error has no code. */
export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)
