import { describe, expect, it } from 'vitest'
import { createFakeRig } from './fake-rig.ts'
import { openPage } from './page.ts'
import { settle, waitUntil } from './settle.ts'
import { openWorld } from './world.ts'

async function open() {
  const page = openPage()
  return openWorld(await createFakeRig(page))
}

describe('settling', () => {
  it('ends when nothing was logged for a while', async () => {
    const world = await open()
    await settle(world, { quietMs: 350 }, () => false)
    expect(world.rig.clock.now()).toBe(350)
  })

  it('waits anew after each entry', async () => {
    const world = await open()
    world.rig.clock.beforeTask(() => world.log.add({ mark: 'late' }))
    world.rig.service.remoteJoin('c1')
    await settle(world, { quietMs: 350 }, () => false)
    expect(world.rig.clock.now()).toBeGreaterThanOrEqual(360)
  })

  it('waits for what is pending, but no longer than it may', async () => {
    const world = await open()
    await settle(world, { maxMs: 2500 }, () => true)
    expect(world.rig.clock.now()).toBe(2500)
  })

  it('lets a millisecond pass when the case allows no more', async () => {
    const world = await open()
    await settle(world, { maxMs: 1, quietMs: 0 }, () => true)
    expect(world.rig.clock.now()).toBe(1)
  })

  it('gives up waiting for a condition after the longest wait', async () => {
    const world = await open()
    expect(await waitUntil(world, () => false, 1000)).toBe(false)
    expect(await waitUntil(world, () => true, 1000)).toBe(true)
  })
})
