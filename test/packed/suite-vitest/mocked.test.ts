import { simulator } from 'fake-opentok/simulator'
import { expect, test, vi } from 'vitest'
import { join } from './application.js'

// The file in __mocks__ at the root stands in.
vi.mock('@vonage/client-sdk-video')

test('an expired token is told', async () => {
  const { apiKey, sessionId, token } = simulator.credentials({ expiresIn: '-1h' })
  expect(await join(apiKey, sessionId, token)).toBe('You cannot join (1004).')
})
