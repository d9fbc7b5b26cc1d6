import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type CallStage, endingOf, type OtherEnd, type SessionEnd } from '../../src/contract/endings.ts'
import type { Operation } from '../../src/contract/operations.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { messageLines, type RealLines, socketLines } from './real-lines.ts'
import { TabsWorld } from './tabs-world.ts'

type Session = ReturnType<Simulator['OT']['initSession']>
type Publisher = NonNullable<ReturnType<Simulator['OT']['initPublisher']>>
type Subscriber = NonNullable<ReturnType<Session['subscribe']>>

/** A call that somebody made, and the answers that it was given: `done`, or the id of a failure. */
interface Made {
  readonly operation: Operation
  readonly mark: string
  readonly answers: string[]
  /** How far it may have come; one stage alone where the test knows. */
  readonly stages: () => readonly CallStage[]
  /** The table's answers to what ended it: null stands for none. Undefined while nothing has. */
  promised?: readonly (string | null)[]
  /** It is never answered, and its request is under way all the same: the end of the session may throw (recorded: `ends/publish/sent/publisher-destroy-then-disconnect`). */
  lingers?: boolean
  /** When the table has it answered, where it says so. */
  told?: string | undefined
}

type Client = Pick<ReturnType<Simulator['createClient']>, 'OT' | 'network'>

/** A world for three people: their clients, each with the simulator that drives it. */
interface Opened {
  readonly simulator: Simulator
  readonly clients: readonly { readonly simulator: Simulator; readonly client: Client }[]
}

const terms = { dialect: 'sdk', uncaught: 'journal' } as const

function openHere(seed: number): Opened {
  const simulator = createSimulator({ seed, epoch: 0, ...terms })
  return { simulator, clients: [1, 2, 3].map(() => ({ simulator, client: simulator.createClient() })) }
}

/** Each in a tab of their own. */
function openTabs(seed: number, lines: RealLines): Opened {
  const world = new TabsWorld({ seed, lines })
  const clients = [1, 2, 3].map(() => world.open(terms)).map(({ simulator }) => ({ simulator, client: simulator }))
  const [first] = clients
  if (first === undefined) throw new Error('There is no tab.')
  return { simulator: first.simulator, clients }
}

interface Person {
  readonly simulator: Simulator
  readonly client: Client
  readonly session: Session
  readonly made: Made[]
  readonly log: string[]
  publisher: Publisher | undefined
  subscriber: Subscriber | undefined
  isReady: boolean
  hasEnded: boolean
  /** Nothing more is promised: the SDK threw in the middle of the end. */
  isThrown: boolean
}

/** Answers to these are withheld for good: they are asked for, and no more. */
const withheld = ['Session.forceDisconnect', 'Session.forceUnpublish'] as const
const holdable = [
  'Session.signal',
  'Session.forceMuteAll',
  'Session.forceMuteStream',
  'Session.publish',
  'Session.subscribe',
] as const

const failureIn = (error: unknown): string =>
  error instanceof Error ? (/explain (\S+)$/.exec(error.message)?.[1] ?? error.name) : 'done'

async function enter({ simulator, clients }: Opened, held: readonly string[], latency: number) {
  const room = simulator.room()
  room.setRules({ reconnection: false })
  for (const name of ['Alice', 'Bob']) room.join({ name }).publish({ name })
  const people = clients.map(({ simulator, client }): Person => {
    const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator' })
    const session = client.OT.initSession(apiKey, sessionId)
    session.connect(token)
    const log: string[] = []
    session.on('sessionDisconnected', () => log.push('left'))
    const none = { publisher: undefined, subscriber: undefined, isReady: false, hasEnded: false, isThrown: false }
    return { simulator, client, session, made: [], log, ...none }
  })
  await simulator.settled()
  for (const operation of [...withheld, ...held]) simulator.hold(operation)
  for (const { client } of people) client.network.setLatency(latency)
  return people
}

/** Notes a call, and gives the handler that it is told by. */
function noted(person: Person, operation: Operation, stages: Made['stages']): (error?: unknown) => void {
  const made: Made = { operation, mark: `${operation} ${person.made.length}`, answers: [], stages }
  person.made.push(made)
  return (error) => {
    made.answers.push(failureIn(error ?? undefined))
    person.log.push(made.mark)
  }
}

const asked = (): readonly CallStage[] => ['asked']
const underWay = (held: readonly string[], operation: Operation) => (): readonly CallStage[] =>
  held.includes(operation) ? ['asked'] : ['asked', 'accepted']

type Deed = (person: Person, held: readonly string[]) => void

const promiseOf = (told: Promise<unknown>, done: (error?: unknown) => void): void => void told.then(() => done(), done)

const streamOf = ({ session }: Person, name: string) => session.streams.find((one) => one.name === name)

