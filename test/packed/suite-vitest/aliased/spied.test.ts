import OT from '@vonage/client-sdk-video'
import { simulator } from 'fake-opentok/simulator'
import { expect, test, vi } from 'vitest'
import { join } from '../application.js'

vi.mock('@vonage/client-sdk-video', { spy: true })

test('the call goes through, and is seen', async () => {
  const { apiKey, sessionId, token } = simulator.credentials({ expiresIn: '-1h' })
  expect(await join(apiKey, sessionId, token)).toBe('You cannot join (1004).')
  expect(OT.initSession).toHaveBeenCalledWith(apiKey, sessionId)
})

test('one call is answered by the test', () => {
  vi.mocked(OT.initSession).mockReturnValueOnce('mine' as never)
  expect(OT.initSession('1', '2')).toBe('mine')
})
