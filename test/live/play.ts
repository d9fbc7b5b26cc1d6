import { availableParallelism } from 'node:os'
import type { Escape } from './answer-route.ts'
import { openTheatre, type Stage } from './browser.ts'
import { makeBundles } from './bundles.ts'

/** Enough for two cores. More would cost more: sound and pictures run on while a case waits for its turn. */
export const usualStages = 2

/**
 * Opens a browser with stages, lets something be played on them, and closes it.
 *
 * @param folder where the real SDK's package lies
 * @param count how many cases there are
 * @throws Error when a request would have got out
 */
export async function inTheatre<Result>(
  folder: string,
  count: number,
  play: (stages: readonly Stage[]) => Promise<Result>,
  most: number = usualStages,
): Promise<Result> {
  const stages = Math.min(most, count)
  const bundles = await makeBundles(folder)
  const theatre = await openTheatre(bundles, { roots: Math.min(availableParallelism(), stages), stages })
  try {
    const result = await play(theatre.stages)
    refuseEscapes(theatre.escapes)
    return result
  } finally {
    await theatre.close()
  }
}

function refuseEscapes(escapes: readonly Escape[]): void {
  if (escapes.length === 0) return
  const shown = escapes.slice(0, 10).map(({ id, address }) => `  ${id}: ${address}`)
  const count = `${escapes.length} requests would have got out, and were stopped.`
  throw new Error([`${count} Say in test/live/requests.ts what they are:`, ...shown].join('\n'))
}
