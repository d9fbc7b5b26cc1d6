import type { Settle } from './recorded-case.ts'
import type { World } from './world.ts'

const defaultQuietMs = 350
const defaultMaxMs = 3000
const finestStepMs = 1
const coarsestStepMs = 250
const stepsPerQuiet = 7

/**
 * Lets virtual time pass in small steps until nothing has been logged for `quietMs` (default 350) and nothing is pending, at most
 * `maxMs` (default 3000).
 */
export async function settle(world: World, limits: Settle | undefined, pending: () => boolean): Promise<void> {
  const quietMs = limits?.quietMs ?? defaultQuietMs
  const maxMs = limits?.maxMs ?? defaultMaxMs
  const { clock } = world.rig
  const began = clock.now()
  const stepMs = Math.min(coarsestStepMs, Math.max(finestStepMs, Math.round(quietMs / stepsPerQuiet)))
  await endTurn(world)
  for (;;) {
    const elapsed = clock.now() - began
    const quietFor = clock.now() - Math.max(began, world.log.lastAt() ?? began)
    if (elapsed >= maxMs || (quietFor >= quietMs && !pending())) return
    await pass(world, Math.min(stepMs, maxMs - elapsed))
  }
}

/** Lets virtual time pass until a condition holds; false when it still does not after `maxMs`. */
export async function waitUntil(world: World, holds: () => boolean, maxMs: number): Promise<boolean> {
  await endTurn(world)
  const { clock } = world.rig
  const began = clock.now()
  while (!holds() && clock.now() - began < maxMs) await pass(world, stepOfWaiting(clock.now() - began))
  return holds()
}

/** Lets virtual time pass, whatever happens meanwhile. */
export async function wait(world: World, ms: number): Promise<void> {
  await endTurn(world)
  await pass(world, ms)
}

/** Steps grow with the wait, so that a long one does not take long. */
const stepOfWaiting = (waitedMs: number): number => Math.min(coarsestStepMs, Math.max(10, Math.round(waitedMs / 20)))

async function pass(world: World, ms: number): Promise<void> {
  await world.rig.clock.advance(ms)
  await endTurn(world)
}

/** Runs the microtasks of the present turn; what follows is a task of its own. */
async function endTurn(world: World): Promise<void> {
  await drainMicrotasks()
  world.log.taskBegins()
}

const drainMicrotasks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
