import { liveCases } from './live-case.ts'
import { inTheatre } from './play.ts'
import { driftText } from './report.ts'
import { runLive } from './run-live.ts'

/**
 * Runs an SDK alone over the live cases that were recorded, and tells where it does something else than was recorded.
 *
 * @param only ids that match
 */
export async function recheck(folder: string, only?: string): Promise<string> {
  const pattern = only === undefined ? null : new RegExp(only)
  const cases = liveCases('fixtures/observed', 'test/live/cases').filter(
    ({ known, recorded }) => known && (pattern?.test(recorded.id) ?? true),
  )
  const results = await inTheatre(folder, cases.length, (stages) => runLive(cases, stages, { realAlone: true }))
  const changed = results.filter(({ drift }) => drift.length > 0)
  return [
    ...changed.map(({ id, drift }) => driftText({ id, differences: drift })),
    `live cases: ${results.length - changed.length} as recorded, ${changed.length} otherwise`,
  ].join('\n')
}
