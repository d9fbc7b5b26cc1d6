import { describe, expect, test } from 'vitest'
import type { Publisher } from '../../src/index.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { type Visitor, visit } from './visitor.ts'

async function pair(): Promise<{ simulator: Simulator; idle: Visitor; other: Visitor; publisher: Publisher }> {
  const simulator = createSimulator({ seed: 1, epoch: 0, clock: 'manual' })
  const idle = visit(simulator, simulator)
  const other = visit(simulator, simulator.createClient())
  await simulator.clock.advance('1s')
  const publisher = other.publish('Otto')
  await simulator.clock.advance('9s')
  return { simulator, idle, other, publisher }
}

describe('four hours without media', () => {
  test('who neither publishes nor subscribes for four hours is sent away, and hears why', async () => {
    const { simulator, idle, other } = await pair()
    await simulator.clock.advance('3h')
    await simulator.clock.advance('59m')
    expect(idle.heard.at(-1)).toBe('streamCreated Otto')
    await simulator.clock.advance('1m')
    expect(idle.heard.at(-1)).toBe('sessionDisconnected mediaIdle')
    expect(idle.session.isConnected()).toBe(false)
    expect(other.heard.at(-1)).toBe('connectionDestroyed mediaIdle')
    expect(other.session.isConnected()).toBe(true)
    expect(simulator.room().connections.length).toBe(1)
  })

  test('who has subscribed stays, and who has published stays when the stream is gone', async () => {
    const { simulator, idle, other, publisher } = await pair()
    const [stream] = idle.session.streams.all()
    if (stream !== undefined) idle.session.subscribe(stream, undefined, {}, () => {})
    await simulator.clock.advance('5m')
    other.session.unpublish(publisher)
    await simulator.clock.advance('5h')
    expect([idle, other].map(({ session }) => session.isConnected())).toEqual([true, true])
  })

  test('coming back begins the four hours anew', async () => {
    const { simulator, idle } = await pair()
    await simulator.clock.advance('3h')
    void idle.session.disconnect()
    await simulator.clock.advance('1m')
    const again = visit(simulator, simulator.createClient())
    await simulator.clock.advance('3h')
    expect(again.session.isConnected()).toBe(true)
    await simulator.clock.advance('1h')
    expect(again.heard.at(-1)).toBe('sessionDisconnected mediaIdle')
  })

  test('runAll() does not wait for it', async () => {
    const { simulator, idle } = await pair()
    await simulator.clock.runAll()
    expect([idle.session.isConnected(), simulator.clock.now() < 3_600_000]).toEqual([true, true])
  })
})
