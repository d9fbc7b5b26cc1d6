// The price of a test in each environment, beside a mock by hand that makes the same calls, and beside another build.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { number } from './measure.mjs'

const program = fileURLToPath(new URL('price.mjs', import.meta.url))
const inChromium = fileURLToPath(new URL('price-in-chromium.mjs', import.meta.url))
const environments = ['headless', 'happy-dom', 'jsdom', 'Chromium']

const priceOf = (environment, build) => {
  const found = environment === 'Chromium' ? inChromium : program
  const { stdout, stderr, status } = spawnSync(process.execPath, [found, environment, build], {
    encoding: 'utf8',
    timeout: 900_000,
  })
  if (status === 0) return JSON.parse(stdout)
  const [why = `it ended with ${status}: ${stderr.trim().slice(-500)}`] = stderr.match(/^.*Error: .*$/m) ?? []
  throw new Error(`The price in ${environment} of ${build} was not measured: ${why}`)
}

/** The least of some prices: one that was measured while the machine had other work counts for nothing. */
function leastPrice(environment, builds, rounds) {
  const least = new Map()
  for (let round = 0; round < rounds; round++) {
    for (const build of builds) {
      const price = priceOf(environment, build)
      const known = least.get(build)
      least.set(build, known === undefined || price.µs < known.µs ? price : known)
    }
  }
  return builds.map((build) => least.get(build))
}

/** An environment that this machine does not have is told of, and the other figures are printed all the same. */
function measuredIn(environment, builds, rounds) {
  try {
    return leastPrice(environment, builds, rounds)
  } catch ({ message }) {
    console.error(message)
    return undefined
  }
}

/**
 * Rows of a table: what a test costs in each environment.
 *
 * @param before The folder of another build, measured in turn with ours; undefined: none.
 */
export function prices(before, rounds = 3) {
  const builds = ['mock', 'dist', ...(before === undefined ? [] : [before])]
  const head = [
    'the price of a test',
    'processor time',
    'of a mock by hand',
    'functions called',
    "the page's",
    'before',
  ]
  const rows = environments.map((environment) => {
    const measured = measuredIn(environment, builds, rounds)
    if (measured === undefined) return [environment, ...head.slice(1).map(() => 'not measured')]
    const [mock, ours, old] = measured
    return [
      environment,
      `${number(ours.µs / 1000, 1)} ms`,
      `${number(ours.µs / mock.µs)} times`,
      number(ours.calls),
      number(ours.pageCalls),
      old === undefined
        ? '-'
        : `${number(old.µs / ours.µs, 2)} times the time, ${number(old.calls)} and ${number(old.pageCalls)} functions`,
    ]
  })
  return [head, ...rows]
}
