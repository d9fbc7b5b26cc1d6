// Holds the built entrances to test/budget/budget.json: the modules that an import loads, and their bytes. Build first.
//   node scripts/budget.mjs           tells of every entrance that loads more than it may, or much less
//   node scripts/budget.mjs --write   writes the figures of this build into the budget
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

/** A few lines more are no slow path: a budget leaves a twentieth for them. */
const roomy = ({ modules, kB }) => ({ modules, kB: Math.ceil(kB * 1.05) })

if (process.argv.includes('--write')) {
  const figures = Object.entries(spent).map(([name, one]) => [name, roomy(one)])
  writeFileSync(path, `${JSON.stringify({ ...budget, entrances: Object.fromEntries(figures) }, null, 2)}\n`)
} else {
  const offences = Object.entries(spent)
    .flatMap(([name, figures]) =>
      Object.entries(figures).map(([what, is]) => offence(name, what, is, budget.entrances[name]?.[what])),
    )
    .filter((one) => one !== null)
  for (const one of offences) console.log(`${one} (${path}; node scripts/budget.mjs --write).`)
  console.log(`${Object.keys(spent).length} entrances, ${offences.length} out of their budget`)
  process.exitCode = offences.length === 0 ? 0 : 1
}
