import { parseArgs } from 'node:util'
import type { Stage } from './browser.ts'
import { sdkPackage, sdkVersion } from './bundles.ts'
import { differs, holdAgainst, readExplained, reasonFor } from './explained.ts'
import { type LiveCase, liveCases } from './live-case.ts'
import { inTheatre, usualStages } from './play.ts'
import { record } from './record.ts'
import { differenceText, driftText, reportOf, reportText } from './report.ts'
import { retime } from './retime.ts'
import { type LiveResult, runLive } from './run-live.ts'
import { isOfThisPage, isServiceless } from './serviceless.ts'

/** What the command writes to. */
export interface CommandWorld {
  print(text: string): void
  complain(text: string): void
}

const options = {
  only: { type: 'string' },
  area: { type: 'string' },
  json: { type: 'boolean', default: false },
  record: { type: 'boolean', default: false },
  sdk: { type: 'string' },
  part: { type: 'string' },
  serviceless: { type: 'boolean', default: false },
  drift: { type: 'boolean', default: false },
  stages: { type: 'string', default: String(usualStages) },
} as const

const observedFolder = 'fixtures/observed'
const explainedFile = 'test/live/explained.json'

/**
 * Runs the command `conformance:live` and returns its exit code: 0 when exactly the explained cases differ, 1 when others do, or when
 * an explained one agrees.
 *
 * @throws Error for an option that it does not have, when there is no Chromium, or when a request would have got out
 * @example await main(['--area', 'initPublisher'], world)
 */
export async function main(args: readonly string[], world: CommandWorld): Promise<number> {
  const { values } = parseArgs({ args: [...args], options })
  if (values.record && values.sdk !== undefined)
    throw new Error('The pinned SDK is what is recorded: leave --sdk away.')
  const folder = values.sdk ?? sdkPackage()
  const all = liveCases(observedFolder, 'test/live/cases')
  const cases = chosen(all, values)
  if (cases.length === 0) throw new Error('No case is in that area and matches --only.')
  const began = performance.now()
  const run = (stages: readonly Stage[]): Promise<readonly LiveResult[]> => runLive(cases, stages)
  const results = await inTheatre(folder, cases.length, run, Number(values.stages))
  const explained = readExplained(explainedFile)
  const report = reportOf(sdkVersion(folder), results, explained)
  if (values.json) world.print(JSON.stringify(report))
  else {
    for (const one of results.filter(differs)) world.print(`${differenceText(one, reasonFor(explained, one.id))}\n`)
    if (values.drift) for (const one of report.drifted) world.print(`${driftText(one)}\n`)
    world.print(reportText(report))
    const seconds = ((performance.now() - began) / 1000).toFixed(0)
    world.print(`SDK ${report.sdk}, ${seconds} s: ${report.agree} agree, ${report.differ} differ`)
  }
  if (values.record) {
    const recording = { folder: observedFolder, sdk: report.sdk, day: new Date().toISOString().slice(0, 10) }
    if (values.drift)
      world.complain(`New times in ${observedFolder}: ${retime(results, recording).join(', ') || 'none'}.`)
    else world.complain(`${record(all, results, recording)} cases recorded in ${observedFolder}.`)
  }
  return judge(results, world)
}

interface Choice {
  readonly only?: string | undefined
  readonly area?: string | undefined
  readonly part?: string | undefined
  readonly serviceless?: boolean
}

function chosen(cases: readonly LiveCase[], { only, area, part, serviceless }: Choice): readonly LiveCase[] {
  const pattern = only === undefined ? null : new RegExp(only)
  const isInPart = part === undefined ? () => true : partOf(part)
  return cases
    .filter(({ recorded }) => (pattern?.test(recorded.id) ?? true) && (area === undefined || recorded.area === area))
    .filter(({ recorded }) => isOfThisPage(recorded) && (serviceless !== true || isServiceless(recorded)))
    .filter((_, index) => isInPart(index))
}

/** `2/3`: every third case, from the second on. */
function partOf(part: string): (index: number) => boolean {
  const [, nth = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(part) ?? []).map(Number)
  if (nth < 1 || nth > of) throw new Error(`--part takes a part as "2/3", not "${part}".`)
  return (index) => index % of === nth - 1
}

function judge(results: readonly LiveResult[], world: CommandWorld): number {
  const { unexplained, agreeing } = holdAgainst(results, readExplained(explainedFile))
  if (unexplained.length > 0) {
    world.complain(`${unexplained.length} differ, unexplained. Mend ours, or say in ${explainedFile} why they differ.`)
  }
  if (agreeing.length > 0) world.complain(`These agree; take them off ${explainedFile}: ${agreeing.join(', ')}`)
  return unexplained.length + agreeing.length === 0 ? 0 : 1
}
