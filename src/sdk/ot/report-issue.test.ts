import { expect, test } from 'vitest'
import { createSimulator } from '../../simulator.ts'

test('reportIssue() waits behind the reports of media that comes about, and a reset forgets them', async () => {
  const simulator = createSimulator()
  const { OT, clock } = simulator
  const reporting = async (): Promise<number> => {
    const began = clock.now()
    await OT.reportIssue()
    return clock.now() - began
  }
  simulator.room().join({ name: 'Bob' }).publish()
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = OT.initSession(apiKey, sessionId)
  const subscribed = new Promise((resolve) => {
    session.on('streamCreated', ({ stream }) => session.subscribe(stream, undefined, {}, resolve))
  })
  session.connect(token)
  await subscribed
  expect(await reporting()).toBeGreaterThan(1000)
  simulator.reset()
  expect(await reporting()).toBe(0)
})
