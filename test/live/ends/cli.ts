import { parseArgs } from 'node:util'
import { readKnownGaps } from '../../conformance/known-gaps.ts'
import { loadCases } from '../../conformance/load-cases.ts'
import { createRig } from '../../conformance/simulator-rig.ts'
import type { Stage } from '../browser.ts'
import { sdkPackage, sdkVersion } from '../bundles.ts'
import type { CommandWorld } from '../cli.ts'
import type { LiveCase } from '../live-case.ts'
import { inTheatre, usualStages } from '../play.ts'
import { record } from '../record.ts'
import { differenceText, driftText } from '../report.ts'
import { type LiveResult, runLive } from '../run-live.ts'
import { matrix } from './matrix.ts'
import { isPromiseKept, shareText, standings } from './share.ts'

const options = {
  only: { type: 'string' },
  record: { type: 'boolean', default: false },
  missing: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  share: { type: 'boolean', default: false },
  both: { type: 'boolean', default: false },
  most: { type: 'string' },
  stages: { type: 'string', default: String(usualStages) },
} as const

const folder = 'fixtures/observed'
const knownGapsFile = 'test/conformance/known-gaps.json'

/** The cells of the matrix, with what was recorded of them. */
export function endCases(observed: string): readonly LiveCase[] {
  const before = new Map(loadCases(observed).map((one) => [one.id, one.then]))
  return matrix().map((one) => {
    const then = before.get(one.id)
    // biome-ignore lint/suspicious/noThenProperty: a recording's facts are called so
    return { recorded: { ...one, source: 'observed', then: then ?? {} }, known: then !== undefined, own: true }
  })
}

/**
 * Runs the command `conformance:ends`: the matrix of ends against the real SDK. Its exit code is 0 when the real SDK does what was
 * recorded of it, and with `--both` ours too; 1 when something differs. With `--share` it replays the recorded cells on ours alone,
 * and gives 1 when ours meets less than is promised, or no reason is given for a cell that it does not meet.
 *
 * @throws Error for an option that it does not have, when there is no Chromium, or when a request would have got out
 * @example await main(['--only', '^ends/signal/', '--record'], world)
 */
export async function main(args: readonly string[], world: CommandWorld): Promise<number> {
  const { values } = parseArgs({ args: [...args], options })
  const all = endCases(folder)
  const pattern = values.only === undefined ? null : new RegExp(values.only)
  const chosen = all
    .filter(({ recorded, known }) => (pattern?.test(recorded.id) ?? true) && !(values.missing && known))
    .slice(0, values.most === undefined ? undefined : Number(values.most))
  if (values.share) {
    const results = await standings(chosen, createRig, readKnownGaps(knownGapsFile))
    world.print(shareText(results))
    return isPromiseKept(results) ? 0 : 1
  }
  if (values.list) {
    for (const { recorded, known } of chosen) world.print(`${known ? 'recorded' : 'missing '} ${recorded.id}`)
    world.print(`${chosen.length} cells, ${chosen.filter(({ known }) => known).length} recorded`)
    return 0
  }
  if (chosen.length === 0) throw new Error('No cell matches --only, or none is missing. --list shows all.')
  const began = performance.now()
  const run = (stages: readonly Stage[]): Promise<readonly LiveResult[]> =>
    runLive(chosen, stages, { realAlone: !values.both })
  const results = await inTheatre(sdkPackage(), chosen.length, run, Number(values.stages))
  for (const one of results) {
    if (one.real === null || one.troubles.length > 0) world.print(`NOT OBSERVED ${one.id}: ${one.troubles.join('; ')}`)
    if (one.differences.length > 0) world.print(differenceText(one))
    if (one.drift.length > 0) world.print(driftText({ id: one.id, differences: one.drift }))
  }
  if (values.record) {
    const recording = { folder, sdk: sdkVersion(sdkPackage()), day: new Date().toISOString().slice(0, 10) }
    world.complain(`${record(all, results, recording)} cells recorded in ${folder}.`)
  }
  const differ = results.filter(({ drift, differences }) => drift.length + differences.length > 0).length
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  world.print(
    `SDK ${sdkVersion(sdkPackage())}, ${seconds} s: ${results.length - differ} as recorded, ${differ} otherwise`,
  )
  return differ === 0 ? 0 : 1
}
