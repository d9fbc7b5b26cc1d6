// Writes REST.md from the built tables in .build/ (build first). --check: exits with 1 where the file differs.
// --from <folder>: a build in another folder.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve as resolvePath } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const { values: options } = parseArgs({
  options: { check: { type: 'boolean', default: false }, from: { type: 'string', default: '.build' } },
})

const page = new URL('../REST.md', import.meta.url)
const load = (file) => import(pathToFileURL(resolvePath(options.from, 'contract/rest', file)).href)

const { restOperationRows } = await load('operations.js')
const { restFailureList } = await load('failures.js')

const cell = (text) => text.replaceAll('|', '\\|')

const bodyCode = ({ status, code }) => (status === code ? '' : ` (code ${code})`)

function rowOf(failure) {
  const { status, id, cause, known, when, remedy } = failure
  const cells = [
    `${status}${bodyCode(failure)}`,
    `\`${id}\``,
    cause === 'natural' ? 'by its cause' : 'on demand',
    known === 'documented' ? 'contract' : 'assumed',
    `${when} *${remedy}*`,
  ]
  return `| ${cells.map(cell).join(' | ')} |`
}

function sectionOf([operation, { method, path, statuses, source }]) {
  const own = restFailureList.filter((failure) => failure.operation === operation)
  const [good] = statuses
  return [
    `## ${operation}`,
    '',
    `\`${method} ${path}\``,
    '',
    source === 'contract'
      ? `The contract lists ${statuses.join(', ')}. All is well: ${good}.`
      : `The contract does not have it; a server SDK sends it. All is well: ${good}.`,
    '',
    '| status | failure | reached | known | when, and what to do |',
    '|---|---|---|---|---|',
    ...own.map(rowOf),
    '',
  ]
}

const operations = Object.entries(restOperationRows)
const ofContract = operations.filter(([, { source }]) => source === 'contract')
const pairs = ofContract.flatMap(([operation, { statuses }]) => statuses.map((status) => ({ operation, status })))
const onDemand = pairs.filter(({ operation, status }) => {
  const rows = restFailureList.filter((failure) => failure.operation === operation && failure.status === status)
  return rows.length > 0 && rows.every(({ cause }) => cause === 'fault-only')
})

const introduction = [
  "# The service's HTTP face",
  '',
  'Every request that `createHandlers` of `fake-opentok/msw` and `createRest` of `fake-opentok/rest` answer, with every status and how to',
  'reach it. Made from the tables by `node scripts/rest-page.mjs`; do not edit it by hand.',
  '',
  `${ofContract.length} requests and ${pairs.length} pairs of request and status stand in the published contract (Vonage Video API 0.3.2); ${operations.length - ofContract.length} further requests are`,
  `sent by server SDKs alone. ${restFailureList.length} failures: each can be asked for with \`simulator.fail(id)\`, and strikes the next such request.`,
  `${pairs.length - onDemand.length} of the ${pairs.length} pairs are reached by their cause too; the contract names no cause for the others:`,
  '',
  ...onDemand.map(({ operation, status }) => `- \`${operation}\` ${status}`),
  '',
  '## Where the contract and the server SDKs disagree',
  '',
  'Both are served:',
  '',
  '- Signals and forced disconnects are answered with 204, as in the contract 0.3.2; version 0.2.1 had 200. Both SDKs take either.',
  '- The contract has `/v2/projects/` for `play-dtmf` where both SDKs send `/v2/project/`. Either word is taken in every path.',
  '- `@vonage/video` adds a slash at the end of `/broadcast/`. A slash at the end is taken in every path.',
  '- The contract demands `excludedStreamIds` for a mute; `opentok` leaves it out where it lifts the mute. It may be left out.',
  '- The contract has no status 404 for `getArchive`, `deleteArchive`, `setArchiveLayout` and `getBroadcast`; the SDKs know it. An unknown',
  '  id is answered with 404.',
  '- Two examples of the contract have the code 403 in the body of a 404 (`forceDisconnect`, `getRender`). Here the body says 404.',
  '- A changed archive of automatic streams is refused with 400, as in the contract; `opentok` has a sentence for 405, which can be asked for.',
  '- The contract demands the type of a signal; the SDKs send signals without one. It may be left out.',
  '- `opentok` 2.23 cannot read the answer to `getStream`, because it parses JSON twice.',
  '',
  '## What is only assumed',
  '',
  'A failure whose column "known" says *assumed* has a status that the contract does not list for that request. Assumed are, besides: the',
  'minute for which a session cannot be moved again; the second that an archive takes to become available; the half second that a page takes',
  'to be rendered; the limit of 200 pages; the fields of the webhook `sessionNotification`; that a webhook counts as refused unless its',
  'answer is 2xx; that guests (phones, pages, audio lines) publish as soon as they have joined; that a `count` or an `offset` that is no',
  'whole number counts as left out; that a session asked for with a location that is no IPv4 address, RTMP targets without an address or',
  'a name, and `lowLatency` beside `dvr` are refused with 400; that an address that is registered twice is told twice.',
  '',
]

const text = [...introduction, ...operations.flatMap(sectionOf)].join('\n')

function readPage() {
  try {
    return readFileSync(page, 'utf8')
  } catch {
    return ''
  }
}

if (!options.check) {
  writeFileSync(page, text)
  console.log(`wrote REST.md: ${operations.length} requests, ${restFailureList.length} failures`)
} else if (readPage() !== text) {
  console.error('REST.md does not fit the tables. Run: node scripts/build.mjs && node scripts/rest-page.mjs')
  process.exitCode = 1
}
