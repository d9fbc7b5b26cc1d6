/** The error for a verb that can have no effect at this time. */

/** A verb was called at a time at which it can have no effect. */
export class NoEffect extends Error {
  override readonly name = 'NoEffect'
}

/** Whether an error is a `NoEffect`. Goes by the name: the scripts for pages are bundles, and each has a class of its own. */
export const isNoEffect = (error: unknown): boolean => error instanceof Error && error.name === 'NoEffect'

/**
 * Hands on what a verb can act on.
 *
 * @throws NoEffect where there is nothing: the verb says so instead of doing nothing. `lack` says what is not there, and what to do.
 *
 * @example
 * for (const line of demandEffect('network.drop', lines, 'no messaging connection is open. Connect a session first.')) line.cut()
 */
export function demandEffect<What>(verb: string, found: readonly What[], lack: string): readonly What[] {
  if (found.length > 0) return found
  throw new NoEffect(`${verb}() has no effect: ${lack}`)
}
