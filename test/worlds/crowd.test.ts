import { describe, expect, test } from 'vitest'
import { createSimulator } from '../../src/simulator.ts'
import { visit } from './visitor.ts'

describe('a crowd, as an application sees it', () => {
  test('is there when somebody connects, and lives on while they are', async () => {
    const simulator = createSimulator({ seed: 1, epoch: 0, clock: 'manual' })
    const crowd = simulator.room().crowd({ people: 30, publish: 0.5, churn: 120 })
    const guest = visit(simulator, simulator)
    await simulator.clock.advance('1s')
    expect(guest.heard.filter((word) => word.startsWith('streamCreated')).length).toBeGreaterThanOrEqual(15)
    await simulator.clock.advance('10m')
    const words = new Set(guest.heard.map((word) => word.split(' ')[0]))
    for (const type of [
      'connectionCreated',
      'connectionDestroyed',
      'streamCreated',
      'streamDestroyed',
      'signal:chat',
    ]) {
      expect(words).toContain(type)
    }
    expect(guest.heard).toContain('connectionDestroyed networkDisconnected')
    crowd.leave()
    await simulator.clock.advance('1s')
    expect([guest.session.streams.length(), guest.session.connections.length()]).toEqual([0, 1])
  })

  test('does as a moderator says, and goes on', async () => {
    const simulator = createSimulator({ seed: 1, epoch: 0 })
    const crowd = simulator.room().crowd({ people: 3 })
    const host = visit(simulator, simulator, { role: 'moderator' })
    await simulator.settled()
    const [first] = crowd.people
    const target = host.session.connections.get(first?.connectionId ?? '')
    if (target !== undefined) void host.session.forceDisconnect(target)
    await simulator.settled()
    expect(crowd.people.length).toBe(2)
    expect(host.heard.slice(-2)).toEqual(['streamDestroyed guest-1', 'connectionDestroyed forceDisconnected'])
  })

  test('leaves nothing behind a reset, not even what it was about to do', async () => {
    const simulator = createSimulator({ epoch: 0, clock: 'manual' })
    const crowd = simulator.room().crowd({ people: 10, churn: 600 })
    await simulator.clock.advance('1m')
    simulator.reset()
    expect([simulator.clock.pending(), crowd.people, simulator.journal.entries]).toEqual([[], [], []])
    expect(() => crowd.stop()).toThrow(/time before reset/)
    await simulator.clock.advance('1m')
    expect(simulator.room().connections).toEqual([])
  })

  test('does not keep settled() or runAll() waiting', async () => {
    const simulator = createSimulator({ epoch: 0 })
    simulator.room().crowd({ people: 5, churn: 60 })
    visit(simulator, simulator)
    await simulator.settled()
    await simulator.clock.runAll()
    expect(simulator.clock.now()).toBeLessThan(60_000)
  })
})
