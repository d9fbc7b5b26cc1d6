/** The port of a server on this machine: read from the command line, and listened at. */

import type { Server } from 'node:http'

const highestPort = 65_535

/** The ports of the commands unless the command line says otherwise. */
export const usualPorts = { demo: 4004, serve: 4005 } as const

/** @throws RangeError for a text that is no port. */
export function portFrom(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= highestPort) return port
  throw new RangeError(`--port ${text} is impossible. Give a whole number from 0 (any that is free) to ${highestPort}.`)
}

/** The code with which the system refused to listen or to read, such as `EADDRINUSE`; undefined where an error has none. */
export const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/**
 * Lets a server listen, and resolves with the port that it was given: the one that was asked for, or for 0 one that was free.
 * Rejects with the error of Node where the system refuses, such as `EADDRINUSE`.
 */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
