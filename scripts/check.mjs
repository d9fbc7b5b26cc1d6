// npm test: the build, everything that must be in step with it, types, lint and format, and all tests.
// Needs nothing that npm ci does not install, but a Chromium (scripts/chromium.mjs finds one, or says what to do). Its
// last line is "N passed, N failed": each step counts as one, and so does each test.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const { FORCE_COLOR: _, ...inherited } = process.env
const env = { ...inherited, NO_COLOR: '1' }

/** Files that are made from the catalogue, each by a script that says with --check whether its file is in step. */
const generators = ['errors-page', 'differences-page', 'failure-index', 'rest-page', 'schema']
  .map((name) => `scripts/${name}.mjs`)
  .filter((path) => existsSync(path))

const tsc = 'node_modules/typescript/bin/tsc'
const build = { name: 'build', command: ['scripts/build.mjs', '--quiet'] }
const chromium = { name: 'Chromium for the browser tests', command: ['scripts/chromium.mjs'] }
const ofTheBuild = [
  ...generators.map((path) => ({ name: `${path} --check`, command: [path, '--check'] })),
  { name: 'packaging', command: ['scripts/packaging.mjs'] },
]
const ofTheSource = [
  { name: 'types', command: [tsc, '--noEmit', '-p', '.'] },
  { name: 'types of the service, without a page', command: [tsc, '--noEmit', '-p', 'src/backend'] },
  { name: 'lint and format', command: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '.'] },
]

// All of it takes minutes; every eighth case without a service tells whether the two have parted.
const live = {
  name: 'live comparison, one case in eight',
  command: ['scripts/live.mjs', '--serviceless', '--part', '1/8'],
}

const count = { passed: 0, failed: 0 }

/** Runs a command of Node; resolves with its exit code and, unless it is shown as it comes, with what it said. */
function run(command, stdio = 'pipe') {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { env, stdio: ['ignore', stdio, stdio] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (said += part))
    child.on('error', (error) => resolve({ code: 1, said: String(error) }))
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 1, said: signal === null ? said : `${said}\n${signal}` }),
    )
  })
}

function report({ name }, { code, said }, seconds) {
  const ok = code === 0
  count[ok ? 'passed' : 'failed']++
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`)
  if (!ok) console.log(`\n${said.trim()}\n`)
  return ok
}

async function step(one) {
  const start = performance.now()
  const outcome = await run(one.command)
  const seconds = (performance.now() - start) / 1000
  return () => report(one, outcome, seconds)
}

/** Runs steps side by side, two lanes for two cores, and reports them in their order; resolves with whether all passed. */
async function steps(list) {
  const reports = []
  const waiting = list.entries()
  const lane = async () => {
    for (const [index, one] of waiting) reports[index] = await step(one)
  }
  await Promise.all([lane(), lane()])
  return reports.map((show) => show()).every(Boolean)
}

/** What the tests came to. A file that breaks before its tests counts as a failed one, and so does a broken run. */
function testCounts(file, code) {
  const { numPassedTests: passed, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'))
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  )
  const failed = numFailedTests + broken.length
  const unexplained = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: unexplained ? 1 : failed }
}

/** Without a browser, whose lack has been reported, the other tests are run all the same. */
async function tests(hasBrowser) {
  const folder = 'node_modules/.cache/fake-opentok'
  const file = `${folder}/tests-${process.pid}.json`
  mkdirSync(folder, { recursive: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const projects = hasBrowser ? [] : ['--project', 'node']
  const command = ['node_modules/vitest/vitest.mjs', 'run', '--allowOnly=false', ...projects, ...reporters]
  const { code } = await run(command, 'inherit')
  try {
    const { passed, failed } = testCounts(file, code)
    count.passed += passed
    count.failed += failed
  } finally {
    rmSync(file, { force: true })
  }
}

try {
  const hasBrowser = await steps([chromium])
  const built = await steps([build])
  if (!built)
    for (const one of ofTheBuild) report(one, { code: 1, said: 'Not tried: there is no build to try it on.' }, 0)
  await steps([...(hasBrowser ? [live] : []), ...(built ? ofTheBuild : []), ...ofTheSource])
  await tests(hasBrowser)
} catch (error) {
  count.failed++
  console.log(`FAILED npm test itself\n\n${error instanceof Error ? error.stack : error}\n`)
}

console.log(`${count.passed} passed, ${count.failed} failed`)
process.exitCode = count.failed === 0 ? 0 : 1
