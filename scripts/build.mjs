// Compiles src/ into dist/ (ES modules and declarations), and checks that everything package.json promises is there.
// --quiet: says nothing where all is well.
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const quiet = process.argv.includes('--quiet')
const { bin, exports } = JSON.parse(readFileSync('package.json', 'utf8'))

// Built aside and put in place at the end, so that whoever uses dist/ meanwhile never sees half of it.
const cache = 'node_modules/.cache/fake-opentok'
const aside = `${cache}/build-${process.pid}`

function compile() {
  const compiler = 'node_modules/typescript/bin/tsc'
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', aside], {
    stdio: 'inherit',
  })
  if (status !== 0) fail('src/ does not compile; what the compiler said stands above. dist/ is as it was.')
}

function putInPlace() {
  rmSync('dist', { recursive: true, force: true })
  renameSync(aside, 'dist')
}

const targetsIn = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(targetsIn))

function demandTargets() {
  const missing = targetsIn([bin, exports]).filter((target) => !existsSync(target))
  if (missing.length > 0) fail(`package.json promises what was not built: ${[...new Set(missing)].join(', ')}.`)
}

function fail(message) {
  rmSync(aside, { recursive: true, force: true })
  console.error(`build: ${message}`)
  process.exit(1)
}

mkdirSync(cache, { recursive: true })
compile()
putInPlace()
demandTargets()
for (const command of targetsIn(bin)) chmodSync(command, 0o755)
if (!quiet) console.log('built dist/')