/** What takes one call back, before its session ends. */
function endOne(person: Person, operation: Operation, end: OtherEnd): void {
  const made = person.made.findLast((one) => one.operation === operation)
  if (made === undefined || made.answers.length > 0 || made.promised !== undefined) return
  promise(made, end)
  made.lingers = end === 'publisher-destroyed' && made.stages().includes('asked')
}

function promise(made: Made, end: SessionEnd | OtherEnd): readonly (string | null)[] {
  const rows = made.stages().map((stage) => endingOf(made.operation, stage, end))
  // What was not recorded is promised in no way: no answer is held against the table.
  made.promised = rows.includes(undefined) ? [] : rows.map((row) => row?.answer?.failure ?? null)
  const [told, ...others] = new Set(rows.map((row) => row?.answer?.time))
  if (others.length === 0) made.told = told
  return made.promised
}

const deeds: Readonly<Record<string, Deed>> = {
  signal: (person, held) =>
    void person.session.signal({ data: 'x' }, noted(person, 'Session.signal', underWay(held, 'Session.signal'))),
  forceDisconnect: (person) => {
    const target = person.session.connections.all().find(({ id }) => id !== person.session.connection?.id)
    if (target !== undefined)
      void person.session.forceDisconnect(target, noted(person, 'Session.forceDisconnect', asked))
  },
  forceUnpublish: (person) => {
    const stream = streamOf(person, 'Alice')
    if (stream !== undefined) void person.session.forceUnpublish(stream, noted(person, 'Session.forceUnpublish', asked))
  },
  forceMuteStream: (person, held) => {
    const stream = streamOf(person, 'Bob')
    if (stream !== undefined)
      promiseOf(
        person.session.forceMuteStream(stream),
        noted(person, 'Session.forceMuteStream', underWay(held, 'Session.forceMuteStream')),
      )
  },
  forceMuteAll: (person, held) =>
    promiseOf(
      person.session.forceMuteAll([]),
      noted(person, 'Session.forceMuteAll', underWay(held, 'Session.forceMuteAll')),
    ),
  initPublisher: (person) => {
    if (person.publisher !== undefined) return
    person.isReady = false
    person.publisher = person.client.OT.initPublisher(undefined, {}, () => {
      person.isReady = true
    })
  },
  publish: (person, held) => {
    const { publisher } = person
    if (publisher === undefined || person.made.some(({ operation }) => operation === 'Session.publish')) return
    // Media may come while the session ends: then the publish is never answered (recorded: `ends/initPublisher/same-turn/publish-and-disconnect`).
    const stages = (): readonly CallStage[] =>
      person.isReady ? underWay(held, 'Session.publish')() : ['waiting', 'accepted']
    person.session.publish(publisher, noted(person, 'Session.publish', stages))
  },
  subscribe: (person, held) => {
    const stream = streamOf(person, 'Alice')
    if (stream === undefined || person.subscriber !== undefined) return
    const done = noted(person, 'Session.subscribe', underWay(held, 'Session.subscribe'))
    person.subscriber = person.session.subscribe(stream, undefined, {}, done)
  },
  unpublish: (person) => {
    if (person.publisher === undefined) return
    endOne(person, 'Session.publish', 'taken-back')
    person.session.unpublish(person.publisher)
    person.publisher = undefined
  },
  destroyPublisher: (person) => {
    if (person.publisher === undefined) return
    endOne(person, 'Session.publish', 'publisher-destroyed')
    person.publisher.destroy()
    person.publisher = undefined
  },
  unsubscribe: (person) => {
    if (person.subscriber?.stream == null) return
    endOne(person, 'Session.subscribe', 'taken-back')
    person.session.unsubscribe(person.subscriber)
  },
}

const sessionDeeds: Readonly<Record<Exclude<SessionEnd, 'page'>, (person: Person) => void>> = {
  left: ({ session }) => void session.disconnect(),
  lost: ({ client }) => client.network.drop(),
  removed: ({ simulator, session }) => simulator.room().forceDisconnect(session.connection?.connectionId ?? ''),
  // Undocumented, and used by applications.
  destroyed: ({ session }) => {
    const destroy: unknown = Reflect.get(session, 'destroy')
    if (typeof destroy === 'function') Reflect.apply(destroy, session, [])
  },
}

