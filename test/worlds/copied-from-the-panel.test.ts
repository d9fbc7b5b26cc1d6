// @vitest-environment happy-dom

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { playScenario } from '../../src/author/play.ts'
import { openPanel, type Panel, type SectionId } from '../../src/entry/panel.ts'
import type { JournalEntry } from '../../src/kernel/journal/entry.ts'
import { testFrom } from '../../src/panel/as-test.ts'
import { readScenario } from '../../src/scenario/read.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'

/** Every control of every section of the panel is used once, each in a call of its own; what is copied then is played, and run. */

// In this environment URL is that of the page.
const folder = join(process.cwd(), '.build', `copied-${process.pid}`)
mkdirSync(folder, { recursive: true })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Session = ReturnType<Simulator['OT']['initSession']>

interface Call {
  readonly simulator: Simulator
  readonly session: Session
  readonly panel: Panel
}

const scenarios = {
  'bad-wifi': {
    title: 'Bad wifi',
    timeline: [
      { at: '1s', network: 'drop' },
      { at: '2s', network: { latency: [20, 60] } },
    ],
  },
}

/** An application in a call with Alice, a moderator, and Bob; the panel beside it shows a section. */
async function call(section: SectionId): Promise<Call> {
  const simulator = createSimulator({ clock: 'manual', epoch: 0, seed: 5 })
  const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator' })
  const session = simulator.OT.initSession(apiKey, sessionId)
  session.on('streamCreated', ({ stream }) => void session.subscribe(stream, undefined, { insertMode: 'append' }))
  session.connect(token, () => {})
  await simulator.clock.advance('1s')
  session.publish(simulator.OT.initPublisher(undefined, { name: 'me' }), () => {})
  await simulator.clock.advance('2s')
  simulator.room().join({ name: 'Alice', role: 'moderator' }).publish({ name: 'Alice' })
  simulator.room().join({ name: 'Bob' }).publish({ name: 'Bob' })
  // A person acts at no moment of the SDK's own, such as that of its next ping.
  await simulator.clock.advance('5.3s')
  const panel = await openPanel({ simulator, section, scenarios })
  await drawn(panel)
  return { simulator, session, panel }
}

async function drawn({ element }: Panel): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 0))
    await Reflect.get(element, 'updateComplete')
  }
}

/** A thing that a person can do to a control, by its name. */
interface Deed {
  readonly name: string
  readonly act: () => void
}

const nameOf = (element: Element): string =>
  element.getAttribute('aria-label') ??
  element.closest('label')?.querySelector('span')?.textContent ??
  element.textContent?.trim() ??
  ''

function deedsOf(element: Element): readonly Deed[] {
  const name = nameOf(element)
  if (element instanceof HTMLButtonElement) return element.disabled ? [] : [{ name, act: () => element.click() }]
  if (!(element instanceof HTMLSelectElement)) return []
  return [...element.options]
    .filter(({ value }) => value !== '' && value !== element.value)
    .map(({ value }) => ({
      name: `${name}: ${value}`,
      act: () => {
        element.value = value
        element.dispatchEvent(new Event('change'))
      },
    }))
}

/** Everything that can be done in the section that is shown. */
function deedsIn({ element }: Panel): readonly Deed[] {
  const shown = element.shadowRoot?.getElementById('section')
  const all = [...(shown?.querySelectorAll('button, select') ?? [])].flatMap(deedsOf)
  return all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at)
}

function searchFor({ element }: Panel, text: string): void {
  const field = element.shadowRoot?.querySelector<HTMLInputElement>('input[type=search]')
  if (!field) throw new Error('The section has nothing to search in.')
  field.value = text
  field.dispatchEvent(new Event('input'))
}

/** `search: text` fills the field; anything else is the beginning of a control's name. */
async function doIn({ panel }: Call, name: string): Promise<void> {
  if (name.startsWith('search: ')) {
    searchFor(panel, name.slice('search: '.length))
    return drawn(panel)
  }
  const deed = deedsIn(panel).find((one) => one.name.startsWith(name))
  if (deed === undefined)
    throw new Error(
      `The section has no ${name}. It has: ${deedsIn(panel)
        .map((one) => one.name)
        .join('; ')}`,
    )
  deed.act()
  await drawn(panel)
}

/** Acts that a copy leaves out: everybody of a crowd stands in it, and a network that is whole need not come back. */
const leftOut = ['circumstances.credentials', 'room.crowd', 'network.comeBack', 'fail', 'disarm', 'never struck']

