import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/**
 * Unpacks packages of the SDK outside the repository, hands their folders over, and takes them away again.
 *
 * @param wanted versions on npm, folders or package files
 * @throws Error when one of them cannot be had
 */
export async function withPackages<Result>(
  wanted: readonly string[],
  use: (folders: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const scratch = mkdtempSync(join(tmpdir(), 'sdk-'))
  try {
    return await use(wanted.map((one, index) => folderOf(one, join(scratch, String(index)))))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Where the package lies: where it is said to, or unpacked in the scratch folder. */
function folderOf(wanted: string, scratch: string): string {
  if (existsSync(wanted) && statSync(wanted).isDirectory()) return resolve(wanted)
  mkdirSync(scratch, { recursive: true })
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
