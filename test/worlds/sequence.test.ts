import { expect, test } from 'vitest'
import { createSimulator } from '../../src/simulator.ts'

test('a journal is drawn with a lane for everybody, and in order', async () => {
  const simulator = createSimulator({ epoch: 0 })
  const { apiKey, sessionId, token } = simulator.credentials()
  simulator.OT.initSession(apiKey, sessionId).connect(token)
  await simulator.settled()
  const picture = simulator.journal.toSequence()
  expect(picture).toMatch(/^sequenceDiagram\n {2}participant test\n {2}participant client-1\n {2}participant service\n/)
  expect(picture).toMatch(/client-1->>service: 0s sessionInfo[\s\S]*service-->>client-1: 0s connection.create 200/)
  expect(picture).toMatch(/Note over client-1: 0s session sessionConnected/)
})

test('what would end a line of the diagram is taken out of the words', async () => {
  const simulator = createSimulator({ epoch: 0 })
  simulator.room().join({ name: 'a;b#c:d\ne' })
  expect(simulator.journal.toSequence()).toContain('room.join a b c d e publisher')
})