/** What can be compared between two runs: ids differ, and the player listens where an application need not. */
const storyOf = (entries: readonly JournalEntry[]): readonly string[] =>
  entries
    .filter(({ kind, what }) => kind !== 'heard' && !leftOut.includes(what))
    .map(({ kind, who, what }) => `${kind} ${who} ${what}`)

interface Copied {
  readonly name: string
  readonly story: readonly string[]
  readonly scenario: object
  readonly said: string
}

/** Does one thing after the other in a section, lets the application call, and copies what was done. */
async function copied(section: SectionId, names: readonly string[], later: readonly string[] = []): Promise<Copied> {
  const made = await call(section)
  const { simulator, session, panel } = made
  for (const name of names) await doIn(made, name)
  await simulator.clock.advance('2s')
  if (session.currentState === 'connected') session.signal({ data: 'from the application' }, () => {})
  await simulator.clock.advance('8s')
  for (const name of later) await doIn(made, name)
  await simulator.clock.advance('20s')
  const said = panel.element.shadowRoot?.querySelector('.said')?.textContent?.trim() ?? ''
  const scenario = JSON.parse(JSON.stringify(simulator.toScenario()))
  const story = storyOf(simulator.journal.entries)
  panel.close()
  simulator.dispose()
  return { name: `${section}: ${[...names, ...later].join(', then ') || 'nothing'}`, story, scenario, said }
}

/** What is done one after the other, where a control needs another before it; then what is done ten seconds later. */
const sequences: Readonly<
  Partial<Record<SectionId, readonly (readonly [names: readonly string[], later: readonly string[]])[]>>
> = {
  networks: [
    [['Online'], ['Online']],
    [['Online', 'Mend everything'], []],
    [['The service answers'], ['The service answers']],
  ],
  people: [
    [['Record'], ['Record']],
    [['Let them in'], ['Everybody leaves']],
  ],
  devices: [[['The camera is plugged in'], ['The camera is plugged in']]],
  quality: [
    [['Of: publisher', 'Falls back to: warned'], ['Falls back to: audioOnly']],
    [['Of: publisher', 'Held back by: cpu'], ['Turn the camera upright']],
    [['Path breaks'], ['Path is back']],
    [['because of: packetLoss', 'The network is: critical'], ['Mend']],
  ],
  failures: [
    [['search: rate limit Session.signal', 'rate limit exceeded', 'Arm once'], []],
    [['search: rate limit Session.signal', 'rate limit exceeded', 'Arm always'], []],
    [['search: rate limit Session.signal', 'rate limit exceeded', 'Arm always', 'Take back'], []],
  ],
  scenarios: [
    [
      ['Scenario: bad-wifi', 'Step'],
      ['Step', 'From the start'],
    ],
  ],
  journal: [[['Everything', 'Clear', 'search: signal'], []]],
}

/** Sections in which nothing is changed by a single press. */
const onlyInSequence: readonly SectionId[] = ['failures', 'scenarios', 'journal']

const sections = [
  'people',
  'networks',
  'devices',
  'quality',
  'failures',
  'scenarios',
  'journal',
  'statistics',
  'copy',
] as const

/** npm run test:long does all of it; here it is one control in four of each section, and every sequence. */
const every = process.env['ALL_COPIES'] === undefined ? 4 : 1

const all: Copied[] = []
for (const section of sections) {
  const { panel, simulator } = await call(section)
  const names = onlyInSequence.includes(section) ? [] : deedsIn(panel).map(({ name }) => name)
  const tried = names.filter((_, at) => at % every === 0)
  panel.close()
  simulator.dispose()
  for (const name of tried) all.push(await copied(section, [name]))
  for (const [first, later] of sequences[section] ?? []) all.push(await copied(section, first, later))
}
if (all.every(({ name }) => !name.startsWith('statistics'))) all.push(await copied('statistics', []))

describe('what is copied from the panel as a scenario', () => {
  test.each(all)('plays to the same journal: $name', async ({ scenario, story }) => {
    let played: readonly string[] = []
    const inspect = ({ journal }: Simulator): void => {
      played = storyOf(journal.entries)
    }
    const { problems } = await playScenario(readScenario(scenario), { inspect })
    expect(problems).toEqual([])
    expect(played).toEqual(story)
  })
})

// Each registers its own test.
for (const [at, { name, scenario }] of all.entries()) {
  const path = join(folder, `${at}.ts`)
  writeFileSync(path, testFrom({ ...scenario, title: `copied as a test: ${name}` }))
  await import(/* @vite-ignore */ path)
}
