// Two versions of the package in one process, and a global object that is frozen: each in a process of its own.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

const own = 'node_modules/fake-opentok'
const other = 'node_modules/other/node_modules/fake-opentok'
const { version } = JSON.parse(readFileSync(`${own}/package.json`, 'utf8'))
cpSync(own, other, { recursive: true })
for (const file of readdirSync(other, { recursive: true })) {
  if (!/\.(js|cjs|json)$/.test(file)) continue
  const path = `${other}/${file}`
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(version, '9.9.9'))
}

/** Runs code in a process of its own; gives what it printed, and what it warned of. */
function run(code) {
  writeFileSync('part.mjs', `const warned = []\nconsole.warn = (line) => warned.push(line)\n${code}`)
  return JSON.parse(execFileSync(process.execPath, ['part.mjs'], { encoding: 'utf8' }))
}

const two = run(`
const one = await import('fake-opentok/simulator')
const other = await import('./${other}/dist/simulator.js')
other.createSimulator()
one.createSimulator()
console.log(JSON.stringify({ warned, isOne: one.simulator === other.simulator }))`)
assert.equal(two.isOne, false)
assert.equal(two.warned.length, 1)
assert.match(
  two.warned[0],
  new RegExp(`two versions are loaded: ${version} \\(.*${own}/.*\\) and 9\\.9\\.9 \\(.*${other}/.*\\)`),
)
assert.match(two.warned[0], /has no effect in the other\. Run "npm ls fake-opentok", and install one version\.$/)

const frozen = run(`
import { createRequire } from 'node:module'
Object.freeze(Error.prototype)
Object.freeze(globalThis)
const { default: OT } = await import('fake-opentok')
const { simulator } = await import('fake-opentok/simulator')
const required = createRequire(import.meta.url)('fake-opentok/simulator')
const { apiKey, sessionId, token } = simulator.credentials({ expiresIn: '-1h' })
const error = await new Promise((told) => OT.initSession(apiKey, sessionId).connect(token, told))
const auto = await import('fake-opentok/auto').catch(({ message }) => message)
console.log(JSON.stringify({ warned, isOne: required.simulator === simulator, code: error.code, name: error.name, auto }))`)
assert.deepEqual(frozen, {
  warned: [],
  isOne: true,
  code: 1004,
  name: 'OT_AUTHENTICATION_ERROR',
  auto: 'fake-opentok cannot leave OT in the window: the global object, or this name in it, is frozen. Load fake-opentok before the code that freezes it.',
})
