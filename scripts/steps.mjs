// What npm test and npm run test:long share: commands run as steps, tests counted one by one, and the closing line.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const { FORCE_COLOR: _, ...inherited } = process.env

const count = { passed: 0, failed: 0 }

/** Runs a command of Node; resolves with its exit code and, unless it is shown as it comes, with what it said. */
function run(command, stdio = 'pipe', more = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      env: { ...inherited, NO_COLOR: '1', ...more },
      stdio: ['ignore', stdio, stdio],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (said += part))
    child.on('error', (error) => resolve({ code: 1, said: String(error) }))
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 1, said: signal === null ? said : `${said}\n${signal}` }),
    )
  })
}

export function report({ name }, { code, said }, seconds) {
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

/** Runs steps side by side, two lanes for two cores unless told otherwise, and reports them in their order; resolves with whether all passed. */
export async function steps(list, lanes = 2) {
  const reports = []
  const waiting = list.entries()
  const lane = async () => {
    for (const [index, one] of waiting) reports[index] = await step(one)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return reports.map((show) => show()).every(Boolean)
}

/** Where a test belongs, for the times that are told. */
const partOf = (path) => /^(test\/(?:pages|browser|long)|examples|src|test)\//.exec(path)?.[1] ?? 'others'

/** How long each part of the tests took, its files one after the other. */
function tellTimes(testResults) {
  const times = new Map()
  for (const { name, startTime, endTime } of testResults) {
    const part = partOf(relative('.', name).replaceAll('\\', '/'))
    times.set(part, (times.get(part) ?? 0) + (endTime - startTime) / 1000)
  }
  const told = [...times].sort(([, one], [, other]) => other - one)
  const parts = told.map(([part, seconds]) => `${part} ${seconds.toFixed(1)} s`).join(', ')
  console.log(`Of this, added up over the files that ran side by side: ${parts}.`)
}

/** What the tests came to. A file that breaks before its tests counts as a failed one, and so does a broken run. */
function testCounts({ numPassedTests: passed, numFailedTests, testResults }, code) {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  )
  const failed = numFailedTests + broken.length
  const unexplained = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: unexplained ? 1 : failed }
}

/** Runs vitest with further arguments and environment, shows it as it comes, and counts each test. */
export async function tests(more, environment = {}) {
  const folder = 'node_modules/.cache/fake-opentok'
  const file = `${folder}/tests-${process.pid}.json`
  mkdirSync(folder, { recursive: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const command = ['node_modules/vitest/vitest.mjs', 'run', '--allowOnly=false', ...more, ...reporters]
  const start = performance.now()
  const { code } = await run(command, 'inherit', environment)
  console.log(`The tests took ${((performance.now() - start) / 1000).toFixed(1)} s.`)
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'))
    tellTimes(results.testResults)
    const { passed, failed } = testCounts(results, code)
    count.passed += passed
    count.failed += failed
  } finally {
    rmSync(file, { force: true })
  }
}

/** Runs all of a check; whatever happens, the closing line tells what it came to. */
export async function check(name, body) {
  const start = performance.now()
  try {
    await body()
  } catch (error) {
    count.failed++
    console.log(`FAILED ${name} itself\n\n${error instanceof Error ? error.stack : error}\n`)
  }
  console.log(`${name} took ${((performance.now() - start) / 1000).toFixed(0)} s.`)
  console.log(`${count.passed} passed, ${count.failed} failed`)
  process.exitCode = count.failed === 0 ? 0 : 1
}
