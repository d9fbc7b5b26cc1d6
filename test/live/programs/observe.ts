import { writeFileSync } from 'node:fs'
import { loadCases } from '../../conformance/load-cases.ts'
import type { RecordedCase } from '../../conformance/recorded-case.ts'
import { runCase } from '../../conformance/run-case.ts'
import { createRig } from '../../conformance/simulator-rig.ts'
import type { Stage } from '../browser.ts'
import { runLive } from '../run-live.ts'
import { type Draw, draw, readName } from './draw.ts'
import type { ProgramRun } from './run.ts'

/** So many programs are observed before what is known of them is written: a run that is ended loses no more than these. */
const batch = 24

/**
 * Runs the real SDK alone, and writes what it did into a file of recordings, which is replayed without a browser.
 *
 * @returns how many programs could be observed
 */
export async function observePrograms(
  draws: readonly Draw[],
  stages: readonly Stage[],
  { file, sdk }: { readonly file: string; readonly sdk: string },
): Promise<number> {
  const seen: RecordedCase[] = []
  for (let from = 0; from < draws.length; from += batch) {
    const drawn = draws.slice(from, from + batch).map(draw)
    const results = await runLive(
      drawn.map((recorded) => ({ recorded, known: false, own: false })),
      stages,
      { realAlone: true },
    )
    for (const [index, recorded] of drawn.entries()) {
      const { real = null, troubles = [] } = results[index] ?? {}
      // biome-ignore lint/suspicious/noThenProperty: a recording's facts are called so
      if (real !== null && troubles.length === 0) seen.push({ ...recorded, then: real })
    }
    writeFileSync(file, textOf(sdk, seen))
  }
  return seen.length
}

/** A case a line, as the recordings are written. */
function textOf(sdk: string, cases: readonly RecordedCase[]): string {
  const recorded = new Date().toISOString().slice(0, 10)
  const head = JSON.stringify({ sdk, recorded, area: 'programs' }).slice(0, -1)
  return `${head},"cases":[\n${cases.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`
}

/** Replays observed programs on ours, without a browser. */
export async function replayPrograms(folder: string): Promise<readonly ProgramRun[]> {
  const runs: ProgramRun[] = []
  for (const recorded of loadCases(folder)) {
    const { differences } = await runCase(recorded, createRig)
    runs.push({ draw: readName(recorded.id.replace(/^programs\//, '')), recorded, real: recorded.then, differences })
  }
  return runs
}
