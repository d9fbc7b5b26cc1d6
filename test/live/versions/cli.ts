import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { sdkPackage } from '../bundles.ts'
import type { CommandWorld } from '../cli.ts'
import { liveCases } from '../live-case.ts'
import { sdkChanges } from '../sdk-diff.ts'
import { sdkFacts } from '../sdk-facts.ts'
import { withPackages } from '../sdk-packages.ts'
import { errorCases, programCases } from './error-cases.ts'
import { otherwiseIn } from './otherwise.ts'
import { type VersionReport, versionsPage } from './page.ts'

/** The versions that VERSIONS.md is about, where none is named. */
const usualVersions = ['2.27.2', '2.30.5', '2.32.1', '2.34.2']

const options = {
  kept: { type: 'string', default: 'node_modules/.cache/fake-opentok/versions' },
  most: { type: 'string' },
} as const

/**
 * Runs the command `sdk:versions`: other versions of the real SDK over the recordings of every failure and over random programs, and writes what
 * they do otherwise into VERSIONS.md.
 *
 * @throws Error when a version cannot be had, or when there is no Chromium
 * @example await main(['2.34.2'], world)
 */
export async function main(args: readonly string[], world: CommandWorld): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const wanted = positionals.length === 0 ? usualVersions : positionals
  const failureCases = errorCases(liveCases('fixtures/observed', 'test/live/cases'))
  const programs = programCases()
  const cases = [...failureCases, ...programs]
  const run = cases.slice(0, mostOf(values.most))
  const pinned = await sdkFacts(sdkPackage())
  const reports: VersionReport[] = []
  await withPackages(wanted, async (folders) => {
    for (const folder of folders) {
      const facts = await sdkFacts(folder)
      const otherwise = await otherwiseIn(folder, run, { folder: values.kept, version: facts.version })
      world.print(
        `${facts.version}: ${otherwise.filter(({ differences }) => differences.length === 0).length} of ${otherwise.length} as ${pinned.version}`,
      )
      reports.push({ version: facts.version, changes: sdkChanges(facts, pinned), otherwise })
    }
  })
  const text = versionsPage(
    pinned.version,
    reports,
    cases.map(({ recorded }) => recorded),
  )
  writeFileSync('VERSIONS.md', text)
  return 0
}

/** How many cases are run with each version at most; all where it is left away. */
function mostOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const most = Number(text)
  if (!Number.isInteger(most) || most < 0) throw new Error(`--most takes a whole number from 0, not "${text}".`)
  return most
}
