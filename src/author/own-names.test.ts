import { expect, test } from 'vitest'
import type { Publisher } from '../sdk/surface/publisher.ts'
import type { Session } from '../sdk/surface/session.ts'
import { createSimulator, type Simulator } from './simulator.ts'

interface Joined {
  readonly simulator: Simulator
  readonly session: Session
  readonly publisher: Publisher
}

async function inACall(): Promise<Joined> {
  const simulator = createSimulator()
  const { apiKey, sessionId, token } = simulator.credentials()
  simulator.room().join({ name: 'Alice' }).publish()
  const session = simulator.OT.initSession(apiKey, sessionId)
  await session.connect.promise(token)
  const publisher = simulator.OT.initPublisher()
  await session.publish.promise(publisher)
  return { simulator, session, publisher }
}

test('a moderator mutes, unpublishes and removes the application by "own" and "me"', async () => {
  const { simulator, session, publisher } = await inACall()
  const told: string[] = []
  publisher.on('muteForced', () => told.push('muted'))
  publisher.on('streamDestroyed', ({ reason }: { reason: string }) => told.push(reason))
  session.on('sessionDisconnected', ({ reason }: { reason: string }) => told.push(reason))
  const moderator = simulator.room().join({ role: 'moderator' })
  moderator.mute('own')
  await simulator.settled()
  moderator.forceUnpublish('own')
  await simulator.settled()
  moderator.forceDisconnect('me')
  await simulator.settled()
  expect(told).toEqual(['muted', 'forceUnpublished', 'forceDisconnected'])
})

test('the service and people reach the application by the same names, and leave it out by them', async () => {
  const { simulator, session, publisher } = await inACall()
  const told: string[] = []
  publisher.on('muteForced', () => told.push('muted'))
  session.on('signal:chat', ({ data }: { data?: string }) => told.push(String(data)))
  const room = simulator.room()
  room.forceMuteAll({ except: ['own'] })
  room.join({ name: 'Bob' }).signal({ type: 'chat', data: 'to you', to: 'me' })
  await simulator.settled()
  expect(told).toEqual(['to you'])
  room.forceMuteStream('own')
  room.forceDisconnect('me')
  await simulator.settled()
  expect(told).toEqual(['to you', 'muted'])
  expect(session.isConnected()).toBe(false)
})

test('a name of the application before it is there, or publishes, is refused with what to do', () => {
  const room = createSimulator().room()
  const moderator = room.join({ role: 'moderator' })
  expect(() => moderator.forceDisconnect('me')).toThrow('"me" is your application, and it is not in this session.')
  expect(() => moderator.mute('own')).toThrow('it is not in this session. Let it connect first.')
})

test('a scenario that is made from such acts has the names', async () => {
  const { simulator } = await inACall()
  simulator.room().join({ name: 'Bob', role: 'moderator' }).forceDisconnect('me')
  await simulator.settled()
  expect(JSON.stringify(simulator.toScenario())).toContain('"whom":"me"')
})
