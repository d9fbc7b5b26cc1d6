import OT, { initSession } from '@vonage/client-sdk-video'
import { expect, test, vi } from 'vitest'

// As the README says it: the mock stands before everything else, and so must the world that it hands out.
const { simulator } = await vi.hoisted(async () => {
  const { createSimulator } = await import('../../src/simulator.ts')
  return { simulator: createSimulator({ dialect: 'sdk' }) }
})

vi.mock('@vonage/client-sdk-video', () => ({ ...simulator.OT, default: simulator.OT }))

test('an application that imports the real SDK can be given a world of its own', async () => {
  const { apiKey, sessionId } = simulator.credentials()
  const error = await new Promise((told) => initSession(apiKey, sessionId).signal({ data: 'x' }, told))
  expect(error).toMatchObject({ name: 'OT_NOT_CONNECTED', code: 500 })
  expect(OT).toBe(simulator.OT)
})
