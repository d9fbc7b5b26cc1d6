// Writes docs/every-verb.md from the documentation comments of the test author's API. --check: exits with 1 where the file differs.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const repository = new URL('..', import.meta.url)
const page = new URL('docs/every-verb.md', repository)

/** The objects of the API in the page's order: title, file, class or interface, and how a test gets it. */
const objects = [
  ['The simulator', 'author/simulator', 'Simulator', "import { simulator } from 'fake-opentok/simulator'"],
  ['The network', 'transport/network', 'Network', 'simulator.network'],
  ['Devices and permissions', 'dom/devices/device-controls', 'DeviceControls', 'simulator.devices'],
  ['Media', 'author/media', 'MediaControls', 'simulator.media'],
  ['Quality of media', 'author/quality', 'QualityControls', 'simulator.media.quality'],
  ['Time', 'author/clock', 'SimulatorClock', 'simulator.clock'],
  ['A room', 'backend/people/room', 'Room', 'const room = simulator.room()'],
  ['A person', 'backend/people/participants', 'Participant', "const alice = room.join({ name: 'Alice' })"],
  ['A crowd', 'backend/people/crowd', 'Crowd', 'const crowd = room.crowd({ people: 20 })'],
  ['An answer that is held', 'faults/hold', 'Hold', "const held = simulator.hold('Session.connect')"],
  ['The journal', 'kernel/journal/journal', 'Journal', 'simulator.journal'],
]

const member = /\/\*\*((?:(?!\*\/).)*)\*\/\n {2}(?:readonly |async |get )*([a-z]\w*)(?:<[^>\n]*>)?(\(|:)/gms

const cell = (text) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim()

/** The first sentence of a comment. */
function sentenceOf(comment) {
  const prose = comment
    .replaceAll(/^\s*\* ?/gm, '')
    .split(/@\w+/)[0]
    .replaceAll(/\s+/g, ' ')
    .trim()
  return /^.*?\.(?= [A-Z`]|$)/.exec(prose)?.[0] ?? prose
}

/** The example of a comment, on one line. */
const exampleOf = (comment) => {
  const [, text] = /@example\b(.*)/s.exec(comment) ?? []
  return text
    ?.replaceAll(/^\s*\* ?/gm, '')
    .split('@')[0]
    .trim()
    .split('\n')
}

function rowsOf([, file, name]) {
  const code = readFileSync(new URL(`src/${file}.ts`, repository), 'utf8')
  const declared = new RegExp(`^export (?:class|interface) ${name}\\b.*?^\\}`, 'ms').exec(code)
  if (declared === null) throw new Error(`src/${file}.ts declares no ${name}. Mend the list of scripts/verbs-page.mjs.`)
  return [...declared[0].matchAll(member)].flatMap(([, comment, verb]) => {
    if (/@internal/.test(comment) || verb === 'constructor') return []
    const lines = exampleOf(comment)
    const shown = lines?.map((line) => `\`${cell(line)}\``).join('<br>') ?? `\`${verb}\``
    return [`| \`${verb}\` | ${cell(sentenceOf(comment))} | ${shown} |`]
  })
}

const sectionOf = (object) => {
  const [title, , , getting] = object
  return [
    `## ${title}`,
    '',
    `\`${getting}\``,
    '',
    '| name | what it does | example |',
    '| --- | --- | --- |',
    ...rowsOf(object),
  ]
}

const text = `${[
  '# Every verb',
  '',
  'What a test can do to a call, by the object that does it. Made from the documentation comments by `node scripts/verbs-page.mjs`; do not edit it',
  'by hand. Your editor shows the same sentences, with all options.',
  '',
  ...objects.flatMap((object) => [...sectionOf(object), '']),
]
  .join('\n')
  .trimEnd()}\n`

if (!process.argv.includes('--check')) {
  writeFileSync(page, text)
} else if (!existsSync(page) || readFileSync(page, 'utf8') !== text) {
  console.error('docs/every-verb.md is not what the comments say. Run: node scripts/verbs-page.mjs')
  process.exitCode = 1
}
