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

test('what has a meaning in a diagram stands as the numbers of its characters', async () => {
  const simulator = createSimulator({ epoch: 0 })
  simulator.room().join({ name: 'a;b#c:d\ne<f' })
  const picture = simulator.journal.toSequence()
  expect(picture).toContain('participant person1 as a#59;b#35;c#58;d#10;e#60;f\n')
  expect(picture).toContain('person1->>service: 0s join publisher')
})

test('people have lanes of their own, a crowd has one, and ids are told by their names', async () => {
  const simulator = createSimulator({ epoch: 0 })
  simulator.room().join({ name: 'alice' }).publish({ name: 'Alice' })
  simulator.room().crowd({ people: 20, publish: 0, name: 'seat' })
  const { apiKey, sessionId, token } = simulator.credentials()
  simulator.OT.initSession(apiKey, sessionId).connect(token)
  await simulator.settled()
  const picture = simulator.journal.toSequence()
  expect(picture).toMatch(/participant person1 as alice\n {2}participant person2 as seat\n {2}participant client-1\n/)
  expect(picture).toContain('person1->>service: 0s publish')
  expect(picture).toContain('person2->>service: 0s join seat-1, seat-2, seat-3, seat-4 and 16 more publisher')
  expect(picture).toContain('Note over client-1: 0s session streamCreated Alice')
})

test('the story leaves out what every call goes through, unless all is asked for', async () => {
  const simulator = createSimulator({ epoch: 0 })
  simulator.room().join().publish()
  expect(simulator.journal.toSequence()).not.toContain('member.entered')
  expect(simulator.journal.toSequence({ detail: 'all' })).toContain('member.entered')
})
