import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Stage } from '../browser.ts'
import { sdkPackage, sdkVersion } from '../bundles.ts'
import type { CommandWorld } from '../cli.ts'
import { inTheatre, usualStages } from '../play.ts'
import { differenceText } from '../report.ts'
import { otherwiseAgain } from './again.ts'
import { coverageOf, coverageText } from './coverage.ts'
import { type Draw, nameOf, readName } from './draw.ts'
import type { Kind } from './kinds.ts'
import { type Observed, observePrograms, replayPrograms } from './observe.ts'
import { coveragePage } from './reached.ts'
import { recordKinds } from './record.ts'
import { kindsIn, type ProgramRun, runPrograms, shrinkKinds } from './run.ts'
import type { Place } from './steps.ts'

const options = {
  seed: { type: 'string', default: '1' },
  count: { type: 'string', default: '60' },
  place: { type: 'string' },
  replay: { type: 'string' },
  shrink: { type: 'boolean', default: false },
  record: { type: 'boolean', default: false },
  json: { type: 'string' },
  observe: { type: 'string' },
  observed: { type: 'string' },
  page: { type: 'string' },
  again: { type: 'string' },
  sdk: { type: 'string' },
  stages: { type: 'string', default: String(usualStages) },
} as const

const places: readonly Place[] = ['before', 'connected', 'media']

/**
 * Runs the command `conformance:programs`: random programs against the real SDK and ours. Its exit code is 0 when all agree, 1 when some
 * differ.
 *
 * @throws Error for an option that it does not have, when there is no Chromium, or when a request would have got out
 * @example await main(['--seed', '7', '--count', '100'], world)
 */
export async function main(args: readonly string[], world: CommandWorld): Promise<number> {
  const { values } = parseArgs({ args: [...args], options })
  if (values.page !== undefined && values.observed === undefined)
    throw new Error('--page is written from programs that were observed: say which with --observed <folder or file>.')
  if (values.again !== undefined && values.observed === undefined)
    throw new Error('--again runs programs that were observed and differ: say which with --observed <folder or file>.')
  if (values.observed !== undefined) return replay(values.observed, values, world)
  const draws = values.replay === undefined ? drawsOf(values) : [readName(values.replay)]
  const folder = values.sdk ?? sdkPackage()
  if (values.observe !== undefined)
    return observe(values.observe, draws, folder, number('stages', values.stages), world)
  const began = performance.now()
  const play = async (stages: readonly Stage[]) => {
    const runs = await runPrograms(draws, stages)
    const seconds = (performance.now() - began) / 1000
    const kinds = kindsIn(runs)
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ runs, kinds })}\n`)
    const byName = new Map(draws.map((one) => [nameOf(one), one]))
    const drawOf = (id: string): Draw => byName.get(id) ?? readName(id)
    return { runs, seconds, kinds: values.shrink ? await shrinkKinds(kinds, drawOf, stages) : kinds }
  }
  const { runs, seconds, kinds } = await inTheatre(folder, draws.length, play, number('stages', values.stages))
  if (values.replay !== undefined) world.print(programText(runs))
  for (const kind of kinds) world.print(`${kindText(kind)}\n`)
  for (const place of places) report(world, place, runs)
  if (values.record) world.complain(`${recordKinds(kinds, sdkVersion(folder))} programs recorded.`)
  const differ = runs.filter(differs).length
  const pace = (60 * runs.length) / seconds
  const of = values.replay ?? `seed ${values.seed}`
  world.print(
    `SDK ${sdkVersion(folder)}, ${of}, ${seconds.toFixed(0)} s (${pace.toFixed(0)} a minute): ${runs.length - differ} of ${runs.length} agree, ${differ} differ`,
  )
  return differ === 0 ? 0 : 1
}

/** The real SDK alone: what it did is written down, and compared by `--observed`. */
async function observe(
  file: string,
  draws: readonly Draw[],
  folder: string,
  stages: number,
  world: CommandWorld,
): Promise<number> {
  const began = performance.now()
  const sdk = sdkVersion(folder)
  let observed: Observed = { cases: [], unobserved: [] }
  for (let from = 0; from < draws.length; from += mostOfABrowser) {
    const some = draws.slice(from, from + mostOfABrowser)
    observed = await inTheatre(folder, some.length, (open) => observePrograms(some, open, { file, sdk }), stages)
  }
  const { cases, unobserved } = observed
  const seconds = (performance.now() - began) / 1000
  for (const { id, why } of unobserved) world.print(`not observed: ${id}: ${why}`)
  world.print(`SDK ${sdk}, ${seconds.toFixed(0)} s: ${cases.length} programs observed, in ${file}`)
  return unobserved.length === 0 ? 0 : 1
}

/** A Chromium that has opened cameras for some 600 programs with media opened none any more (seen twice). */
const mostOfABrowser = 250

interface Replay {
  readonly json?: string | undefined
  readonly page?: string | undefined
  readonly again?: string | undefined
  readonly sdk?: string | undefined
}

/** Ours alone, against what was observed of the real SDK. */
async function replay(folder: string, { json, page, again, sdk }: Replay, world: CommandWorld): Promise<number> {
  const runs = await replayPrograms(folder)
  const kinds = kindsIn(runs)
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ runs, kinds })}\n`)
  if (page !== undefined) writeFileSync(page, coveragePage(runs, places))
  for (const kind of kinds) world.print(`${kindText(kind)}\n`)
  for (const place of places) report(world, place, runs)
  const differing = runs.filter(differs)
  if (again !== undefined) await runAgain(differing, number('again', again), sdk ?? sdkPackage(), world)
  const differ = differing.length
  world.print(`${folder}: ${runs.length - differ} of ${runs.length} agree, ${differ} differ`)
  return differ === 0 ? 0 : 1
}

