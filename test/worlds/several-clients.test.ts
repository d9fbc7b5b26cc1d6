import { describe, expect, test } from 'vitest'
import { createSimulator, type SimulatedClient, type Simulator } from '../../src/simulator.ts'

interface Heard {
  readonly type: string
  readonly reason?: string
  readonly connection?: { readonly connectionId: string }
  readonly stream?: { readonly name: string }
  readonly data?: string
  readonly active?: boolean
}

const told = ['connectionCreated', 'connectionDestroyed', 'streamCreated', 'streamDestroyed', 'signal', 'muteForced']

/** One person at one client: what their session told them. */
async function enter(simulator: Simulator, client: Pick<SimulatedClient, 'OT'>, role: 'moderator' | 'publisher') {
  const { apiKey, sessionId, token } = simulator.credentials({ role })
  const session = client.OT.initSession(apiKey, sessionId)
  const heard: string[] = []
  for (const type of told) {
    session.on(type, (event: Heard) => {
      const about = event.stream?.name ?? event.data ?? event.reason ?? ''
      heard.push(`${event.type} ${about}`.trim())
    })
  }
  session.on('sessionDisconnected', (event: Heard) => heard.push(`${event.type} ${event.reason}`))
  session.connect(token)
  await simulator.settled()
  const publish = async (name: string) => {
    const publisher = client.OT.initPublisher(undefined, { name })
    publisher?.on('muteForced', () => heard.push('publisher muteForced'))
    publisher?.on('streamDestroyed', (event: Heard) => heard.push(`publisher streamDestroyed ${event.reason}`))
    session.publish(publisher)
    await simulator.settled()
    return publisher
  }
  return { session, heard, publish }
}

async function meeting() {
  const simulator = createSimulator({ seed: 7, epoch: 0 })
  const moderator = await enter(simulator, simulator, 'moderator')
  const guest = await enter(simulator, simulator.createClient(), 'publisher')
  const other = await enter(simulator, simulator.createClient(), 'publisher')
  return { simulator, moderator, guest, other }
}

describe('several clients in one world', () => {
  test('each is told of the others, and of nobody twice', async () => {
    const { simulator, moderator, guest, other } = await meeting()
    await guest.publish('Gina')
    expect(moderator.heard).toEqual([
      'connectionCreated',
      'connectionCreated',
      'connectionCreated',
      'streamCreated Gina',
    ])
    expect(other.heard.at(-1)).toBe('streamCreated Gina')
    expect(guest.heard).not.toContain('streamCreated Gina')
    expect([moderator, guest, other].map(({ session }) => session.streams.length())).toEqual([1, 1, 1])
    expect(simulator.room().streams.map(({ name }) => name)).toEqual(['Gina'])
  })

  test('a signal reaches everybody, its sender too', async () => {
    const { simulator, moderator, guest, other } = await meeting()
    await guest.session.signal({ type: 'chat', data: 'hello' })
    await simulator.settled()
    for (const { heard } of [moderator, guest, other]) expect(heard.at(-1)).toBe('signal:chat hello')
  })

  test('a moderator sends somebody away: they hear why, and the others that they went', async () => {
    const { simulator, moderator, guest, other } = await meeting()
    await guest.publish('Gina')
    const target = guest.session.connection
    await moderator.session.forceDisconnect(target)
    await simulator.settled()
    expect(guest.heard.slice(-2)).toEqual([
      'sessionDisconnected forceDisconnected',
      'publisher streamDestroyed forceDisconnected',
    ])
    expect(other.heard.slice(-2)).toEqual(['streamDestroyed Gina', 'connectionDestroyed forceDisconnected'])
    expect(moderator.heard.slice(-2)).toEqual(['streamDestroyed Gina', 'connectionDestroyed forceDisconnected'])
  })

  test('a moderator takes a stream down and mutes everybody else', async () => {
    const { simulator, moderator, guest, other } = await meeting()
    await guest.publish('Gina')
    await other.publish('Otto')
    await moderator.session.forceMuteAll()
    await simulator.settled()
    expect(guest.heard.slice(-2)).toEqual(['muteForced', 'publisher muteForced'])
    expect(other.heard.slice(-2)).toEqual(['muteForced', 'publisher muteForced'])
    const stream = moderator.session.streams.find({ name: 'Otto' })
    await moderator.session.forceUnpublish(stream)
    await simulator.settled()
    expect(other.heard.at(-1)).toBe('publisher streamDestroyed forceUnpublished')
    expect(guest.heard.at(-1)).toBe('streamDestroyed Otto')
  })

  test('a guest may do none of that', async () => {
    const { guest, moderator } = await meeting()
    await expect(guest.session.forceDisconnect(moderator.session.connection)).rejects.toMatchObject({ code: 1520 })
    await expect(guest.session.forceUnpublish({ streamId: 'x' })).rejects.toMatchObject({ code: 1530 })
    await expect(guest.session.forceMuteAll()).rejects.toMatchObject({ name: 'OT_PERMISSION_DENIED' })
  })

  test('who leaves is missed, who comes late sees who is there', async () => {
    const { simulator, moderator, guest } = await meeting()
    await moderator.publish('Mo')
    await guest.session.disconnect()
    await simulator.settled()
    expect(moderator.heard.at(-1)).toBe('connectionDestroyed clientDisconnected')
    const late = await enter(simulator, simulator.createClient(), 'publisher')
    expect(late.heard.at(-1)).toBe('streamCreated Mo')
    expect(late.session.connections.length()).toBe(3)
  })
})
