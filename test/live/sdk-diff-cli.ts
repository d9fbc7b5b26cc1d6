import { parseArgs } from 'node:util'
import { sdkPackage } from './bundles.ts'
import type { CommandWorld } from './cli.ts'
import { recheck } from './recheck.ts'
import { changesText, sdkChanges } from './sdk-diff.ts'
import { sdkFacts } from './sdk-facts.ts'
import { withPackages } from './sdk-packages.ts'

const options = { live: { type: 'boolean', default: false }, only: { type: 'string' } } as const

/**
 * Runs the command `sdk:diff`: tells what another version of the real SDK has otherwise than the pinned one, and with `--live` in which
 * live cases it does something else than was recorded.
 *
 * @throws Error when no version is given, or when it cannot be had
 * @example await main(['2.36.0', '--live'], world)
 */
export async function main(args: readonly string[], world: CommandWorld): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [wanted] = positionals
  if (wanted === undefined)
    throw new Error('Say which SDK to hold against ours: a version, a folder, or a package file.')
  return withPackages([wanted], async ([folder = '']) => {
    const [from, to] = [await sdkFacts(sdkPackage()), await sdkFacts(folder)]
    world.print(`from ${from.version} to ${to.version}\n\n${changesText(sdkChanges(from, to))}`)
    if (values.live) world.print(`\n${await recheck(folder, values.only)}`)
    return 0
  })
}
