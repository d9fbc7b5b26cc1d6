import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { sdkPackage } from './bundles.ts'
import type { CommandWorld } from './cli.ts'
import { recheck } from './recheck.ts'
import { changesText, sdkChanges } from './sdk-diff.ts'
import { sdkFacts } from './sdk-facts.ts'

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
  const scratch = mkdtempSync(join(tmpdir(), 'sdk-diff-'))
  try {
    const folder = folderOf(wanted, scratch)
    const [from, to] = [await sdkFacts(sdkPackage()), await sdkFacts(folder)]
    world.print(`from ${from.version} to ${to.version}\n\n${changesText(sdkChanges(from, to))}`)
    if (values.live) world.print(`\n${await recheck(folder, values.only)}`)
    return 0
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Where the package lies: where it is said to, or unpacked in the scratch folder. */
function folderOf(wanted: string, scratch: string): string {
  if (existsSync(wanted) && statSync(wanted).isDirectory()) return resolve(wanted)
  const file = existsSync(wanted) ? resolve(wanted) : fetchPackage(wanted, scratch)
  run('tar', ['-xzf', file, '-C', scratch], scratch)
  return join(scratch, 'package')
}

function fetchPackage(version: string, scratch: string): string {
  run('npm', ['pack', '--silent', `@vonage/client-sdk-video@${version}`], scratch)
  const [file] = readdirSync(scratch).filter((name) => name.endsWith('.tgz'))
  if (file === undefined) throw new Error(`npm gave no package for ${version}. Is there such a version?`)
  return join(scratch, file)
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`)
}
