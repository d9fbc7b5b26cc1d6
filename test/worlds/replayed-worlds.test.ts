import { expect, test } from 'vitest'
import { playScenario } from '../../src/author/play.ts'
import type { JournalEntry } from '../../src/kernel/journal/entry.ts'
import { createRandom } from '../../src/kernel/random.ts'
import { readScenario } from '../../src/scenario/read.ts'
import { createSimulator, type Participant, type Simulator } from '../../src/simulator.ts'

/** What can be compared between two runs: ids differ, so may the millisecond, and the player listens where an application need not. */
const storyOf = (entries: readonly JournalEntry[]): readonly string[] =>
  entries
    .filter(({ kind, what }) => kind !== 'heard' && what !== 'circumstances.credentials')
    .map(({ kind, who, what }) => `${kind} ${who} ${what}`)

type Session = ReturnType<Simulator['OT']['initSession']>
type Publisher = ReturnType<Simulator['OT']['initPublisher']>

interface Place {
  readonly simulator: Simulator
  readonly session: Session
  readonly people: Participant[]
  readonly publishers: Publisher[]
  online: boolean
  joined: number
  /** A number from 0, below `end`. */
  readonly draw: (end: number) => number
}

/** What may happen in a world. Each looks for itself whether it is possible now. */
const acts: Readonly<Record<string, (place: Place) => void>> = {
  join: (place) => {
    const number = place.joined++
    const person = place.simulator.room().join({ name: `person ${number}` })
    person.publish({ name: `stream ${number}` })
    place.people.push(person)
  },
  say: ({ people, draw }) => people[draw(people.length)]?.signal({ type: 'chat', data: 'hello' }),
  silence: ({ people, draw }) => people[draw(people.length)]?.change('audio', { active: false }),
  leave: ({ people, draw }) => people.splice(draw(people.length), 1)[0]?.leave(),
  vanish: ({ people, draw }) => people.splice(draw(people.length), 1)[0]?.vanish(),
  mute: ({ simulator }) => simulator.room().forceMuteAll(),
  archive: ({ simulator, draw }) => void simulator.room().startArchive(`archive ${draw(1000)}`),
  drop: (place) => {
    if (place.online) place.simulator.network.drop()
  },
  offline: (place) => {
    if (place.online) place.simulator.network.goOffline()
    place.online = false
  },
  online: (place) => {
    if (!place.online) place.simulator.network.comeBack()
    place.online = true
  },
  // Two people of one name, in one instant.
  twins: (place) => {
    for (let count = 0; count < 2; count++) {
      const person = place.simulator.room().join({ name: 'twin' })
      person.publish()
      place.people.push(person)
    }
  },
  // What a test does behind an await: the next act, and then another call.
  behindAnAnswer: (place) =>
    void place.session.signal({ type: 'chat', data: 'first' }).then(
      () => {
        attempt(place, sameInstant[place.draw(sameInstant.length)] ?? '')
        attempt(place, 'signal')
        attempt(place, sameInstant[place.draw(sameInstant.length)] ?? '')
      },
      () => {},
    ),
  republish: ({ simulator, session, draw, publishers }) => {
    const publisher = simulator.OT.initPublisher(undefined, { name: `mine ${draw(1000)}` })
    publishers.push(publisher)
    void session.publish.promise(publisher).then(
      () => simulator.room().forceMuteStream('own'),
      () => {},
    )
  },
  // One of several publishers of one client.
  muteMine: ({ publishers, draw }) => publishers[draw(publishers.length)]?.publishAudio(draw(2) === 1),
  stopMine: ({ session, publishers, draw }) => session.unpublish(publishers[draw(publishers.length)]),
  // What an application and its test do in a listener, and behind an await of it.
  inListener: (place) => {
    place.session.once(place.draw(2) === 0 ? 'connectionCreated' : 'signal', () => {
      attempt(place, sameInstant[place.draw(sameInstant.length)] ?? '')
      attempt(place, 'signal')
      attempt(place, sameInstant[place.draw(sameInstant.length)] ?? '')
    })
  },
  behindAnAwait: async (place) => {
    const come = new Promise<void>((resolve) => void place.session.once('streamCreated', () => resolve()))
    await come
    attempt(place, sameInstant[place.draw(sameInstant.length)] ?? '')
    attempt(place, 'signal')
  },
  inHandler: (place) =>
    place.session.signal({ type: 'chat', data: 'handled' }, () => {
      attempt(place, sameInstant[place.draw(sameInstant.length)] ?? '')
      attempt(place, 'muteMine')
    }),
  signal: ({ session }) => session.signal({ type: 'chat', data: 'from me' }, () => {}),
  faultySignal: ({ simulator, session }) => {
    simulator.fail('Session.signal/rate-limit-exceeded')
    session.signal({ type: 'chat', data: 'too much' }, () => {})
  },
}

