import { describe, expect, test } from 'vitest'
import { createSimulator } from '../../src/simulator.ts'
import { visit } from './visitor.ts'

describe('a session that is full', () => {
  test('refuses one stream more, and takes it once there is room', async () => {
    const simulator = createSimulator({ epoch: 0, clock: 'manual' })
    const room = simulator.room()
    room.setRules({ maxStreams: 2 })
    const guest = visit(simulator, simulator)
    const [first] = [room.join({ name: 'ann' }), room.join({ name: 'bob' })].map((person) => {
      person.publish()
      return person
    })
    await simulator.clock.advance('1s')
    guest.publish('Gina')
    await simulator.clock.advance('30s')
    expect(guest.heard.at(-1)).toMatch(/^published Gina OT_/)
    first?.unpublish()
    guest.publish('Gina again')
    await simulator.clock.advance('30s')
    expect(guest.heard.at(-1)).toBe('published Gina again ok')
    expect(room.streams.map(({ name }) => name)).toEqual(['bob', 'Gina again'])
  })

  test('lets nobody in, and lets in who comes after somebody has left', async () => {
    const simulator = createSimulator({ epoch: 0, clock: 'manual' })
    simulator.room().setRules({ maxConnections: 2 })
    const guests = [simulator, simulator.createClient()].map((client) => visit(simulator, client))
    await simulator.clock.advance('1s')
    const late = visit(simulator, simulator.createClient())
    await simulator.clock.advance('1m')
    expect(late.connected).toEqual(['OT_CONNECTION_LIMIT_EXCEEDED 1027'])
    void guests[0]?.session.disconnect()
    await simulator.clock.advance('1s')
    const later = visit(simulator, simulator.createClient())
    await simulator.clock.advance('1m')
    expect(later.connected).toEqual(['ok'])
  })

  test('refuses a remote person a stream in words that say what to do', () => {
    const room = createSimulator().room()
    room.setRules({ maxStreams: 1 })
    room.join({ name: 'ann' }).publish()
    expect(() => room.join({ name: 'bob' }).publish()).toThrow(/bob cannot publish: the service refused with 409/)
  })
})
