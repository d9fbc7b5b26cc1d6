// Writes fixtures/scenarios/rest/<request>/<slug>.json, a scenario for each failure of HTTP, from the built tables in .build/
// (build first): by its cause where it has one, else as it is asked for. --check: exits with 1 where a file differs.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { causes } from './rest-causes.mjs'

const folder = new URL('../fixtures/scenarios/', import.meta.url)
const built = pathToFileURL('.build/contract/rest/failures.js').href
const { restFailureList } = await import(built)

/** The call in which a request is made, unless its cause says otherwise: a moderator's token, and alice, who publishes. */
const usualGiven = { token: { role: 'moderator' }, room: [{ name: 'alice', publishes: [{ name: 'camera of alice' }] }] }

function scenarioOf({ id, operation, slug, cause, when, remedy }) {
  const known = causes[operation]?.[slug] ?? (cause === 'fault-only' ? { fault: true } : undefined)
  if (known === undefined) throw new Error(`scripts/rest-causes.mjs has no cause for ${id}.`)
  const { given = usualGiven, steps = [{ request: operation }], fault = false } = known
  return {
    $schema: '../../../scenario.schema.json',
    title: when,
    description: remedy,
    failure: id,
    given,
    ...(fault ? { faults: [{ failure: id }] } : {}),
    steps,
    expect: [{ step: steps.length, fails: id }],
  }
}

const wanted = new Map(
  restFailureList.map((row) => [`${row.id}.json`, `${JSON.stringify(scenarioOf(row), null, 2)}\n`]),
)

function there() {
  try {
    return readdirSync(new URL('rest/', folder), { recursive: true })
      .map((path) => `rest/${String(path).replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.json') && !path.startsWith('rest/faults/'))
  } catch {
    return []
  }
}

const same = (path, text) => {
  try {
    return JSON.stringify(JSON.parse(readFileSync(new URL(path, folder), 'utf8'))) === JSON.stringify(JSON.parse(text))
  } catch {
    return false
  }
}

const different = [...wanted].filter(([path, text]) => !same(path, text)).map(([path]) => path)
const strangers = there().filter((path) => !wanted.has(path))

if (process.argv.includes('--check')) {
  if (different.length + strangers.length > 0) {
    console.error(`Out of step: ${[...different, ...strangers].join(', ')}. Run: node scripts/rest-fixtures.mjs`)
    process.exitCode = 1
  }
} else {
  for (const path of different) {
    const target = new URL(path, folder)
    mkdirSync(dirname(target.pathname), { recursive: true })
    writeFileSync(target, wanted.get(path))
  }
  console.log(
    `wrote ${different.length} of ${wanted.size} scenarios of HTTP; not generated: ${strangers.join(', ') || 'none'}`,
  )
}
