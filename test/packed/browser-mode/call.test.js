import OT from '@vonage/client-sdk-video'
import { eachScenario, test } from 'fake-opentok/vitest'
import { expect } from 'vitest'

test('two people see each other, and hear that the network goes', async ({ simulator, room }) => {
  room.join({ name: 'Alice' }).publish()
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = OT.initSession(apiKey, sessionId)
  session.on('streamCreated', ({ stream }) => session.subscribe(stream, document.body, { insertMode: 'append' }))
  await session.connect.promise(token)
  session.publish(OT.initPublisher(document.body, { insertMode: 'append' }))
  await simulator.settled()
  expect(document.querySelectorAll('video')).toHaveLength(2)
  simulator.network.goOffline()
  await simulator.clock.advance('1min')
  expect(session).toHaveDispatchedInOrder(['sessionReconnecting', 'sessionDisconnected'])
})

const scenarios = {
  'expired.json': {
    title: 'The token has expired',
    given: { token: { expiresIn: '-1h' } },
    steps: [{ call: 'Session.connect' }],
    expect: [{ step: 1, fails: 'Session.connect/expired-token' }],
  },
}

eachScenario(scenarios, {}, async ({ simulator, expectations }) => {
  const { apiKey, sessionId, token } = simulator.credentials()
  OT.initSession(apiKey, sessionId).connect(token, () => {})
  await simulator.settled()
  expectations.verify()
})
