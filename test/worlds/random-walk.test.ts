import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../../src/simulator.ts'

type OT = Simulator['OT']
type Session = ReturnType<OT['initSession']>
type Publisher = NonNullable<ReturnType<OT['initPublisher']>>

/** One of three people at their clients, and how often each of their handlers was called. */
interface Person {
  readonly OT: OT
  readonly session: Session
  readonly token: string
  readonly network: Simulator['network']
  publisher: Publisher | undefined
}

interface Handler {
  readonly what: string
  /** Whether the real SDK always calls it in the end, whatever else happens. */
  readonly certain: boolean
  calls: number
}

interface World {
  readonly simulator: Simulator
  readonly people: readonly Person[]
  readonly handlers: Handler[]
}

function open(seed: number): World {
  const simulator = createSimulator({ seed, epoch: 0 })
  const clients = [simulator.createClient(), simulator.createClient(), simulator.createClient()]
  const people = clients.map(({ OT, network }): Person => {
    const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator' })
    return { OT, network, token, session: OT.initSession(apiKey, sessionId), publisher: undefined }
  })
  return { simulator, people, handlers: [] }
}

async function openConnected(seed: number): Promise<World> {
  const world = open(seed)
  for (const { session, token } of world.people) session.connect(token)
  await world.simulator.settled()
  return world
}

function handler(world: World, what: string, certain: boolean): () => void {
  const record: Handler = { what, certain, calls: 0 }
  world.handlers.push(record)
  return () => {
    record.calls++
  }
}

type Verb = (world: World, person: Person, other: Person) => void | Promise<void>

const publish: Verb = (world, person) => {
  if (person.publisher?.session) return
  person.publisher = person.OT.initPublisher(undefined, {}, handler(world, 'initPublisher', false)) ?? undefined
  person.session.publish(person.publisher, handler(world, 'publish', false))
}

const subscribe: Verb = (world, person) => {
  const own = person.session.connection?.id
  const stream = person.session.streams.find((candidate) => candidate.connection.id !== own)
  if (stream !== undefined) person.session.subscribe(stream, undefined, {}, handler(world, 'subscribe', true))
}

const verbs: Readonly<Record<string, Verb>> = {
  connect: (world, person) => {
    if (person.session.currentState === 'disconnected')
      person.session.connect(person.token, handler(world, 'connect', false))
  },
  disconnect: (_world, person) => void person.session.disconnect(),
  publish,
  unpublish: (_world, person) => person.session.unpublish(person.publisher),
  destroy: (_world, person) => void person.publisher?.destroy(),
  subscribe,
  signal: (world, person) => void person.session.signal({ data: 'x' }, handler(world, 'signal', false)),
  forceDisconnect: (world, person, other) => {
    const target = other.session.connection
    if (target !== null) void person.session.forceDisconnect(target, handler(world, 'forceDisconnect', false))
  },
  forceUnpublish: (world, person) => {
    const stream = person.session.streams.at(0)
    if (stream !== undefined) void person.session.forceUnpublish(stream, handler(world, 'forceUnpublish', false))
  },
  mute: (_world, person) => void person.session.forceMuteAll(),
  drop: (_world, person) => person.network.drop(),
  goOffline: (_world, person) => person.network.goOffline(),
  comeBack: (_world, person) => person.network.comeBack(),
  latency: (_world, person) => person.network.setLatency(0, 50),
  fault: ({ simulator }) => simulator.fail('Session.publish/stream-limit-exceeded'),
  settle: ({ simulator }) => simulator.settled(),
  wait: ({ simulator }) => simulator.clock.advance('3s'),
}

const usual: readonly string[] = ['connect', 'publish', 'subscribe', 'signal', 'settle', 'comeBack']

const steps = fc.array(
  fc.record({
    // People mostly come, publish and subscribe; what ends a call would empty the room otherwise.
    verb: fc.oneof(
      { arbitrary: fc.constantFrom(...usual), weight: 3 },
      { arbitrary: fc.constantFrom(...Object.keys(verbs)), weight: 1 },
    ),
    who: fc.nat({ max: 2 }),
    whom: fc.nat({ max: 2 }),
  }),
  { minLength: 20, maxLength: 120 },
)

async function walk(world: World, path: readonly { verb: string; who: number; whom: number }[]): Promise<void> {
  for (const { verb, who, whom } of path) {
    const [person, other] = [world.people[who], world.people[whom]]
    if (person !== undefined && other !== undefined) await verbs[verb]?.(world, person, other)
  }
}

/** Mends every network and lets everything come to its end. */
async function calm({ simulator }: World): Promise<void> {
  simulator.network.comeBack()
  simulator.network.setLatency(0)
  await simulator.clock.advance('70s')
  await simulator.settled()
}

const idsOf = (session: Session): string[] =>
  session.connections
    .all()
    .filter(({ id }) => !id.startsWith('symphony.'))
    .map(({ id }) => id)
    .sort()

describe('thousands of random steps on three clients', () => {
  test('handlers are called at most once, and clients agree on who is there once the network is whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), steps, async (seed, path) => {
        const world = await openConnected(seed)
        await walk(world, path)
        await calm(world)
        for (const { what, calls, certain } of world.handlers) {
          expect(calls, what).toBeLessThanOrEqual(1)
          if (certain) expect(calls, what).toBe(1)
        }
        const there = world.people.filter(({ session }) => session.currentState === 'connected')
        const known = world.simulator
          .room()
          .connections.map(({ id }) => id)
          .sort()
        for (const { session } of there) expect(idsOf(session)).toEqual(known)
        const streams = world.simulator
          .room()
          .streams.map(({ id }) => id)
          .sort()
        for (const { session } of there) expect(session.streams.map(({ id }) => id).sort()).toEqual(streams)
        expect(
          world.simulator.journal.find({ kind: 'uncaught' }).filter(({ detail }) => detail['by'] !== undefined),
        ).toEqual([])
        world.simulator.reset()
        expect(world.simulator.clock.pending()).toEqual([])
        expect(world.simulator.room().connections).toEqual([])
      }),
      { numRuns: 40, seed: 20_261_122 },
    )
  }, 60_000)

  test('the same seed gives the same journal, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), steps, async (seed, path) => {
        const journals: string[] = []
        for (let run = 0; run < 2; run++) {
          const world = await openConnected(seed)
          await walk(world, path)
          await calm(world)
          journals.push(JSON.stringify(world.simulator.journal))
        }
        expect(journals[0]).toBe(journals[1])
      }),
      { numRuns: 10, seed: 7 },
    )
  }, 60_000)
})
