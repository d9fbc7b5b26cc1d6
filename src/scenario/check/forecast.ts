import { groupedBy } from '../../kernel/grouped.ts'
import { durationOf } from '../../kernel/time/clock.ts'
import { actionsOf, type PlacedAction, publishedBy } from '../mentions.ts'
import type { Scenario, ScenarioProblem, TimelineEntry } from '../scenario.ts'
import { devices, use, usualDevices } from '../verbs/device.ts'
import { modesOf } from '../verbs/network.ts'
import { consequences } from '../verbs/nouns.ts'
import { streamName } from '../verbs/participant.ts'
import { any, type Change, network, person, type Story, streamsOf } from '../verbs/story.ts'
import { tracksPublished } from '../verbs/tracks.ts'

/** The acts whose order is known before anything runs: from one beginning, one time after the other. */
type Thread = readonly PlacedAction[]

interface Beat extends PlacedAction {
  readonly time: number
}

/** How far a repetition is looked ahead at. */
const farthest = 100

function beatsOf(entry: TimelineEntry, path: string): { readonly beats: readonly Beat[]; readonly cut: number } {
  const { at, wait = 0, every, times = Number.POSITIVE_INFINITY, until } = entry
  const period = every === undefined ? 0 : durationOf(every)
  const begin = durationOf(entry.after === undefined ? (at ?? every ?? 0) : wait)
  // After an event, nobody knows how much of the time until then is left.
  const byTime =
    until === undefined || entry.after !== undefined ? 1 : Math.floor((durationOf(until) - begin) / period) + 1
  const count = every === undefined ? 1 : until === undefined ? times : Math.min(times, byTime)
  const seen = Math.min(count, farthest)
  const beats = Array.from({ length: seen }, (_, index) => ({ path, action: entry, time: begin + index * period }))
  return { beats, cut: seen < count ? begin + seen * period : Number.POSITIVE_INFINITY }
}

function threadOf(entries: readonly { readonly entry: TimelineEntry; readonly path: string }[]): Thread {
  const looked = entries.map(({ entry, path }) => beatsOf(entry, path))
  const cut = Math.min(...looked.map((one) => one.cut))
  return looked
    .flatMap(({ beats }) => beats)
    .filter(({ time }) => time < cut)
    .sort((one, other) => one.time - other.time)
}

/** The threads of a scenario: what is timed from the beginning, what follows each event, and the steps. */
function threadsOf(scenario: Scenario): readonly Thread[] {
  const placed = (scenario.timeline ?? []).map((entry, index) => ({ entry, path: `timeline[${index}]` }))
  const beginnings = groupedBy(placed, ({ entry }) =>
    entry.after === undefined ? undefined : JSON.stringify(entry.after),
  )
  const steps = actionsOf(scenario).filter(({ path }) => path.startsWith('steps'))
  return [...[...beginnings.values()].map(threadOf), steps]
}

interface Happening extends Change {
  readonly path: string
}

type Words = readonly string[]

/** The words of each subject at the beginning; a subject that is not there has none. */
function initially({ given = {}, faults = [] }: Scenario): ReadonlyMap<string, Words | null> {
  const words = new Map<string, Words | null>()
  for (const { name, publishes = [] } of given.room ?? []) {
    words.set(person(name), ['here'])
    words.set(
      streamsOf(name),
      publishes.map((stream) => streamName(name, stream)),
    )
    for (const stream of publishes) {
      for (const [subject, own] of tracksPublished(name, streamName(name, stream), stream)) words.set(subject, own)
    }
  }
  for (const [device, id] of Object.entries(usualDevices)) {
    const condition = Object.entries(given.devices ?? {}).find(([name]) => name === device)?.[1]
    words.set(devices(device), condition === 'missing' ? [] : [id])
    words.set(use(device), condition === 'in-use' ? ['occupied'] : [])
  }
  const { online = true, socket = 'accept' } = given.network ?? {}
  const closed = modesOf(socket)[0] === 'accept' ? [] : ['closed']
  // A failure that is asked for may be one of the network.
  words.set(network, faults.length > 0 ? null : [...(online ? [] : ['offline']), ...closed])
  return words
}

const isChange = ({ adds, removes, blurs }: Change): boolean =>
  adds !== undefined || removes !== undefined || blurs !== undefined

