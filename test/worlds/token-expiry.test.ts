import { expect, test } from 'vitest'
import { createSimulator } from '../../src/simulator.ts'
import { visit } from './visitor.ts'

test('a token that expires during the call ends nothing: it is looked at when somebody connects', async () => {
  const simulator = createSimulator({ epoch: 0, clock: 'manual' })
  const guest = visit(simulator, simulator, { expiresIn: '10m' })
  await simulator.clock.advance('1s')
  guest.publish('Gina')
  await simulator.clock.advance('11m')
  expect([guest.session.isConnected(), guest.heard.at(-1)]).toEqual([true, 'published Gina ok'])
  void guest.session.signal({ data: 'still here' })
  await simulator.clock.advance('1s')
  expect(guest.heard.at(-1)).toBe('signal still here')
})

// That the service does not look at the token then is assumed; the client asks for no session information (recorded).
test('a line that is lost after the expiry is found again without the token being looked at', async () => {
  const simulator = createSimulator({ epoch: 0, clock: 'manual' })
  const guest = visit(simulator, simulator, { expiresIn: '10m' })
  await simulator.clock.advance('11m')
  simulator.network.drop()
  await simulator.clock.advance('10s')
  expect(guest.heard.slice(-2)).toEqual(['sessionReconnecting', 'sessionReconnected'])
})

test('connecting again with it is refused', async () => {
  const simulator = createSimulator({ epoch: 0, clock: 'manual', dialect: 'sdk' })
  const { apiKey, sessionId, token } = simulator.credentials({ expiresIn: '10m' })
  const session = simulator.OT.initSession(apiKey, sessionId)
  const told: unknown[] = []
  const connect = (): void => void session.connect(token, (error) => told.push(error?.code))
  connect()
  await simulator.clock.advance('11m')
  void session.disconnect()
  await simulator.clock.advance('1s')
  connect()
  await simulator.clock.advance('1m')
  expect(told).toEqual([undefined, 1004])
})
