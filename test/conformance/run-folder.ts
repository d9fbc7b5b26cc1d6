import { loadCases } from './load-cases.ts'
import type { RunCase } from './report.ts'
import type { CreateRig } from './rig.ts'
import { runCase } from './run-case.ts'
import { vary } from './vary.ts'

/** Which cases of a folder to run, and over what. */
export interface FolderRun {
  readonly createRig: CreateRig
  /** Only this area. */
  readonly area?: string
  /** Only ids that match. */
  readonly only?: RegExp
  /** Runs variants with other ids and names, made from this seed. */
  readonly vary?: number
  /** Only every so many-th case, from the first on. All cases when left out. */
  readonly every?: number
}

/**
 * Runs the observed cases of a folder, one after the other, each in a fresh world. Cases read from source are facts, not runs.
 *
 * @throws Error when the folder holds no recordings, or none that was asked for
 * @example await runFolder('fixtures/observed', { area: 'signal', createRig })
 */
export async function runFolder(folder: string, options: FolderRun): Promise<readonly RunCase[]> {
  const chosen = loadCases(folder).filter(
    ({ id, area, source }) =>
      source === 'observed' &&
      (options.area === undefined || area === options.area) &&
      (options.only === undefined || options.only.test(id)),
  )
  const { every = 1 } = options
  if (chosen.length === 0) throw new Error(`No observed case in ${folder} is in that area and matches --only.`)
  const runs: RunCase[] = []
  for (const original of chosen.filter((_, index) => index % every === 0)) {
    const recorded = options.vary === undefined ? original : vary(original, options.vary)
    runs.push({ recorded, result: await runCase(recorded, options.createRig) })
  }
  return runs
}