const isSo = (words: Words, word: string): boolean => (word === any ? words.length > 0 : words.includes(word))

function problemIn({ path, wants, refuses, message = '' }: Happening, words: Words): readonly ScenarioProblem[] {
  const isLacking = wants !== undefined && !isSo(words, wants)
  return isLacking || (refuses !== undefined && isSo(words, refuses)) ? [{ path, message }] : []
}

function after({ adds = [], removes, blurs }: Change, words: Words): Words | null {
  if (blurs === true) return null
  const left = words.filter((word) => removes !== any && word !== removes)
  return [...left, ...adds]
}

/** Where everything that changes a subject happens in one order, that order is gone through. */
function inOrder(happenings: readonly Happening[], initial: Words | null): readonly ScenarioProblem[] {
  let words = initial
  return happenings.flatMap((one) => {
    if (words === null) return []
    const problems = problemIn(one, words)
    words = after(one, words)
    return problems
  })
}

/** The problems that stand in any order. */
function inAnyOrder(happenings: readonly Happening[], initial: Words | null): readonly ScenarioProblem[] {
  if (initial === null || happenings.some(({ blurs }) => blurs === true)) return []
  const ever = [...initial, ...happenings.flatMap(({ adds = [] }) => adds)]
  const never = happenings.flatMap(({ refuses: _refuses, ...one }) => problemIn(one, ever))
  return never.length > 0 ? never : tooOften(happenings, initial)
}

// A participant who leaves was there: they can leave once for each time that they have come.
function tooOften(happenings: readonly Happening[], initial: Words): readonly ScenarioProblem[] {
  const comings = [...initial, ...happenings.flatMap(({ adds = [] }) => adds)].filter((word) => word === 'here').length
  const goings = happenings.filter(({ wants }, index) => wants === 'here' && happenings[index + 1]?.removes === any)
  const last = goings[comings]
  if (last === undefined) return []
  const message = `This happens to somebody who has left: they go ${goings.length} times, and come ${comings} times. ${last.message ?? ''}`
  return [{ path: last.path, message }]
}

function problemsOf(threads: readonly (readonly Happening[])[], initial: Words | null): readonly ScenarioProblem[] {
  const changing = threads.filter((thread) => thread.some(isChange))
  if (changing.length > 1) return inAnyOrder(threads.flat(), initial)
  const [order = []] = changing
  const elsewhere = threads.filter((thread) => thread !== order).flat()
  const ever = order.some(({ blurs }) => blurs === true)
    ? null
    : initial && [...initial, ...order.flatMap(({ adds = [] }) => adds)]
  const never = ever === null ? [] : elsewhere.flatMap(({ refuses: _refuses, ...one }) => problemIn(one, ever))
  return [...inOrder(order, initial), ...never]
}

/**
 * The entries that cannot come about, as far as it can be known before anything runs: verbs on people who have left, streams and
 * devices that are not there, coming back without having gone.
 */
export function forecast(scenario: Scenario): readonly ScenarioProblem[] {
  // Without a timeline and actions nothing can come about too early: most scenarios have neither.
  if (scenario.timeline === undefined && actionsOf(scenario).length === 0) return []
  const { token, credentials } = scenario.given ?? {}
  const role = typeof token === 'object' ? token.role : undefined
  const story: Story = {
    published: publishedBy(scenario),
    isModerator: role === 'moderator' || typeof token === 'string' || credentials === 'any',
    mutes: /mute/i.test(JSON.stringify(scenario)),
  }
  const threads = threadsOf(scenario).map((thread) =>
    thread.flatMap(({ path, action }) => consequences(action, story).map((change): Happening => ({ ...change, path }))),
  )
  const placed = threads.flatMap((thread, index) => thread.map((one) => ({ one, index })))
  const initial = initially(scenario)
  const problems = [...groupedBy(placed, ({ one }) => one.subject)].flatMap(([subject, all]) => {
    const known = initial.get(subject)
    const own = [...groupedBy(all, ({ index }) => index).values()].map((thread) => thread.map(({ one }) => one))
    return problemsOf(own, known === undefined ? [] : known)
  })
  return [...groupedBy(problems, ({ path }) => path).values()].flatMap(([first]) => first ?? [])
}
