// Runs the examples as their users would: the packed package and what each example's package.json asks for, installed in a
// folder outside of the repository, then its npm test. Words choose examples: node scripts/examples.mjs react vue
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { findChromium } from './chromium.mjs'

const execute = promisify(execFile)
const repository = fileURLToPath(new URL('..', import.meta.url))
const all = ['plain', 'react', 'vue', 'playwright', 'storybook']
const wanted = process.argv.slice(2)
const strange = wanted.find((name) => !all.includes(name))
if (strange !== undefined) {
  console.error(`There is no example "${strange}". There are: ${all.join(', ')}.`)
  process.exit(2)
}

const env = {
  ...process.env,
  NO_COLOR: '1',
  CI: '1',
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
  CHROMIUM_PATH: findChromium() ?? '',
}
const npm = (args, cwd) => execute('npm', args, { cwd, env, maxBuffer: 64 * 1024 * 1024 })

function pack(folder) {
  const flags = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const said = execFileSync('npm', flags, { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return join(folder, JSON.parse(said)[0].filename)
}

async function run(name, tarball) {
  const folder = mkdtempSync(join(tmpdir(), `example-${name}-`))
  try {
    cpSync(join(repository, 'examples', name), folder, { recursive: true })
    const path = join(folder, 'package.json')
    const contents = JSON.parse(readFileSync(path, 'utf8'))
    contents.devDependencies['fake-opentok'] = `file:${tarball}`
    writeFileSync(path, JSON.stringify(contents))
    await npm(['install', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'], folder)
    await npm(['test'], folder)
    return null
  } catch (error) {
    return `${error.stdout ?? ''}${error.stderr ?? ''}` || String(error)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const place = mkdtempSync(join(tmpdir(), 'examples-'))
let failed = 0
const chosen = all.filter((name) => wanted.length === 0 || wanted.includes(name))
try {
  const tarball = pack(place)
  for (const name of chosen) {
    const start = performance.now()
    const trouble = await run(name, tarball)
    console.log(
      `${trouble === null ? 'ok    ' : 'FAILED'} examples/${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`,
    )
    if (trouble !== null) console.log(`\n${trouble.trim()}\n`)
    failed += trouble === null ? 0 : 1
  }
} finally {
  rmSync(place, { recursive: true, force: true })
}
console.log(`${chosen.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
