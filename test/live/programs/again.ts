import type { RecordedCase } from '../../conformance/recorded-case.ts'
import type { Stage } from '../browser.ts'
import { runLive } from '../run-live.ts'

/**
 * Runs programs on the real SDK again, and finds those in which it does not do again what was observed of it.
 *
 * @param times how often each is run
 * @returns the names of those that did otherwise at least once, each with the first thing that was otherwise
 */
export async function otherwiseAgain(
  observed: readonly RecordedCase[],
  stages: readonly Stage[],
  times: number,
): Promise<ReadonlyMap<string, string>> {
  const otherwise = new Map<string, string>()
  for (let time = 0; time < times; time += 1) {
    const left = observed.filter(({ id }) => !otherwise.has(id))
    const results = await runLive(
      left.map((recorded) => ({ recorded, known: true, own: false })),
      stages,
      { realAlone: true },
    )
    for (const { id, drift } of results) if (drift[0] !== undefined) otherwise.set(id, drift[0])
  }
  return otherwise
}
