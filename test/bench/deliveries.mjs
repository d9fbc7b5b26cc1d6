// What it costs to bring an event to a listener: ours, beside emitters that do nothing else.
import { EventEmitter } from 'node:events'
import mitt from 'mitt'
import { vi } from 'vitest'
import { leastOf, processorTime } from './measure.mjs'
import { signallingWorld } from './world.mjs'

/** Microseconds of processor time for one call of a listener; the journal is on, and as long as it may get. */
export async function deliveryCost({ clients = 1, people = 1, listeners = 1, deliveries = 20_000, rounds = 7 }) {
  const { simulator, signal } = await signallingWorld({ clients, people, listeners })
  const count = Math.max(10, Math.ceil(deliveries / clients / listeners))
  const cost = await leastOf(rounds, async () => {
    let heard = 0
    const taken = await processorTime(async () => {
      heard = await signal(count)
    })
    return taken / heard
  })
  simulator.dispose()
  return cost
}

/** Microseconds of processor time for one turn of the host: what comes from the service comes in a turn of its own. */
export function turnCost() {
  const turns = 5000
  const chain = () =>
    new Promise((resolve) => {
      let left = turns
      const turn = () => (--left > 0 ? setImmediate(turn) : resolve())
      setImmediate(turn)
    })
  return leastOf(7, async () => (await processorTime(chain)) / turns)
}

function perCall(receivers, emit, after = () => {}) {
  const count = Math.ceil(300_000 / receivers)
  return leastOf(7, async () => {
    const taken = await processorTime(() => {
      for (let index = 0; index < count; index++) emit({ type: 'signal', data: 'x' })
    })
    after()
    return taken / count / receivers
  })
}

/** Node's own EventEmitter with so many listeners. */
export function emitterCost(receivers) {
  const emitter = new EventEmitter().setMaxListeners(0)
  let heard = 0
  for (let index = 0; index < receivers; index++) emitter.on('signal', () => heard++)
  return perCall(receivers, (event) => emitter.emit('signal', event))
}

export function mittCost(receivers) {
  const emitter = mitt()
  let heard = 0
  for (let index = 0; index < receivers; index++) emitter.on('signal', () => heard++)
  return perCall(receivers, (event) => emitter.emit('signal', event))
}

/** A mock of a session as people write it: what is called is a spy, and each listener is called at once. */
function mockSession(sessions) {
  const handlers = new Map()
  const session = {
    connect: vi.fn((_token, done) => done()),
    on: vi.fn((type, handler) => handlers.set(type, handler)),
    dispatchEvent: vi.fn((event) => handlers.get(event.type)?.(event)),
    signal: vi.fn((contents, done) => {
      for (const other of sessions) other.dispatchEvent({ type: 'signal', ...contents, from: null })
      done?.()
    }),
  }
  sessions.push(session)
  return session
}

/** So many clients that are mocks written by hand, with spies. */
export function mockCost(receivers) {
  const sessions = []
  let heard = 0
  for (let index = 0; index < receivers; index++) mockSession(sessions).on('signal', () => heard++)
  // Spies keep every call until they are cleared.
  const clear = () => {
    for (const session of sessions) for (const spy of Object.values(session)) spy.mockClear()
  }
  return perCall(receivers, ({ data }) => sessions[0].signal({ data }), clear)
}