/** The acts that a test does in the very instant in which something has come about. */
const sameInstant = ['join', 'say', 'silence', 'leave', 'vanish', 'mute', 'drop', 'twins', 'signal']

/** What can have no effect at the moment is refused, and then nothing happens. */
function attempt(place: Place, name: string): void {
  try {
    acts[name]?.(place)
  } catch {
    // The next act has its turn.
  }
}

async function randomWorld(seed: number): Promise<Simulator> {
  const simulator = createSimulator({ clock: 'manual', epoch: 0, seed })
  const random = createRandom(seed)
  const draw = (end: number): number => Math.floor(random.next() * end)
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = simulator.OT.initSession(apiKey, sessionId)
  session.on('streamCreated', ({ stream }) => void session.subscribe(stream, undefined, { insertMode: 'append' }))
  session.connect(token, () => {})
  await simulator.clock.advance('1s')
  const publisher = simulator.OT.initPublisher(undefined, { name: 'me' })
  session.publish(publisher, () => {})
  await simulator.clock.advance('2s')
  const place: Place = { simulator, session, people: [], publishers: [publisher], online: true, joined: 0, draw }
  const names = Object.keys(acts)
  for (let step = 0; step < 8; step++) {
    // Now and then two acts come in one instant.
    for (let count = 0; count <= draw(2); count++) attempt(place, names[draw(names.length)] ?? '')
    await simulator.clock.advance(1000 + draw(4000))
  }
  attempt(place, 'online')
  await simulator.clock.advance('20s')
  return simulator
}

/** How a world differs from the play of its scenario; null: in nothing. */
async function difference(seed: number): Promise<string | null> {
  const simulator = await randomWorld(seed)
  const own = storyOf(simulator.journal.entries)
  let story: readonly string[] = []
  const inspect = ({ journal }: Simulator): void => {
    story = storyOf(journal.entries)
  }
  try {
    const scenario = readScenario(JSON.parse(JSON.stringify(simulator.toScenario())))
    const { problems } = await playScenario(scenario, { inspect })
    if (problems[0] !== undefined) return `seed ${seed}: ${problems[0].path} ${problems[0].message}`
  } catch (error) {
    return `seed ${seed}: ${String(error)}`
  } finally {
    simulator.dispose()
  }
  const at = own.findIndex((line, index) => line !== story[index])
  if (at === -1 && own.length === story.length) return null
  const place = at === -1 ? own.length : at
  return `seed ${seed}, entry ${place}: ${own[place] ?? 'the end'} | ${story[place] ?? 'the end'}`
}

// `npm run test:long` plays 100 of them; REPLAYED_FROM is another first seed.
const worlds = Number(process.env['REPLAYED_WORLDS'] ?? 10)
const first = Number(process.env['REPLAYED_FROM'] ?? 1)

test(`${worlds} random worlds replay to the same journal as the scenarios that they gave`, async () => {
  const different: (string | null)[] = []
  for (let seed = first; seed < first + worlds; seed++) different.push(await difference(seed))
  expect(different.filter((one) => one !== null)).toEqual([])
}, 120_000)
