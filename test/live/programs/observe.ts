import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { loadCases, readCases } from '../../conformance/load-cases.ts'
import type { RecordedCase } from '../../conformance/recorded-case.ts'
import { runCase } from '../../conformance/run-case.ts'
import { createRig } from '../../conformance/simulator-rig.ts'
import type { Stage } from '../browser.ts'
import { runLive } from '../run-live.ts'
import { type Draw, draw, readName } from './draw.ts'
import type { ProgramRun } from './run.ts'

/** So many programs are observed before what is known of them is written: a run that is ended loses no more than these. */
const batch = 12

/** A program that the real SDK was given and that could not be watched to its end. */
interface Unobserved {
  readonly id: string
  readonly why: string
}

interface Observed {
  readonly cases: readonly RecordedCase[]
  readonly unobserved: readonly Unobserved[]
}

/**
 * Runs the real SDK alone, and writes what it did into a file of recordings, which is replayed without a browser. Programs that the file has
 * already are not run again: a run that was ended goes on where it was.
 *
 * @returns the programs of the file, and those that could not be observed with the reason
 */
export async function observePrograms(
  draws: readonly Draw[],
  stages: readonly Stage[],
  { file, sdk }: { readonly file: string; readonly sdk: string },
): Promise<Observed> {
  const before = existsSync(file) ? readObserved(file) : { cases: [], unobserved: [] }
  const cases = [...before.cases]
  const unobserved: Unobserved[] = []
  const done = new Set(cases.map(({ id }) => id))
  const left = draws.map(draw).filter(({ id }) => !done.has(id))
  for (let from = 0; from < left.length; from += batch) {
    const drawn = left.slice(from, from + batch)
    const results = await runLive(
      drawn.map((recorded) => ({ recorded, known: false, own: false })),
      stages,
      { realAlone: true },
    )
    for (const [index, recorded] of drawn.entries()) {
      const { real = null, troubles = ['it was not run'] } = results[index] ?? {}
      // biome-ignore lint/suspicious/noThenProperty: a recording's facts are called so
      if (real !== null && troubles.length === 0) cases.push({ ...recorded, then: real })
      else unobserved.push({ id: recorded.id, why: troubles.join('; ') })
    }
    writeFileSync(file, textOf(sdk, { cases, unobserved }))
  }
  return { cases, unobserved }
}

function readObserved(file: string): Observed {
  const content: { readonly unobserved?: readonly Unobserved[] } = JSON.parse(readFileSync(file, 'utf8'))
  return { cases: readCases(file), unobserved: content.unobserved ?? [] }
}

/** A case a line, as the recordings are written. */
function textOf(sdk: string, { cases, unobserved }: Observed): string {
  const recorded = new Date().toISOString().slice(0, 10)
  const head = JSON.stringify({ sdk, recorded, area: 'programs', unobserved }).slice(0, -1)
  return `${head},"cases":[\n${cases.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`
}

/** Replays observed programs of a folder or a file on ours, without a browser; one that could not be observed counts as one that differs. */
export async function replayPrograms(place: string): Promise<readonly ProgramRun[]> {
  const isFile = statSync(place).isFile()
  const runs: ProgramRun[] = []
  for (const recorded of isFile ? readCases(place) : loadCases(place)) {
    const { differences } = await runCase(recorded, createRig)
    runs.push({ draw: readName(recorded.id.replace(/^programs\//, '')), recorded, real: recorded.then, differences })
  }
  const unobserved = isFile ? readObserved(place).unobserved : []
  for (const { id, why } of unobserved) {
    const one = readName(id)
    runs.push({ draw: one, recorded: draw(one), real: null, differences: [`the real SDK was not observed: ${why}`] })
  }
  return runs
}
