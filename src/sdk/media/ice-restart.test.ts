import { describe, expect, test } from 'vitest'
import { sdkClient } from '../../../test/worlds/sdk-client.ts'
import { IceRestart } from './ice-restart.ts'

function restartOf() {
  const { client, clock } = sdkClient()
  const state = { connected: false }
  const began = clock.now()
  const offers: number[] = []
  const restart = new IceRestart(
    client,
    () => state.connected,
    () => void offers.push(clock.now() - began),
  )
  return { restart, state, offers, advance: (ms: number) => clock.advance(ms) }
}

describe('a restart of ICE', () => {
  test('waits two seconds for the path to come back', async () => {
    const { restart, offers, advance } = restartOf()
    restart.demand()
    restart.demand()
    await advance(10_000)
    expect(offers).toEqual([2000])
    expect([restart.take(), restart.take()]).toEqual([true, false])
  })

  test('is not made where the path has come back', async () => {
    const { restart, offers, advance } = restartOf()
    restart.demand()
    await advance(1900)
    restart.settle()
    await advance(10_000)
    expect(offers).toEqual([])
    expect(restart.take()).toBe(false)
  })

  test('comes at once where it is the second within ten seconds', async () => {
    const { restart, offers, advance } = restartOf()
    restart.demand()
    await advance(3000)
    restart.take()
    restart.demand()
    await advance(0)
    expect(offers).toEqual([2000, 3000])
  })

  test('that is demanded while the path stands comes with its next disconnection within ten seconds', async () => {
    const { restart, state, offers, advance } = restartOf()
    state.connected = true
    restart.demand()
    await advance(4000)
    expect(offers).toEqual([])
    expect(restart.again()).toBe(true)
    await advance(2000)
    expect(offers).toEqual([6000])
  })

  test('that is demanded while the path stands is forgotten after ten seconds', async () => {
    const { restart, state, offers, advance } = restartOf()
    state.connected = true
    restart.demand()
    await advance(10_000)
    expect(restart.again()).toBe(false)
    await advance(5000)
    expect(offers).toEqual([])
  })

  test('does not come once the connection is closed', async () => {
    const { restart, offers, advance } = restartOf()
    restart.demand()
    restart.close()
    await advance(5000)
    expect(offers).toEqual([])
  })
})
