import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calm, connectAll, idsOf, open, steps, type World, walk } from './walk.ts'

const openConnected = (seed: number): Promise<World> => connectAll(open(seed))

describe('thousands of random steps on three clients', () => {
  test('handlers are called at most once, and clients agree on who is there once the network is whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), steps, async (seed, path) => {
        const world = await openConnected(seed)
        await walk(world, path)
        await calm(world)
        for (const { what, calls, certain } of world.handlers) {
          expect(calls, what).toBeLessThanOrEqual(1)
          if (certain) expect(calls, what).toBe(1)
        }
        const there = world.people.filter(({ session }) => session.currentState === 'connected')
        const known = world.simulator
          .room()
          .connections.map(({ id }) => id)
          .sort()
        for (const { session } of there) expect(idsOf(session)).toEqual(known)
        const streams = world.simulator
          .room()
          .streams.map(({ id }) => id)
          .sort()
        for (const { session } of there) expect(session.streams.map(({ id }) => id).sort()).toEqual(streams)
        expect(
          world.simulator.journal.find({ kind: 'uncaught' }).filter(({ detail }) => detail['by'] !== undefined),
        ).toEqual([])
        world.simulator.reset()
        expect(world.simulator.clock.pending()).toEqual([])
        expect(world.simulator.room().connections).toEqual([])
      }),
      { numRuns: 40, seed: 20_261_122 },
    )
  }, 60_000)

  test('the same seed gives the same journal, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), steps, async (seed, path) => {
        const journals: string[] = []
        for (let run = 0; run < 2; run++) {
          const world = await openConnected(seed)
          await walk(world, path)
          await calm(world)
          journals.push(JSON.stringify(world.simulator.journal))
        }
        expect(journals[0]).toBe(journals[1])
      }),
      { numRuns: 10, seed: 7 },
    )
  }, 60_000)
})
