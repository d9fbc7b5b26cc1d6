import { createRest } from '../../src/entry/rest.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'

/** A thing that a test author holds, and the noun that its verbs are listed under. */
export interface Held {
  readonly noun: string
  readonly object: object
}

export interface World {
  readonly simulator: Simulator
  readonly held: readonly Held[]
}

/** A world in which everything that a test author can hold is there. */
export function fullWorld(): World {
  const simulator = createSimulator({ epoch: 0, clock: 'manual' })
  const client = simulator.createClient()
  const room = simulator.room()
  const alice = room.join({ name: 'alice', role: 'moderator' })
  alice.publish()
  const crowd = room.crowd({ people: 2, name: 'crowd' })
  const hold = simulator.hold('Session.publish')
  const rest = createRest(simulator)
  const { network, devices, media, circumstances, clock, journal } = simulator
  return {
    simulator,
    held: [
      { noun: 'simulator', object: simulator },
      { noun: 'network', object: network },
      { noun: 'devices', object: devices },
      { noun: 'media', object: media },
      { noun: 'media.quality', object: media.quality },
      { noun: 'circumstances', object: circumstances },
      { noun: 'clock', object: clock },
      { noun: 'journal', object: journal },
      { noun: 'room', object: room },
      { noun: 'participant', object: alice },
      { noun: 'crowd', object: crowd },
      { noun: 'hold', object: hold },
      { noun: 'rest', object: rest },
      { noun: 'network', object: client.network },
      { noun: 'devices', object: client.devices },
      { noun: 'media', object: client.media },
      { noun: 'media.quality', object: client.media.quality },
    ],
  }
}

/** What every object and every function has. */
const ends: readonly object[] = [Object.prototype, Function.prototype]

/** The names of every method of an object, those of its classes included. */
export function methodsOf(object: object): readonly string[] {
  const names = new Set<string>()
  for (let one: object | null = object; one !== null && !ends.includes(one); one = Object.getPrototypeOf(one)) {
    for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(one))) {
      if (name !== 'constructor' && typeof descriptor.value === 'function') names.add(name)
    }
  }
  return [...names]
}

/** What can be seen of a world, so that two looks at it can be compared. */
export function lookAt({ simulator }: World): string {
  return JSON.stringify({
    entries: simulator.journal.entries.map(({ who, what }) => `${who} ${what}`),
    armed: simulator.armed,
    now: simulator.clock.now(),
    waits: simulator.clock.pending(),
    devices: simulator.devices.list,
    held: simulator.network.isHeld,
    connections: simulator.room().connections,
    streams: simulator.room().streams,
  })
}
