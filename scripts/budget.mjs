// Holds the build to test/budget/budget.json: the modules that an import loads, and their bytes; the functions that a test calls; what it
// leaves to the old collection. Build first.
//   node scripts/budget.mjs           tells of everything that spends more than it may, or much less
//   node scripts/budget.mjs --write   writes the figures of this build into the budget
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const path = 'test/budget/budget.json'
const budget = JSON.parse(readFileSync(path, 'utf8'))
const { exports: entrances } = JSON.parse(readFileSync('package.json', 'utf8'))

const importOfOurs = /^(?:import|export)\b[^'"]*?["'](\.[^"']+)["']/gm

/** An entrance's file and all files that it loads at once; what it loads later is not among them. */
function loadedBy(file, known = new Set()) {
  if (known.has(file)) return known
  known.add(file)
  for (const [, wanted] of readFileSync(file, 'utf8').matchAll(importOfOurs))
    loadedBy(join(dirname(file), wanted), known)
  return known
}

function spentBy(file) {
  const files = [...loadedBy(file)].sort()
  const text = files.map((one) => readFileSync(one, 'utf8')).join('')
  return { modules: files.length, kB: gzipSync(text, { level: 9 }).length / 1000 }
}

const fileOf = (entrance) =>
  typeof entrance === 'string' ? entrance : (entrance.import?.default ?? entrance.default ?? null)

const spent = Object.fromEntries(
  Object.entries(entrances)
    .map(([name, entrance]) => [name, fileOf(entrance)])
    .filter(([, file]) => file?.endsWith('.js') && existsSync(file))
    .map(([name, file]) => [name, spentBy(file)]),
)

const text = (figure) => (Number.isInteger(figure) ? figure : figure.toFixed(1))

/** How a figure leaves its budget; a budget that is much too generous is told of as well. */
function offence(name, what, is, may) {
  if (may === undefined) return `${name} has no budget`
  if (is > may)
    return `${name} loads ${text(is)} ${what}, and may load ${may}: find what it needs anew, or raise the budget`
  return is < may * 0.85 - 1 ? `${name} loads ${text(is)} ${what}, and may load ${may}: lower the budget` : null
}

/** How many functions of ours, and of the page, an ordinary test calls: the same on every machine and under every load. */
function callsIn(environment) {
  const said = execFileSync(process.execPath, ['test/bench/price.mjs', environment, 'dist', 'counts'], {
    encoding: 'utf8',
  })
  const { calls, pageCalls } = JSON.parse(said)
  return environment === 'headless' ? { calls } : { calls, pageCalls }
}

const measuredOutliving = () =>
  JSON.parse(execFileSync(process.execPath, ['--expose-gc', 'test/bench/outliving.mjs', 'dist'], { encoding: 'utf8' }))
    .outliving

/**
 * The bytes of an ordinary test that a young collection does not take. Some kilobytes of it are chance, and in one process of three V8
 * takes some kind of objects for old ones, of the same code, which then hold four times as much: the least of four counts.
 */
function leastOutliving(enough) {
  let least = measuredOutliving()
  for (let again = 0; again < 3 && least > enough; again++) least = Math.min(least, measuredOutliving())
  return least
}

const outliving = leastOutliving(process.argv.includes('--write') ? 0 : (budget.outliving ?? 0))

const called = Object.fromEntries(['headless', 'happy-dom'].map((environment) => [environment, callsIn(environment)]))

function callsOffence(environment, what, is, may = 0) {
  const whose = what === 'calls' ? 'functions' : 'functions of the page'
  if (is > may)
    return `a test in ${environment} calls ${is} ${whose}, and may call ${may}: find the slow path, or raise the budget`
  return is < may * 0.9 ? `a test in ${environment} calls ${is} ${whose}, and may call ${may}: lower the budget` : null
}

const outlivingOffence = (is, may = 0) =>
  is > may
    ? `${is} bytes of a test outlive a young collection, and ${may} may: see "What a collection must not copy" in docs/performance.md`
    : null

/** A few lines more are no slow path: a budget leaves a twentieth for them. */
const roomy = ({ modules, kB }) => ({ modules, kB: Math.ceil(kB * 1.05) })
const roomyCalls = (counts) =>
  Object.fromEntries(Object.entries(counts).map(([what, is]) => [what, Math.ceil((is * 1.03) / 10) * 10]))

/** A collection finds a few kilobytes more or less each time: a budget leaves thrice as much for them. */
const roomyOutliving = (bytes) => Math.ceil((bytes * 4) / 10_000) * 10_000

if (process.argv.includes('--write')) {
  const figures = Object.entries(spent).map(([name, one]) => [name, roomy(one)])
  const calls = Object.entries(called).map(([name, one]) => [name, roomyCalls(one)])
  const written = {
    ...budget,
    outliving: roomyOutliving(outliving),
    calls: Object.fromEntries(calls),
    entrances: Object.fromEntries(figures),
  }
  writeFileSync(path, `${JSON.stringify(written, null, 2)}\n`)
} else {
  const ofEntrances = Object.entries(spent).flatMap(([name, figures]) =>
    Object.entries(figures).map(([what, is]) => offence(name, what, is, budget.entrances[name]?.[what])),
  )
  const ofCalls = Object.entries(called).flatMap(([name, figures]) =>
    Object.entries(figures).map(([what, is]) => callsOffence(name, what, is, budget.calls?.[name]?.[what])),
  )
  const offences = [...ofEntrances, ...ofCalls, outlivingOffence(outliving, budget.outliving)].filter(
    (one) => one !== null,
  )
  for (const one of offences) console.log(`${one} (${path}; node scripts/budget.mjs --write).`)
  console.log(`${Object.keys(spent).length} entrances and an ordinary test: ${offences.length} out of their budget`)
  process.exitCode = offences.length === 0 ? 0 : 1
}
