// The cost of a world: made new again, and carrying events.
import { EventEmitter } from 'node:events'
import { createSimulator } from 'fake-opentok/simulator'
import { medianOf, microseconds } from './measure.mjs'

async function connect(simulator, { OT }) {
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = OT.initSession(apiKey, sessionId)
  session.connect(token, (error) => {
    if (error !== undefined && error !== null) throw error
  })
  await simulator.settled()
  return session
}

const tenClients = (simulator) => [simulator, ...Array.from({ length: 9 }, () => simulator.createClient())]

/** Microseconds that `reset()` takes with ten clients, which are in the same session or have not connected. */
export async function resetCost({ connected }, rounds = 60) {
  const simulator = createSimulator()
  return medianOf(
    rounds,
    async () => {
      for (const client of tenClients(simulator)) if (connected) await connect(simulator, client)
      return microseconds(() => simulator.reset())
    },
    20,
  )
}

/** A session of one client and so many remote people, and a way to let the people signal in turn. */
async function crowd(people) {
  const simulator = createSimulator()
  const session = await connect(simulator, simulator)
  const room = simulator.room()
  const guests = Array.from({ length: people }, () => room.join())
  await simulator.settled()
  let heard = 0
  session.on('signal', () => heard++)
  const signal = async (count) => {
    const before = heard
    for (let i = 0; i < count; i++) guests[i % guests.length].signal({ type: 'bench', data: 'x' })
    await simulator.settled()
    if (heard - before !== count) throw new Error(`${count} signals were sent, and ${heard - before} were heard.`)
  }
  return { simulator, signal }
}

/** Microseconds for a signal from one of so many people until the client's listener has run; the journal is on. */
export async function signalCost(people, { count = 2000, rounds = 9 } = {}) {
  const { simulator, signal } = await crowd(people)
  const cost = await medianOf(rounds, async () => (await microseconds(() => signal(count))) / count, 3)
  simulator.dispose()
  return cost
}

/** Microseconds for Node's own EventEmitter to call one listener. */
export async function emitterCost(count = 1_000_000) {
  const emitter = new EventEmitter()
  let heard = 0
  emitter.on('signal', () => heard++)
  return medianOf(5, async () => {
    const taken = await microseconds(() => {
      for (let i = 0; i < count; i++) emitter.emit('signal', { type: 'bench', data: 'x' })
    })
    return taken / count
  })
}

const heapUsed = () => {
  globalThis.gc()
  return process.memoryUsage().heapUsed
}

/** Bytes of heap for one remote person, in the room, in the client that hears of them and in the journal. */
export function participantBytes({ publishing }, people = 500) {
  return medianOf(5, async () => {
    const simulator = createSimulator()
    await connect(simulator, simulator)
    const room = simulator.room()
    const before = heapUsed()
    for (let i = 0; i < people; i++) {
      const guest = room.join()
      if (publishing) guest.publish()
    }
    await simulator.settled()
    const bytes = (heapUsed() - before) / people
    simulator.dispose()
    return bytes
  })
}
