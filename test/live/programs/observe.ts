import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { loadCases, readCases } from '../../conformance/load-cases.ts'
import type { RecordedCase, RecordedThen } from '../../conformance/recorded-case.ts'
import { runCase } from '../../conformance/run-case.ts'
import { createRig } from '../../conformance/simulator-rig.ts'
import type { Stage } from '../browser.ts'
import { type LiveResult, runLive } from '../run-live.ts'
import { type Draw, draw, readName } from './draw.ts'
import type { ProgramRun } from './run.ts'

/** A program that the real SDK was given and that could not be watched to its end. */
interface Unobserved {
  readonly id: string
  readonly why: string
}

/** How often the file is written while programs run, in milliseconds. */
const writeEveryMs = 5_000

/** What is known of the programs of a file. */
export interface Observed {
  readonly cases: readonly RecordedCase[]
  readonly unobserved: readonly Unobserved[]
}

/**
 * Runs the real SDK alone, and writes what it did into a file of recordings, which is replayed without a browser. Programs that the file has
 * already are not run again: a run that was ended goes on where it was, and loses no more than its last seconds.
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
  const late = new Map<string, RecordedThen>()
  const done = new Set(cases.map(({ id }) => id))
  const drawn = new Map(draws.map(draw).map((one) => [one.id, one]))
  const others = before.unobserved.filter(({ id }) => !drawn.has(id))
  const unobserved = new Map(others.map((one) => [one.id, one]))
  const write = (): void => writeFileSync(file, textOf(sdk, { cases, unobserved: [...unobserved.values()] }))
  let written = performance.now()
  const told = (result: LiveResult): void => {
    const recorded = drawn.get(result.id)
    if (recorded === undefined) return
    const { id, real } = result
    const why = whyNot(result, late.get(id))
    if (real === null || why !== null) unobserved.set(id, { id, why: why ?? '' })
    else {
      // biome-ignore lint/suspicious/noThenProperty: a recording's facts are called so
      cases.push({ ...recorded, then: real })
      unobserved.delete(id)
      done.add(id)
    }
    if (real !== null && result.isLate) late.set(id, real)
    // A file of thousands takes longer to write than a program takes to run.
    if (performance.now() < written + writeEveryMs) return
    write()
    written = performance.now()
  }
  for (let time = 0; time < mostTimes; time += 1) {
    const left = [...drawn.values()].filter(({ id }) => !done.has(id))
    if (left.length === 0) break
    const live = left.map((recorded) => ({ recorded, known: false, own: false }))
    await runLive(live, stages, { realAlone: true, told })
  }
  write()
  return { cases, unobserved: [...unobserved.values()] }
}

/** A page of a loaded machine may break, and its browser may be late: what was not observed is run again. */
const mostTimes = 3

/**
 * Why a program does not count as observed yet. What a late browser did counts when it does it twice: some programs ask it for what never
 * comes.
 */
function whyNot({ troubles, isLate, real }: LiveResult, before: RecordedThen | undefined): string | null {
  if (real === null || troubles.length > 0) return troubles.join('; ')
  if (!isLate || JSON.stringify(real) === JSON.stringify(before)) return null
  return 'The browser did not do in its longest time what it was asked for.'
}

function readObserved(file: string): Observed {
  const content: { readonly unobserved?: readonly Unobserved[] } = JSON.parse(readFileSync(file, 'utf8'))
  return { cases: readCases(file), unobserved: content.unobserved ?? [] }
}

/** A case a line, as the recordings are written. */
function textOf(sdk: string, { cases, unobserved }: Observed): string {
  const recorded = new Date().toISOString().slice(0, 10)
  const head = JSON.stringify({ sdk, recorded, area: 'programs', unobserved }).slice(0, -1)
  const inOrder = cases.toSorted((one, other) => one.id.localeCompare(other.id, 'en', { numeric: true }))
  return `${head},"cases":[\n${inOrder.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`
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
