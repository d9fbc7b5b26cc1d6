// Another build and ours, measured in turn by the same programs: the least of some rounds, since the machine has other work too.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fixturesPlayed } from './footprint.mjs'
import { number } from './measure.mjs'

const program = fileURLToPath(new URL('costs.mjs', import.meta.url))

/** The folder of a build: the one that is given, or its dist; undefined: none was given. */
export function buildIn(folder) {
  if (folder === undefined) return undefined
  const found = [folder, join(folder, 'dist')].find((one) => existsSync(join(one, 'simulator.js')))
  if (found !== undefined) return resolve(found)
  console.error(
    `${folder} holds no build: neither simulator.js nor dist/simulator.js. Build the other commit there first.`,
  )
  process.exit(2)
}

function costsOf(build) {
  const env = { ...process.env, BENCH_BUILD: build }
  const { stdout, stderr, status } = spawnSync(process.execPath, [program], { encoding: 'utf8', env })
  if (status !== 0) throw new Error(`The costs of ${build} were not measured: ${stderr.trim().slice(-500)}`)
  return JSON.parse(stdout)
}

const leastOf = (known, next) =>
  known === undefined
    ? next
    : Object.fromEntries(Object.entries(next).map(([key, cost]) => [key, Math.min(cost, known[key])]))

/** Rows of a table: what the other build costs, and what ours does. */
export function besides(before, ours, rounds = 3) {
  let old
  let own
  for (let round = 0; round < rounds; round++) {
    old = leastOf(old, costsOf(before))
    own = leastOf(own, costsOf(ours))
  }
  const fixtures = [fixturesPlayed(join(before, '..')), fixturesPlayed(join(ours, '..'))]
  const row = (what, was, is, unit, digits = 1) => [
    what,
    `${number(was, digits)} ${unit}`,
    `${number(is, digits)} ${unit}`,
    `${number(is / was, 2)} of it`,
  ]
  return [
    ['processor time', 'before', 'now', ''],
    row('a signal to one listener', old.signal, own.signal, 'µs'),
    row('a delivery among 10 clients', old.few, own.few, 'µs'),
    row('a delivery among 1,000 clients', old.many, own.many, 'µs'),
    row('the same, against one among 10', old.many / old.few, own.many / own.few, 'times'),
    row('reset() with ten clients', old.reset, own.reset, 'µs', 0),
    row('every fixture of that commit, by its command line', ...fixtures, 's'),
  ]
}
