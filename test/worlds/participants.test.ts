import { describe, expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../../src/simulator.ts'

/** A connected session of a moderator. */
async function connected(simulator: Simulator) {
  const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator' })
  const session = simulator.OT.initSession(apiKey, sessionId)
  session.connect(token)
  await simulator.settled()
  return session
}

describe('participants', () => {
  test('may do what their role allows, and are told why not', () => {
    const simulator = createSimulator()
    const alice = simulator.room().join({ name: 'alice', role: 'subscriber' })
    expect(() => alice.publish()).toThrow(/alice cannot publish: the service refused with 403/)
    alice.leave()
    expect(() => alice.signal({ data: 'x' })).toThrow(/alice cannot signal: they have left/)
  })

  test('a stream that is not theirs is refused with the ones that are', () => {
    const simulator = createSimulator()
    const alice = simulator.room().join({ name: 'alice' })
    const id = alice.publish()
    expect(() => alice.unpublish('nope')).toThrow(new RegExp(`does not publish a stream "nope".*${id}`))
  })
})

test('the same seed and epoch give the same journal, byte for byte', async () => {
  const journals: string[] = []
  for (let run = 0; run < 2; run++) {
    const simulator = createSimulator({ seed: 'twice', epoch: 1000 })
    simulator.network.setLatency(5, 90)
    const session = await connected(simulator)
    session.publish(simulator.OT.initPublisher())
    simulator.room().join().publish()
    await simulator.settled()
    journals.push(JSON.stringify(simulator.journal))
  }
  expect(journals[0]).toBe(journals[1])
})
