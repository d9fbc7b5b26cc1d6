import { afterEach, describe, expect, test, vi } from 'vitest'

/** Connects in a world that is loaded at this moment, and calls `loaded` in between; answers with what the handler was told. */
async function connected(loaded: () => void = () => {}): Promise<unknown[]> {
  vi.resetModules()
  const { createSimulator } = await import('../../src/simulator.ts')
  loaded()
  const simulator = createSimulator()
  const { apiKey, sessionId, token } = simulator.credentials()
  const told: unknown[] = []
  simulator.OT.initSession(apiKey, sessionId).connect(token, (error?: unknown) => told.push(error))
  await simulator.settled()
  await simulator.clock.advance('10s')
  simulator.dispose()
  return told
}

describe('an instant world', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test("is not stopped by a runner's fake timers that stood there before it was loaded", async () => {
    vi.useFakeTimers()
    expect(await connected()).toEqual([undefined])
  })

  test('is not stopped by those that came after it was loaded', async () => {
    expect(await connected(() => void vi.useFakeTimers())).toEqual([undefined])
  })

  test('is not stopped by them where the page has no setImmediate', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('setImmediate', undefined)
    expect(await connected()).toEqual([undefined])
    vi.unstubAllGlobals()
  })
})
