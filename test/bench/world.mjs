// Worlds to be measured: clients that are connected, and people around them.
import { createSimulator } from './built.mjs'

function told(error) {
  if (error !== undefined && error !== null) throw error
}

/** Connects one client, and lets happen what happens then. */
export async function connect(simulator, { OT }, pass = () => simulator.settled()) {
  const { apiKey, sessionId, token } = simulator.credentials({ expiresIn: '6h' })
  const session = OT.initSession(apiKey, sessionId)
  session.connect(token, told)
  await pass()
  return session
}

/** So many clients of one world, the first one included. */
export const clientsOf = (simulator, count) => [
  simulator,
  ...Array.from({ length: count - 1 }, () => simulator.createClient()),
]

/**
 * A session of so many clients and remote people, and a way to let the people signal in turn, ten at a time: it says how
 * many times a listener was called.
 */
export async function signallingWorld({ clients, people, listeners = 1 }) {
  const simulator = createSimulator()
  let heard = 0
  for (const client of clientsOf(simulator, clients)) {
    const session = await connect(simulator, client)
    for (let index = 0; index < listeners; index++) session.on('signal', () => heard++)
  }
  const room = simulator.room()
  const guests = Array.from({ length: people }, () => room.join())
  await simulator.settled()
  const signal = async (count) => {
    const before = heard
    for (let index = 0; index < count; index++) {
      guests[index % guests.length].signal({ data: 'x' })
      if (index % 10 === 9) await simulator.settled()
    }
    await simulator.settled()
    if (heard - before !== count * clients * listeners)
      throw new Error(`${heard - before} were heard of ${count} signals.`)
    return heard - before
  }
  return { simulator, signal }
}
