/**
 * Hands on what a verb can act on.
 *
 * @throws Error where there is nothing: the verb says so instead of doing nothing. `lack` says what is not there, and what to do.
 *
 * @example
 * for (const line of demandEffect('network.drop', lines, 'no messaging connection is open. Connect a session first.')) line.cut()
 */
export function demandEffect<What>(verb: string, found: readonly What[], lack: string): readonly What[] {
  if (found.length > 0) return found
  throw new Error(`${verb}() has no effect: ${lack}`)
}
