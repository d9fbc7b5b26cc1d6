import { afterEach, expect, mock, test } from 'bun:test'
import * as ours from 'fake-opentok'
import { simulator } from 'fake-opentok/simulator'

mock.module('@vonage/client-sdk-video', () => ours)
afterEach(() => simulator.reset())

test('an expired token is refused', async () => {
  const { default: OT } = await import('@vonage/client-sdk-video')
  const { apiKey, sessionId, token } = simulator.credentials({ expiresIn: '-1h' })
  const session = OT.initSession(apiKey, sessionId)
  const error = await new Promise((done) => session.connect(token, done))
  expect(error.code).toBe(1004)
})

test('the network goes', async () => {
  const { default: OT } = await import('@vonage/client-sdk-video')
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = OT.initSession(apiKey, sessionId)
  await session.connect.promise(token)
  simulator.network.goOffline()
  await simulator.clock.advance('1min')
  expect(session.isConnected()).toBe(false)
})