/** The session of somebody ends: what the table promises of each call that is under way is written down. */
async function endSession(person: Person, end: Exclude<SessionEnd, 'page'>): Promise<void> {
  if (person.hasEnded) return
  // What comes from outside comes in no turn of the application's.
  if (end === 'lost' || end === 'removed') await person.simulator.clock.advance(0)
  person.hasEnded = true
  for (const made of person.made) {
    if (made.lingers === true) person.isThrown = true
    if (made.answers.length > 0 || made.promised !== undefined) continue
    const promised = promise(made, end)
    if (person.isThrown && promised.length > 0) {
      const timedOut = made.operation === 'Session.subscribe' ? ['Session.subscribe/create-never-answered'] : []
      made.promised = [null, ...timedOut, ...promised]
    }
    // Where a publish was asked for, the SDK may throw in the middle of the end: later calls are promised nothing.
    if (made.operation === 'Session.publish' && made.stages().includes('asked')) person.isThrown = true
  }
  sessionDeeds[end](person)
}

/** Publishing has the ends of which the table knows most. */
const often: readonly string[] = ['initPublisher', 'publish', 'publish', 'destroyPublisher']

/** What somebody does: calls and ends by name, or a wait in milliseconds. */
const step = fc.record({
  who: fc.nat({ max: 2 }),
  does: fc.oneof(
    { arbitrary: fc.constantFrom(...Object.keys(deeds), ...often), weight: 12 },
    { arbitrary: fc.constantFrom('left', 'lost', 'removed', 'destroyed'), weight: 1 },
    { arbitrary: fc.constantFrom(0, 7, 60, 400, 2000), weight: 6 },
  ),
})

const isSessionEnd = (name: string): name is Exclude<SessionEnd, 'page'> => name in sessionDeeds

/** Opens worlds for a test, and lets go of their lines when it is over. */
async function opening(lines: () => RealLines | Promise<RealLines>): Promise<(seed: number) => Opened> {
  const made = await lines()
  onTestFinished(() => made.close())
  return (seed) => openTabs(seed, made)
}

/** npm run test:long walks all of them in one process; npm test three in ten. */
const walks = process.env['ALL_WALKS'] === undefined ? 60 : 200

/** Where the people are, how many walks are walked, and how many calls they come by of which it is known what becomes of them. */
const places = [
  { place: 'in one process', open: async () => openHere, runs: walks, sure: walks, never: 0.07 * walks },
  { place: 'in three tabs', open: () => opening(messageLines), runs: 30, sure: 30, never: 2 },
  { place: 'at three web sockets', open: () => opening(socketLines), runs: 30, sure: 30, never: 2 },
]

describe('three people whose calls are under way when something ends', () => {
  test.each(places)(
    'each completion that the table promises comes once, with its failure and at its time; the others never come: $place',
    async ({ open, runs, sure, never }) => {
      const seen: Record<string, number> = { sure: 0, never: 0 }
      const openWorld = await open()
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 1_000_000 }),
          fc.subarray([...holdable]),
          fc.constantFrom(0, 20, 150),
          fc.array(step, { minLength: 15, maxLength: 80 }),
          fc.constantFrom('left', 'lost', 'removed', 'destroyed'),
          async (seed, held, latency, path, last) => {
            const opened = openWorld(seed)
            const people = await enter(opened, held, latency)
            for (const { who, does } of path) {
              const person = people[who]
              if (typeof does === 'number') await opened.simulator.clock.advance(does)
              else if (person === undefined || person.hasEnded || person.session.currentState !== 'connected') continue
              else if (isSessionEnd(does)) await endSession(person, does)
              else deeds[does]?.(person, held)
            }
            for (const person of people) if (isSessionEnd(last)) await endSession(person, last)
            await opened.simulator.clock.advance(90_000)
            for (const person of people) check(person, seen)
            for (const simulator of new Set(people.map((person) => person.simulator))) simulator.dispose()
          },
        ),
        { numRuns: runs, seed: 20_261_127 },
      )
      // The walk is worth something: it came by many calls of which it knew what had to become.
      expect(seen['sure']).toBeGreaterThan(sure)
      expect(seen['never']).toBeGreaterThan(never)
    },
    120_000,
  )
})

function check({ made, log }: Person, seen: Record<string, number>): void {
  const left = log.indexOf('left')
  for (const { operation, mark, answers, promised, told } of made) {
    expect(answers.length, mark).toBeLessThanOrEqual(1)
    if (promised === undefined || promised.length === 0) continue
    const allowed = promised.filter((one) => one !== null)
    for (const one of answers) expect([...allowed, 'done'], `${mark} with ${answers.join()}`).toContain(one)
    const [only, ...others] = new Set(promised)
    if (others.length > 0) continue
    if (only === null) {
      seen['never'] = (seen['never'] ?? 0) + 1
      expect(answers, mark).toEqual([])
    } else {
      seen['sure'] = (seen['sure'] ?? 0) + 1
      expect(answers, `${mark} is answered`).toHaveLength(1)
      if (left >= 0 && told === 'before') expect(log.indexOf(mark), mark).toBeLessThan(left)
      if (left >= 0 && told === 'behind') expect(log.indexOf(mark), `${operation} behind`).toBeGreaterThan(left)
    }
  }
}
