// Writes docs/when-i-leave.md from the contract: what becomes of a call that is under way when something ends.
// --check: exits with 1 where the file differs.
import { readFileSync, writeFileSync } from 'node:fs'
import { openVite } from './in-vite.mjs'

const page = new URL('../docs/when-i-leave.md', import.meta.url)
const server = await openVite()
const { callEndings, lostRequests, sessionEnds } = await server.ssrLoadModule('/src/contract/endings.ts')
const { findFailure } = await server.ssrLoadModule('/src/contract/failures.ts')
const { failureTexts } = await server.ssrLoadModule('/src/contract/failure-texts.ts')
await server.close()

const ends = {
  left: 'I call `session.disconnect()`',
  lost: 'the network is lost for good',
  removed: 'a moderator removes me',
  destroyed: 'I call `session.destroy()`',
  page: 'the page is left',
  'taken-back': 'I take it back (`unpublish`, `unsubscribe`, `subscriber.destroy()`)',
  'publisher-destroyed': 'I call `publisher.destroy()`',
  'media-ended': 'camera and microphone end',
  'stream-gone': 'the stream, or its sender, leaves',
}
const stages = {
  waiting: 'waits for camera and microphone',
  asked: 'has asked the service',
  accepted: 'is accepted, and no more',
}
const times = {
  'at-once': 'before my call returns',
  soon: 'a moment later',
  before: 'before `sessionDisconnected`',
  behind: 'behind `sessionDisconnected`',
  'time-out': 'with its time-out',
}

const cell = (text) => text.replaceAll('|', '\\|')
const row = (...cells) => `| ${cells.map(cell).join(' | ')} |`

function errorOf({ sdk }) {
  const parts = [sdk.name?.startsWith('OT_') ? `\`${sdk.name}\`` : 'a plain error', sdk.code].filter(
    (part) => part !== null,
  )
  return parts.join(', ')
}

function exceptionIn({ channels }) {
  const exception = channels.indexOf('exception')
  const handler = channels.findIndex((one) => one === 'completion' || one === 'promise')
  const first = exception < 0 ? 'none' : exception < handler ? 'before the handler' : 'behind the handler'
  const page = channels.includes('window-error') ? '; the page sees an uncaught error' : ''
  const twice = channels.filter((one) => one === 'exception').length > 1 ? 'before the handler and behind it' : first
  return `${twice}${page}`
}

function endingRow({ stage, by, answer, source }) {
  const what = [stages[stage], by.map((end) => ends[end]).join('; ')]
  const from = `\`${source.slice('observed:'.length)}\``
  if (answer === null) return row(...what, '**never**', '', '', from)
  const failure = findFailure(answer.failure)
  return row(...what, times[answer.time], errorOf(failure), exceptionIn(failure), from)
}

/** Endings that differ in their end alone stand in one row. */
function merged(endings) {
  const rows = new Map()
  for (const one of endings) {
    const key = JSON.stringify([one.stage, one.answer])
    const before = rows.get(key)
    rows.set(key, before === undefined ? one : { ...before, by: [...before.by, ...one.by] })
  }
  return [...rows.values()]
}

const calls = [...new Set(callEndings.map(({ call }) => call))]
const sections = calls.map((call) =>
  [
    `## ${call}`,
    '',
    row('when the call', 'and', 'its handler is called', 'with', '`exception`', 'recorded in'),
    row('---', '---', '---', '---', '---', '---'),
    ...merged(callEndings.filter((one) => one.call === call)).map(endingRow),
    '',
    ...(call in lostRequests ? [`What to do: ${failureTexts[lostRequests[call].failure].remedy}`, ''] : []),
  ].join('\n'),
)

const sessionRows = Object.entries(sessionEnds).map(([end, { requests, comes, state }]) =>
  row(
    ends[end],
    comes ? `${requests} \`sessionDisconnected\`` : 'a moment later',
    comes ? 'comes' : '**never comes**',
    `\`${state}\``,
  ),
)

const text = `# What becomes of a call when I leave

Made from the contract by \`node scripts/endings-page.mjs\`; do not edit it by hand. Each row was recorded of SDK 2.35.2; the last column names a
recording in \`fixtures/observed\`.

Applications leave in the middle of things. This is what the real SDK then does with calls that are under way, and what fake-opentok
does too.

## In short

- **Await what must arrive before you leave.** \`session.disconnect()\` in the turn of a \`signal()\` loses the signal: its handler is told
  \`OT_NOT_CONNECTED\`, before \`sessionDisconnected\`.
- **Await \`session.publish()\`, or unpublish, before \`session.disconnect()\`.** While the service has not answered the publish, the SDK throws in the
  middle of leaving: no \`sessionDisconnected\` comes, the promise of \`disconnect()\` never settles, the publisher stays in the page. A later
  \`connect()\` works.
- **Never call \`session.disconnect()\` in a listener of \`sessionReconnecting\`.** It is refused, and the session reconnects all the same. A timer of 0
  milliseconds is enough.
- **Do not wait for handlers alone.** Those that are marked **never** below are not called: listen for \`sessionDisconnected\` too, and for \`destroyed\`
  on publishers and subscribers.
- **A handler that throws** while calls are being answered ends everything behind it: later handlers, and \`sessionDisconnected\`.
- **Do not publish a publisher again in the turn in which it was unpublished.** Both publishes end with \`OT_CANCEL\`, or the second with a
  TypeError where the publisher was not kept by \`preventDefault()\`.

## When requests under way are answered

All of them are answered in one turn, in the order in which they were made.

${row('end', 'they are answered', '`sessionDisconnected`', '`session.currentState` meanwhile')}
${row('---', '---', '---', '---')}
${sessionRows.join('\n')}

While the session reconnects nothing is answered; requests are sent again when it is back.

${sections.join('\n')}
## In a test

\`simulator.hold('Session.publish')\` keeps the service from answering, and \`given.network.latency\` or \`simulator.network.setLatency()\` makes each answer late:
leave meanwhile, and look at what your application shows. The scenarios \`fixtures/scenarios/calls/leave-*.json\` are the six situations that people meet.
`

if (process.argv.includes('--check')) {
  if (readFileSync(page, 'utf8') !== text) {
    console.error('docs/when-i-leave.md is not what the contract says. Run: node scripts/endings-page.mjs')
    process.exitCode = 1
  }
} else {
  writeFileSync(page, text)
  console.log(`docs/when-i-leave.md: ${callEndings.length} endings of ${calls.length} calls`)
}
