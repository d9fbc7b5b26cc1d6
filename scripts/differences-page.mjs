// Writes DIFFERENCES.md from the catalogue: where the guide, the API reference and SDK 2.35 say different things.
// --check: exits with 1 where the file differs.
import { readFileSync, writeFileSync } from 'node:fs'
import { openVite } from './in-vite.mjs'

const page = new URL('../DIFFERENCES.md', import.meta.url)
const server = await openVite()
const { failures } = await server.ssrLoadModule('/src/contract/failures.ts')
const { failureTexts } = await server.ssrLoadModule('/src/contract/failure-texts.ts')
await server.close()

const cell = (text) => text.replaceAll('|', '\\|')
const unique = (items) => [...new Set(items)]

/** What one of the documents says of a failure: the names and codes of its rows that the failure cites. */
function says(failure, document) {
  const rows = failure.documented.source.filter((source) => source.startsWith(`${document}:`))
  const own = rows.filter((source) => !source.startsWith(`${document}:*`))
  const chosen = own.length > 0 ? own : rows
  // The guide's row for the event says nothing of one failure in particular.
  return unique(chosen.map((source) => source.slice(source.indexOf('#') + 1))).filter((part) => part !== 'exception')
}

const words = (parts) =>
  parts.length === 0 ? 'silent' : parts.map((part) => (/^\d/.test(part) ? part : `\`${part}\``)).join(', ')

function sdkSays({ sdk }) {
  if (sdk === null) return []
  return [sdk.name, sdk.code].filter((part) => part !== null).map(String)
}

/** A document and the SDK differ where the document names something that the SDK does not give. */
const differs = (failure) => {
  const real = sdkSays(failure)
  return [...says(failure, 'guide'), ...says(failure, 'reference')].some((part) => !real.includes(part))
}

function advice(failure) {
  const real = sdkSays(failure)
  if (failure.sdk === null) return 'Do not wait for it alone: handle the general case of the method, which covers it.'
  const name = failure.sdk.name?.startsWith('OT_') ? failure.sdk.name : null
  const match =
    name === null
      ? 'Nothing tells it apart by name; treat it as a failure of the method'
      : `Match \`error.name === '${name}'\``
  return `${match}${real.length === 1 && name !== null ? '; there is no code' : ''}. ${failureTexts[failure.id].remedy}`
}

const notSeen = ({ tried }) =>
  tried.length === 0 ? 'not tried' : `not seen; tried: ${tried.map(({ under }) => under).join('; ')}`

function rowOf(failure) {
  const real = sdkSays(failure)
  const cells = [
    `\`${failure.slug}\``,
    failureTexts[failure.id].when,
    words(says(failure, 'guide')),
    words(says(failure, 'reference')),
    failure.sdk === null ? notSeen(failure) : real.length === 0 ? 'no error' : words(real),
    advice(failure),
  ]
  return `| ${cells.map(cell).join(' | ')} |`
}

// What is documented of a later version than the one that was run is no difference.
const present = failures.filter(({ since }) => since === undefined)
const different = present.filter(differs)
const head = [
  '| failure | when | the guide | the reference | SDK 2.35.2 | what an application should do |',
  '|---|---|---|---|---|---|',
]
const sections = unique(different.map(({ operation }) => operation)).map((operation) => {
  const rows = different.filter((failure) => failure.operation === operation).map(rowOf)
  return [`## ${operation}`, '', ...head, ...rows, ''].join('\n')
})

const text = `# Where the documentation and the SDK differ

Made from the catalogue by \`node scripts/differences-page.mjs\`; do not edit it by hand.

The exception-handling guide and the API reference of the Vonage Video web SDK say which codes and names each method fails with.
SDK 2.35.2 was run, and does otherwise in ${different.length} of ${present.length} known failures. The reference tells applications to match
\`error.name\`; where this page says which name really comes, that is the advice. Codes are shared between failures, missing on some,
and texts on others (a refused stream's raw error). *Not seen* says under which circumstances a failure was tried, in Chromium; telephones
by the name of their browser alone.

${sections.join('\n')}`

if (process.argv.includes('--check')) {
  if (readFileSync(page, 'utf8') !== text) {
    console.error('DIFFERENCES.md is not what the catalogue says. Run: node scripts/differences-page.mjs')
    process.exitCode = 1
  }
} else {
  writeFileSync(page, text)
  console.log(`DIFFERENCES.md: ${different.length} of ${present.length} failures`)
}
