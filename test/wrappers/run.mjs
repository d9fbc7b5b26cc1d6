// Runs published packages that wrap the real SDK on ours, unchanged: installs this folder by its lock file in a fresh one outside
// the repository, with the package as it would be published, and runs its tests in Vitest and in Jest. Build first. Needs the npm
// registry.
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const here = fileURLToPath(new URL('.', import.meta.url))
const repository = fileURLToPath(new URL('../..', import.meta.url))

const said = (error) => `${error.stdout ?? ''}${error.stderr ?? ''}` || String(error)

/** Packs what would be published; gives the path of the file. */
function pack(folder) {
  const flags = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const report = execFileSync('npm', flags, { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return join(folder, JSON.parse(report)[0].filename)
}

const quiet = ['--no-audit', '--no-fund', '--prefer-offline']

const runs = [
  { name: 'Vitest', command: ['node_modules/vitest/vitest.mjs', 'run'] },
  { name: 'Jest', command: ['node_modules/jest/bin/jest.js'] },
]

const folder = mkdtempSync(join(tmpdir(), 'fake-opentok-wrappers-'))
const count = { passed: 0, failed: 0 }
try {
  cpSync(here, folder, { recursive: true, filter: (path) => !path.includes('node_modules') })
  await execute('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder })
  await execute('npm', ['install', '--no-save', '--no-package-lock', ...quiet, pack(folder)], { cwd: folder })
  cpSync(join(here, 'own'), join(folder, 'node_modules'), { recursive: true })
  for (const { name, command } of runs) {
    const problem = await execute(process.execPath, command, {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1' },
    }).then(() => null, said)
    count[problem === null ? 'passed' : 'failed']++
    console.log(`${problem === null ? 'ok    ' : 'FAILED'} wrappers of the SDK in ${name}`)
    if (problem !== null) console.log(problem)
  }
} catch (error) {
  count.failed++
  console.log(said(error))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${count.passed} passed, ${count.failed} failed`)
process.exitCode = count.failed === 0 ? 0 : 1
