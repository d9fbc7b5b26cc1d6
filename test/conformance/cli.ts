import { parseArgs } from 'node:util'
import { holdAgainstGaps, readKnownGaps } from './known-gaps.ts'
import { type RunCase, reportOf, reportText } from './report.ts'
import type { CreateRig } from './rig.ts'
import { runFolder } from './run-folder.ts'

/** What the command writes to, and what it runs over. */
export interface CommandWorld {
  readonly createRig: CreateRig
  readonly knownGapsFile: string
  print(text: string): void
  complain(text: string): void
}

const options = {
  cases: { type: 'string', default: 'fixtures/observed' },
  area: { type: 'string' },
  only: { type: 'string' },
  vary: { type: 'string' },
  json: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
} as const

/**
 * Runs the command `conformance` and returns its exit code: 0 when the run is in order, 1 for a failure that is no known gap or a
 * known gap that passes.
 *
 * @throws Error for an option that it does not have, or a folder without recordings
 * @example await main(['--area', 'signal'], world)
 */
export async function main(args: readonly string[], world: CommandWorld): Promise<number> {
  const { values } = parseArgs({ args: [...args], options })
  const runs = await runFolder(values.cases, {
    createRig: world.createRig,
    ...(values.area === undefined ? {} : { area: values.area }),
    ...(values.only === undefined ? {} : { only: new RegExp(values.only) }),
    ...(values.vary === undefined ? {} : { vary: readSeed(values.vary) }),
  })
  world.print(values.json ? JSON.stringify(reportOf(runs)) : reportText(runs, values.verbose))
  return judge(runs, world)
}

function judge(runs: readonly RunCase[], world: CommandWorld): number {
  const { unexpected, closed } = holdAgainstGaps(
    runs.map(({ result }) => result),
    readKnownGaps(world.knownGapsFile),
  )
  if (unexpected.length > 0) {
    world.complain(
      `${unexpected.length} failing and not a known gap. Mend them, or name them in ${world.knownGapsFile}.`,
    )
  }
  if (closed.length > 0) {
    world.complain(`Known gaps that pass; take them off ${world.knownGapsFile}: ${closed.join(', ')}`)
  }
  return unexpected.length + closed.length === 0 ? 0 : 1
}

function readSeed(value: string): number {
  const seed = Number(value)
  if (!Number.isInteger(seed)) throw new Error(`--vary takes a whole number to make the variants from, not "${value}".`)
  return seed
}
