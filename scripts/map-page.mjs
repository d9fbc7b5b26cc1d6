// Writes src/README.md, which says in a line what each file of src/ holds, from the documentation comments and the code. --check: exits with 1
// where the file differs.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { openVite } from './in-vite.mjs'

const repository = new URL('..', import.meta.url)
const page = new URL('src/README.md', repository)

const isListed = (path) => /^src\/.*\.ts$/.test(path) && !/\.(test|d)\.ts$/.test(path)

const paths = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src'], {
  encoding: 'utf8',
  cwd: repository,
})
  .split('\n')
  .filter((path) => isListed(path) && existsSync(new URL(path, repository)))
  .sort()

const exported =
  /(?:\/\*\*((?:(?!\*\/).)*)\*\/\n)?export (?:declare |abstract |async )*(class|function|const|interface|type) (\w+)/gs
const ranks = ['class', 'function', 'const', 'interface', 'type']

const kebab = (name) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase()

/** The first sentence of a documentation comment. */
function sentenceOf(comment) {
  const prose = comment
    .replaceAll(/^\s*\* ?/gm, '')
    .split(/^ *@\w+/m)[0]
    .replaceAll(/\s+/g, ' ')
    .trim()
  return /^.*?[.](?= [A-Z`]|$)/.exec(prose)?.[0] ?? prose
}

/** What a file holds: its header, or else the sentence of the export that has the file's name, or of the weightiest one. */
function summaryOf(path, code) {
  const [, header] = /^(?:#!.*?\n)?\/\*\*((?:(?!\*\/).)*)\*\/\n(?:\n|import)/s.exec(code) ?? []
  if (header !== undefined) return sentenceOf(header)
  const stem = path.split('/').at(-1).replace(/\.ts$/, '')
  const weight = ([, , kind, name]) => (kebab(name) === stem ? -1 : ranks.indexOf(kind))
  const [, comment] =
    [...code.matchAll(exported)]
      .filter(([, comment]) => comment !== undefined)
      .sort((one, other) => weight(one) - weight(other))[0] ?? []
  return comment === undefined ? null : sentenceOf(comment)
}

/** Constants and getters that are named as a time, a limit or a number of attempts, and begin with a figure. */
const timeOrLimit =
  /^(?:export const|const| {2}get) (\w*?(?:Ms|Limits?|Lengths|Bytes|[aA]ttempts|Seconds|Hz|Below)\b)(?:: [^=\n]+)?(?: =|\(\)[^{\n]*\{\s*return) (?!.*=>)(.*\d.*?)(?: as const)?$/gm

/** Names of events that are states too. */
const states = ['connected', 'disconnected', 'destroyed']

const named = (code, names) => names.filter((name) => code.includes(`'${name}'`))

const listed = (word, names) =>
  names.length === 0 ? '' : ` ${word}: ${names.map((name) => `\`${name}\``).join(', ')}.`

async function contractNames() {
  const server = await openVite()
  try {
    const { failures } = await server.ssrLoadModule('/src/contract/failures.ts')
    const events = await server.ssrLoadModule('/src/contract/events.ts')
    const eventNames = new Set(
      Object.entries(events).flatMap(([table, rows]) => (table.endsWith('Events') ? Object.keys(rows) : [])),
    )
    return {
      failureIds: failures.map(({ id }) => id),
      eventNames: [...eventNames].filter((name) => !states.includes(name)),
    }
  } finally {
    await server.close()
  }
}

const { failureIds, eventNames } = await contractNames()

/** The functions and classes of a file that has several. */
function partsOf(code) {
  const parts = [...code.matchAll(exported)].filter(([, , kind]) => kind === 'class' || kind === 'function')
  return parts.length < 2 ? '' : listed('Holds', [...new Set(parts.map(([, , , name]) => name))])
}

/** What a file tells an application: events and failures, which the rooms of the simulated SDK and its service name. */
const toldBy = (path, code) =>
  /^src\/(sdk|backend|transport|dom)\/(?!surface)/.test(path)
    ? listed('Events', named(code, eventNames)) + listed('Failures', named(code, failureIds))
    : ''

const files = paths.map((path) => {
  const code = readFileSync(new URL(path, repository), 'utf8')
  const [name] = path.split('/').slice(-1)
  const summary = summaryOf(path, code)
  const times = [...code.matchAll(timeOrLimit)].map(
    ([, constant, value]) => `| \`${constant}\` | \`${value}\` | \`${path.slice(4)}\` |`,
  )
  return {
    room: path.slice(4, -name.length - 1),
    line: `- \`${name}\`: ${summary ?? 'an entrance, which re-exports.'}${partsOf(code)}${toldBy(path, code)}`,
    times,
  }
})

const rooms = [...new Set(files.map(({ room }) => room))]

const text = `${[
  '# The files of src',
  '',
  'What each file holds, room by room, with the events and failures that it names. Made from the documentation comments and the code by',
  '`node scripts/map-page.mjs`; do not edit it by hand. The rooms, and where a new line goes, are explained in `CONTRIBUTING.md`.',
  '',
  ...rooms.flatMap((room) => [
    `## ${room === '' ? 'src' : room}`,
    '',
    ...files.filter((file) => file.room === room).map(({ line }) => line),
    '',
  ]),
  '## Times and limits',
  '',
  'Times are in milliseconds where the name ends with `Ms`.',
  '',
  '| name | value | file |',
  '| --- | --- | --- |',
  ...files.flatMap(({ times }) => times),
].join('\n')}\n`

if (!process.argv.includes('--check')) {
  writeFileSync(page, text)
} else if (!existsSync(page) || readFileSync(page, 'utf8') !== text) {
  console.error('src/README.md is not what the comments and the code say. Run: node scripts/map-page.mjs')
  process.exitCode = 1
}
