const { simulator } = require('fake-opentok/simulator')

test('asks for a failure that never comes', () => {
  simulator.fail('Session.publish/ice-failed')
})

test('holds an answer', () => {
  simulator.hold('Session.publish')
})

test('fails by itself', async () => {
  const { apiKey, sessionId, token } = simulator.credentials()
  simulator.OT.initSession(apiKey, sessionId).connect(token, () => {})
  await simulator.settled()
  expect(1).toBe(2)
})
