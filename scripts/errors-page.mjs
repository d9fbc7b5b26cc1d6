// Writes ERRORS.md from the built catalogue in .build/ (build first). --check: exits with 1 where the file differs.
// --from <folder>: a build in another folder.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve as resolvePath } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const { values: options } = parseArgs({
  options: { check: { type: 'boolean', default: false }, from: { type: 'string', default: '.build' } },
})

const page = new URL('../ERRORS.md', import.meta.url)
const load = (file) => import(pathToFileURL(resolvePath(options.from, 'contract', file)).href)

const { failures, resolve } = await load('failures.js')
const { failureTexts } = await load('failure-texts.js')
const { operations } = await load('operations.js')
const { restFailureList } = await load('rest/failures.js')
const { laterPublisherOptions, laterWords } = await load('sdk-2-36.js')

const knowledge = {
  documented: 'documentation only',
  observed: 'observed',
  'server-assumed': 'observed; that the service answers so is assumed',
  assumed: 'assumed',
}

const cell = (text) => text.replaceAll('|', '\\|')

const errorCell = ({ name, code }) => {
  if (name === null && code === null) return 'no error'
  return [name === null ? null : `\`${name}\``, code === null ? 'no code' : String(code)].filter(Boolean).join(' ')
}

/** How a failure that was never seen was looked for. */
const triedWords = ({ tried }) =>
  tried.length === 0 ? 'not tried' : `tried: ${tried.map(({ under }) => under).join('; ')}`

const sdkCell = (failure) =>
  failure.sdk === null ? `not seen; ${triedWords(failure)}` : errorCell(resolve(failure, 'sdk'))

const channelsCell = ({ channels }) => (channels.length === 0 ? 'nothing' : channels.join(', '))

function comesAbout({ cause, status, since }) {
  if (since !== undefined) return `not simulated: since SDK ${since}`
  if (status === 'data') return 'not simulated yet'
  return cause === 'natural' ? 'natural' : 'on demand'
}

function rowOf(failure) {
  const { when, remedy } = failureTexts[failure.id]
  const cells = [
    `\`${failure.slug}\``,
    errorCell(resolve(failure, 'documented')),
    sdkCell(failure),
    channelsCell(failure),
    comesAbout(failure),
    knowledge[failure.known],
    `${when} *${remedy}*`,
  ]
  return `| ${cells.map(cell).join(' | ')} |`
}

const head = [
  '| failure | documented | SDK 2.35 | heard by | comes about | known | when, and what to do |',
  '|---|---|---|---|---|---|---|',
]

const runningTitles = {
  Session: 'Session (running)',
  Publisher: 'Publisher (running)',
  Subscriber: 'Subscriber (running)',
}

function sectionOf(operation) {
  const own = failures.filter((failure) => failure.operation === operation)
  if (own.length === 0) return []
  return [`## ${runningTitles[operation] ?? operation}`, '', ...head, ...own.map(rowOf), '']
}

const live = failures.filter(({ status }) => status === 'live')

const present = failures.filter(({ since }) => since === undefined)
const counts = {
  all: present.length,
  live: live.length,
  natural: live.filter(({ cause }) => cause === 'natural').length,
  never: present.filter(({ sdk }) => sdk === null).length,
}

const introduction = [
  '# Errors',
  '',
  'Every way in which the OpenTok / Vonage Video web SDK goes wrong, as the simulator knows it. Made from the catalogue by',
  '`node scripts/errors-page.mjs`; do not edit it by hand.',
  '',
  `${counts.all} failures, ${counts.live} of them simulated: ${counts.natural} come about by themselves in a simulated world, and each`,
  'on demand with `simulator.fail(id)`. The id of a failure is its operation, a slash and the name in the first column,',
  'such as `Session.connect/expired-token`.',
  '',
  '- **documented**: name and code in the dialect `documented`: those of the exception-handling guide, else of the API',
  '  reference, else of the SDK.',
  '- **SDK 2.35**: name and code in the dialect `sdk`, as observed. *not seen*: this version did not produce it under the circumstances',
  `  that are named (${counts.never} failures). They were tried in Chromium, telephones by the name of their browser alone; in other`,
  '  browsers nothing was tried.',
  '- **heard by**: in this order. *completion*: the completion handler (with `.promise(...)`, the promise instead);',
  '  *promise*: the returned promise is rejected; *exception*: `OT` dispatches `exception`; *event*: another event of the',
  '  object; *window-error*: the page sees an uncaught error or rejection; *thrown*: the call throws.',
  '',
]

const code = (words) => words.map((word) => `\`${word}\``).join(', ')

const later = [
  '## Documented of SDK 2.36',
  '',
  'From its release notes; nothing of it was observed, and nothing is simulated: this package stands in for 2.35.',
  '',
  ...failures.filter(({ since }) => since === '2.36').map(({ id }) => `- the failure \`${id}\``),
  `- options of a publisher, which are ignored, with an entry in the journal: ${code(laterPublisherOptions)}`,
  ...Object.entries(laterWords).map(([what, words]) => `- ${what}: ${code(words)}`),
  '',
]

const overHttp = [
  '## HTTP',
  '',
  `${restFailureList.length} failures of the requests that an application's server makes, for worlds with an HTTP face (\`createHandlers\` of`,
  '`fake-opentok/msw`, `createRest` of `fake-opentok/rest`). They are asked for in the same way, and heard by the response. [REST.md](REST.md)',
  'says of each when it happens, and what to do.',
  '',
  '| request | failure | answer | comes about | known |',
  '|---|---|---|---|---|',
  ...restFailureList.map(({ id, operation, status, code, cause, known }) => {
    const answer = status === code ? String(status) : `${status}, code ${code}`
    const request = `[${operation}](REST.md#${operation.toLowerCase()})`
    const about = cause === 'natural' ? 'natural' : 'on demand'
    return `| ${request} | \`${id}\` | ${answer} | ${about} | ${known === 'documented' ? 'contract' : 'assumed'} |`
  }),
  '',
]

const text = [...introduction, ...Object.keys(operations).flatMap(sectionOf), ...overHttp, ...later].join('\n')

function readPage() {
  try {
    return readFileSync(page, 'utf8')
  } catch {
    return ''
  }
}

if (!options.check) {
  writeFileSync(page, text)
  console.log(`wrote ERRORS.md: ${counts.all} failures`)
} else if (readPage() !== text) {
  console.error('ERRORS.md does not fit the catalogue. Run: node scripts/build.mjs && node scripts/errors-page.mjs')
  process.exitCode = 1
}
