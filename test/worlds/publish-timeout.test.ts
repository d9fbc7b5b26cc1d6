import { describe, expect, test } from 'vitest'
import { createSimulator } from '../../src/simulator.ts'
import { visit } from './visitor.ts'

// Recorded: `timing/publish-create-not-answered`, `timing/publish-announced-after-14s`, `timing/publish-not-announced`.
describe('publishing has fifteen seconds', () => {
  test('from asking for the stream, and fails after them when nobody answers', async () => {
    const simulator = createSimulator({ epoch: 0, clock: 'manual', dialect: 'sdk' })
    const guest = visit(simulator, simulator)
    await simulator.clock.advance('1s')
    simulator.network.answer('stream.create', { status: 'none' })
    guest.publish('Gina')
    await simulator.clock.advance('14.9s')
    expect(guest.heard.filter((word) => word.startsWith('published'))).toEqual([])
    await simulator.clock.advance('2s')
    expect(guest.heard.filter((word) => word.startsWith('published'))).toEqual(['published Gina OT_TIMEOUT 1500'])
    expect(guest.session.isConnected()).toBe(true)
  })

  test('of which an answer may use up most', async () => {
    const simulator = createSimulator({ epoch: 0, clock: 'manual', dialect: 'sdk' })
    const guest = visit(simulator, simulator)
    await simulator.clock.advance('1s')
    const held = simulator.hold('Session.publish')
    guest.publish('Gina')
    await simulator.clock.advance('14s')
    held.release()
    await simulator.clock.advance('900ms')
    expect(guest.heard.at(-1)).toBe('published Gina ok')
  })

  test('and not from the call: a person may look at the prompt for as long as they like', async () => {
    const simulator = createSimulator({ epoch: 0, clock: 'manual', dialect: 'sdk' })
    const guest = visit(simulator, simulator)
    await simulator.clock.advance('1s')
    simulator.devices.neverAnswer('camera')
    guest.publish('Gina')
    await simulator.clock.advance('10m')
    expect(guest.heard.filter((word) => word.startsWith('published'))).toEqual([])
    expect(guest.session.isConnected()).toBe(true)
  })
})
