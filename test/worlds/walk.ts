import fc from 'fast-check'
import { createSimulator, type Simulator } from '../../src/simulator.ts'

type OT = Simulator['OT']
type Session = ReturnType<OT['initSession']>
type Publisher = NonNullable<ReturnType<OT['initPublisher']>>

/** One of three people at their clients, and how often each of their handlers was called. */
export interface Person {
  readonly OT: OT
  readonly session: Session
  readonly token: string
  readonly network: Simulator['network']
  /** The simulator that drives this person's tab; one for all of them where they share a process. */
  readonly simulator: Simulator
  publisher: Publisher | undefined
}

/** What is compared of an error. */
interface ToldError {
  readonly name: string
  readonly code?: number | undefined
}

export interface Handler {
  readonly what: string
  /** Whether the real SDK always calls it in the end, whatever else happens. */
  readonly certain: boolean
  calls: number
  /** What it was told last: `done`, or the name and the code of an error. */
  told: string
}

export interface World {
  readonly simulator: Simulator
  readonly people: readonly Person[]
  readonly handlers: Handler[]
}

/** Somebody with a session of their own, in which they are not connected yet. */
export function personAt(simulator: Simulator, { OT, network }: Pick<Person, 'OT' | 'network'>): Person {
  const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator' })
  return { OT, network, token, simulator, session: OT.initSession(apiKey, sessionId), publisher: undefined }
}

export function open(seed: number): World {
  const simulator = createSimulator({ seed, epoch: 0 })
  const clients = [simulator.createClient(), simulator.createClient(), simulator.createClient()]
  return { simulator, people: clients.map((client) => personAt(simulator, client)), handlers: [] }
}

export async function connectAll(world: World): Promise<World> {
  for (const { session, token } of world.people) session.connect(token)
  await world.simulator.settled()
  return world
}

function handler(world: World, what: string, certain: boolean): (error?: ToldError | undefined) => void {
  const record: Handler = { what, certain, calls: 0, told: '' }
  world.handlers.push(record)
  return (error) => {
    record.calls++
    record.told = error ? `${error.name} ${error.code}` : 'done'
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
  mute: (_world, person) => void person.session.forceMuteAll().catch(() => {}),
  drop: (_world, person) => whereItCan(() => person.network.drop()),
  goOffline: (_world, person) => whereItCan(() => person.network.goOffline()),
  comeBack: (_world, person) => person.network.comeBack(),
  latency: (_world, person) => person.network.setLatency(0, 50),
  fault: (_world, { simulator }) => simulator.fail('Session.publish/stream-limit-exceeded'),
  settle: ({ simulator }) => simulator.settled(),
  wait: ({ simulator }) => simulator.clock.advance('3s'),
}

/** A verb of the test author's says so where it can have no effect, and changes nothing. */
function whereItCan(act: () => void): void {
  try {
    act()
  } catch (error) {
    if (!String(error).includes('has no effect')) throw error
  }
}

const usual: readonly string[] = ['connect', 'publish', 'subscribe', 'signal', 'settle', 'comeBack']

/** One step: what somebody does, and to whom. */
export interface Step {
  readonly verb: string
  readonly who: number
  readonly whom: number
}

const stepsWith = (known: readonly string[]): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      // People mostly come, publish and subscribe; what ends a call would empty the room otherwise.
      verb: fc.oneof(
        { arbitrary: fc.constantFrom(...usual), weight: 3 },
        { arbitrary: fc.constantFrom(...known), weight: 1 },
      ),
      who: fc.nat({ max: 2 }),
      whom: fc.nat({ max: 2 }),
    }),
    { minLength: 20, maxLength: 120 },
  )

export const steps = stepsWith(Object.keys(verbs))

/** Steps in which no chance is drawn: two worlds that draw from different seeds can be compared. */
export const stepsWithoutChance = stepsWith(Object.keys(verbs).filter((verb) => verb !== 'latency'))

export async function walk(world: World, path: readonly Step[]): Promise<void> {
  for (const { verb, who, whom } of path) {
    const [person, other] = [world.people[who], world.people[whom]]
    if (person !== undefined && other !== undefined) await verbs[verb]?.(world, person, other)
  }
}

/** Mends every network and lets everything come to its end. */
export async function calm({ simulator, people }: World, latency = 0): Promise<void> {
  for (const { network } of people) {
    network.comeBack()
    network.setLatency(latency)
  }
  await simulator.clock.advance('70s')
  await simulator.settled()
}

export const idsOf = (session: Session): string[] =>
  session.connections
    .all()
    .filter(({ id }) => !id.startsWith('symphony.'))
    .map(({ id }) => id)
    .sort()
