import { expect, test } from 'vitest'
import { createSimulator } from '../../src/simulator.ts'
import { visit } from './visitor.ts'

const patienceMs = 60_000

test(
  'a meeting of four hours with two hundred people ends as it went: the client knows who is there',
  async () => {
    const simulator = createSimulator({ seed: 'meeting', epoch: 0, clock: 'manual' })
    const host = visit(simulator, simulator, { role: 'moderator', expiresIn: '6h' })
    await simulator.clock.advance('1s')
    host.publish('Host')
    await simulator.clock.advance('10s')
    const room = simulator.room()
    const crowd = room.crowd({ people: 200, publish: 0.1, churn: 30 })
    await simulator.clock.advance('4h')
    crowd.stop()
    await simulator.clock.advance('1s')
    const { connections, streams } = host.session
    const people = connections.map(({ id }) => id).filter((id) => !id.startsWith('symphony.'))
    expect(people.sort()).toEqual(room.connections.map(({ id }) => id).sort())
    expect(streams.map(({ id }) => id).sort()).toEqual(room.streams.map(({ id }) => id).sort())
    expect(host.heard.filter((word) => word.startsWith('signal')).length).toBeGreaterThan(1000)
    expect(host.session.isConnected()).toBe(true)
    simulator.reset()
    expect([simulator.clock.pending(), crowd.people, simulator.room().connections]).toEqual([[], [], []])
  },
  patienceMs,
)

test('the same seed plays the same meeting, word for word', async () => {
  const play = async (seed: number): Promise<string[]> => {
    const simulator = createSimulator({ seed, epoch: 0, clock: 'manual' })
    const guest = visit(simulator, simulator)
    await simulator.clock.advance('1s')
    simulator.room().crowd({ people: 20, publish: 0.5, churn: 120 })
    await simulator.clock.advance('2m')
    return [...guest.heard, JSON.stringify(simulator.journal)]
  }
  expect(await play(1)).toEqual(await play(1))
  expect(await play(1)).not.toEqual(await play(2))
})