/** Tells which programs that differ are not the SDK's doing: the real one does otherwise itself when it is run again. */
async function runAgain(
  differing: readonly ProgramRun[],
  times: number,
  sdk: string,
  world: CommandWorld,
): Promise<void> {
  const observed = differing.flatMap(({ recorded, real }) =>
    // biome-ignore lint/suspicious/noThenProperty: a recording's facts are called so
    real === null ? [] : [{ ...recorded, then: real }],
  )
  if (observed.length === 0) return
  const otherwise = await inTheatre(sdk, observed.length, (stages) => otherwiseAgain(observed, stages, times))
  for (const [id, first] of otherwise) world.print(`the real SDK did otherwise again: ${id}   ${first}`)
  world.print(`In ${otherwise.size} of the ${observed.length} that differ, the real SDK did otherwise itself.`)
}

const differs = ({ differences }: ProgramRun): boolean => differences.length > 0

function number(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} takes a whole number from 1, not "${text}".`)
  return value
}

function drawsOf({ seed, count, place }: { seed: string; count: string; place?: string | undefined }): readonly Draw[] {
  const chosen = place === undefined ? places : places.filter((one) => one === place)
  if (chosen.length === 0) throw new Error(`--place takes ${places.join(', ')}, not "${place}".`)
  return Array.from({ length: number('count', count) }, (_, index) => ({
    place: chosen[index % chosen.length] ?? 'before',
    seed: number('seed', seed),
    number: Math.floor(index / chosen.length),
  }))
}

function report(world: CommandWorld, place: Place, runs: readonly ProgramRun[]): void {
  const here = runs.filter(({ draw }) => draw.place === place)
  if (here.length === 0) return
  const agree = here.length - here.filter(differs).length
  world.print(`${place}: ${agree} of ${here.length} agree (${((100 * agree) / here.length).toFixed(1)} %)`)
  world.print(`${coverageText(coverageOf(here))}\n`)
}

/** Every program of a kind in a line, and the one that shows it whole. */
function kindText({ name, ids, lines, shown, differences }: Kind): string {
  return [
    `${ids.length} x ${name}   --replay "${shown.id}"`,
    ...lines.map((line) => `  ${line}`),
    programLines(shown),
    differenceText({ id: shown.id, differences }),
  ].join('\n')
}

const programText = (runs: readonly ProgramRun[]): string =>
  runs.map(({ recorded }) => programLines(recorded)).join('\n')

function programLines({ given, when, after = [] }: ProgramRun['recorded']): string {
  const { lenient: _, ...shown } = given
  return [`  given ${JSON.stringify(shown)}`, ...[when, ...after].map((step) => `  ${JSON.stringify(step)}`)].join('\n')
}
