import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { messageLines, type RealLines, socketLines } from './real-lines.ts'
import { TabsWorld, type TabsWorldOptions } from './tabs-world.ts'
import {
  calm,
  connectAll,
  idsOf,
  open,
  type Person,
  personAt,
  type Step,
  steps,
  stepsWithoutChance,
  type World,
  walk,
} from './walk.ts'

interface Run {
  readonly world: World
  /** What each person's objects dispatched, in order. */
  readonly heard: readonly (readonly string[])[]
  /** How each call ended, in the order in which the calls were made. */
  readonly ended: readonly string[]
}

const clientOf = ({ simulator, OT }: Person): string => simulator.clients.find((client) => client.OT === OT)?.id ?? ''

/** What the objects of somebody's client dispatched, without what only one of two worlds would say: ids and names of clients. */
function heardBy(person: Person): string[] {
  const id = clientOf(person)
  const names = new Map<string, string>()
  const named = (text: string): string =>
    text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (uuid) => {
      if (!names.has(uuid)) names.set(uuid, `id-${names.size}`)
      return names.get(uuid) ?? ''
    })
  return person.simulator.journal
    .find({ kind: 'event' })
    .filter(({ who }) => who === id || who.startsWith(`${id} `))
    .map(({ who, what }) => named(`${who.slice(id.length)} ${what}`.trim()))
}

/** How long a message takes from a client to the service, in milliseconds, whatever it goes over. */
const wayMs = 20

async function run(world: World, path: readonly Step[], clientMs: number): Promise<Run> {
  for (const { network } of world.people) network.setLatency(clientMs)
  await connectAll(world)
  await walk(world, path)
  await calm(world, clientMs)
  const ended = world.handlers.map(({ what, calls, told }) => `${what} ${calls} ${told}`)
  return { world, heard: world.people.map(heardBy), ended }
}

/** Three people, each in a tab of their own. */
function openTabs(seed: number, options: TabsWorldOptions = {}): World & { readonly shared: TabsWorld } {
  const shared = new TabsWorld({ seed, ...options })
  const simulators = [shared.open(), shared.open(), shared.open()].map((tab) => tab.simulator)
  const people = simulators.map((simulator) => personAt(simulator, simulator))
  const [simulator] = simulators
  if (simulator === undefined) throw new Error('There is no tab.')
  return { simulator, people, handlers: [], shared }
}

/** How it ended for each of them: their state, and how many people and streams they know. */
const ends = ({ people }: World): unknown =>
  people.map(({ session }) => [session.currentState, idsOf(session).length, session.streams.length])

function expectAgreement({ people }: World): void {
  for (const { session, simulator } of people) {
    if (session.currentState !== 'connected') continue
    const room = simulator.room(session.sessionId)
    expect(idsOf(session)).toEqual(room.connections.map(({ id }) => id).sort())
    expect(session.streams.map(({ id }) => id).sort()).toEqual(room.streams.map(({ id }) => id).sort())
  }
}

const seeds = fc.integer({ min: 1, max: 1_000_000 })

/** What happens to the tabs' lines: one is cut, or the host dies and a tab's knowledge is what another goes on from. */
const trouble: fc.Arbitrary<(world: TabsWorld) => void> = fc.oneof(
  fc.nat({ max: 2 }).map((at) => (world: TabsWorld) => world.tabs[at]?.line?.cut()),
  fc.nat({ max: 2 }).map((at) => (world: TabsWorld) => world.replaceHost(world.tabs[at])),
)

/** What the tabs of a run are connected by, and how much of the way a message spends on it, in milliseconds. */
interface Transport {
  readonly name: string
  readonly lines: () => RealLines | Promise<RealLines> | undefined
  readonly lineMs: number
  readonly runs: number
}

const transports: readonly Transport[] = [
  { name: 'over lines that take time', lines: () => undefined, lineMs: wayMs / 2, runs: 10 },
  { name: 'over message ports', lines: messageLines, lineMs: 0, runs: 10 },
  { name: 'over web sockets', lines: socketLines, lineMs: 0, runs: 10 },
]

async function linesFor({ lines }: Transport): Promise<{ readonly lines?: RealLines }> {
  const made = await lines()
  if (made === undefined) return {}
  onTestFinished(() => made.close())
  return { lines: made }
}

describe('random steps of three people, each in a tab of their own', () => {
  test.each(transports)(
    'come to the same states, the same ends of calls, and the same events in the same order, as in one process: $name',
    async (transport) => {
      const { lineMs, runs } = transport
      const lines = await linesFor(transport)
      await fc.assert(
        fc.asyncProperty(seeds, stepsWithoutChance, async (seed, path) => {
          const alone = await run(open(seed), path, wayMs)
          const tabs = await run(openTabs(seed, { latency: () => lineMs, ...lines }), path, wayMs - lineMs)
          expect(tabs.heard).toEqual(alone.heard)
          expect(tabs.ended).toEqual(alone.ended)
          expect(ends(tabs.world)).toEqual(ends(alone.world))
          expectAgreement(tabs.world)
        }),
        { numRuns: runs, seed: 20_261_127 },
      )
    },
    120_000,
  )

  test.each(transports)(
    'agree on who is there in the end, though lines are cut and the host dies in between: $name',
    async (transport) => {
      const lines = await linesFor(transport)
      await fc.assert(
        fc.asyncProperty(seeds, steps, fc.array(trouble, { maxLength: 8 }), async (seed, path, troubles) => {
          const world = openTabs(seed, { latency: () => 5, ...lines })
          await connectAll(world)
          const each = Math.ceil(path.length / (troubles.length + 1))
          for (let at = 0; at <= troubles.length; at++) {
            await walk(world, path.slice(at * each, (at + 1) * each))
            troubles[at]?.(world.shared)
          }
          await calm(world)
          for (const { what, calls } of world.handlers) expect(calls, what).toBeLessThanOrEqual(1)
          expectAgreement(world)
          const states = new Set(world.people.map(({ simulator }) => JSON.stringify(simulator.room().connections)))
          expect(states.size).toBe(1)
        }),
        { numRuns: 6, seed: 20_261_127 },
      )
    },
    120_000,
  )
})
