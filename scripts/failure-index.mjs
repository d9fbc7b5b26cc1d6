// Writes docs/find-a-failure.md, an index of the catalogue by code, by name, and by what the person saw.
// --check: writes nothing, and fails where the page is not in step.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { failures } from '../.build/contract/failures.js'
import { symptoms } from '../.build/contract/symptoms.js'

const path = 'docs/find-a-failure.md'

/** The failures by a part of their error, each with the dialects in which they have it. */
function byPart(part) {
  const found = new Map()
  const note = (key, id, dialect) => {
    if (key === null || key === undefined) return
    const ids = found.get(key) ?? new Map()
    ids.set(id, [...(ids.get(id) ?? []), dialect])
    found.set(key, ids)
  }
  for (const failure of failures) {
    note(failure.documented[part] ?? failure.sdk?.[part], failure.id, 'documented')
    note(failure.sdk?.[part], failure.id, 'sdk')
  }
  return found
}

const listed = (ids) =>
  [...ids].map(([id, dialects]) => (dialects.length === 2 ? `\`${id}\`` : `\`${id}\` (${dialects[0]})`)).join(', ')

const byKey = ([a], [b]) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))

const table = (head, rows) => [`| ${head} | failures |`, '|---|---|', ...rows].join('\n')

const section = (head, part) =>
  table(
    head,
    [...byPart(part)].sort(byKey).map(([key, ids]) => `| \`${key}\` | ${listed(ids)} |`),
  )

const seen = symptoms.map(({ saw, failures: ids }) => `| ${saw} | ${ids.map((id) => `\`${id}\``).join(', ')} |`)

const page = `# Find a failure

Made from the catalogue by \`node scripts/failure-index.mjs\`; do not edit it by hand. [ERRORS.md](../ERRORS.md) says more about each
failure, and so does \`npx fake-opentok explain <id>\`. A dialect in brackets means that the failure has the code or the name in that
dialect alone.

## By what the person saw

${table('the person says', seen)}

## By code

${section('code', 'code')}

## By name

${section('name', 'name')}
`

if (!process.argv.includes('--check')) {
  writeFileSync(path, page)
  console.log(`wrote ${path}: ${failures.length} failures, ${symptoms.length} symptoms`)
} else if (!existsSync(path) || readFileSync(path, 'utf8') !== page) {
  console.error(`${path} is not in step with the catalogue. Run: node scripts/failure-index.mjs`)
  process.exitCode = 1
}
