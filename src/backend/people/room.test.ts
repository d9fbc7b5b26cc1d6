import { describe, expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../../simulator.ts'

interface Heard {
  readonly type: string
  readonly [detail: string]: unknown
}

async function call(): Promise<{ simulator: Simulator; heard: Heard[]; connectionId: string }> {
  const simulator = createSimulator({ epoch: 0 })
  const { apiKey, sessionId, token } = simulator.credentials()
  const session = simulator.OT.initSession(apiKey, sessionId)
  const heard: Heard[] = []
  const names = ['signal', 'sessionDisconnected', 'muteForced', 'archiveStarted', 'archiveStopped', 'archiveUpdated']
  for (const type of names) session.on(type, (event: object) => heard.push({ ...event, type }))
  session.connect(token)
  await simulator.settled()
  return { simulator, heard, connectionId: session.connection?.connectionId ?? '' }
}

describe('the service, of its own accord,', () => {
  test('signals: the event comes from null', async () => {
    const { simulator, heard } = await call()
    simulator.room().signal({ type: 'news', data: 'hello' })
    await simulator.settled()
    expect(heard).toMatchObject([{ type: 'signal', from: null, data: 'hello' }])
  })

  test('signals to one connection alone', async () => {
    const { simulator, heard } = await call()
    const room = simulator.room()
    room.signal({ data: 'for alice', to: room.join({ name: 'alice' }).connectionId })
    await simulator.settled()
    expect(heard).toEqual([])
  })

  test('disconnects: the session ends with the reason, and nobody stays', async () => {
    const { simulator, heard, connectionId } = await call()
    simulator.room().forceDisconnect(connectionId)
    await simulator.settled()
    expect(heard).toMatchObject([{ type: 'sessionDisconnected', reason: 'forceDisconnected' }])
    expect(simulator.room().connections).toEqual([])
  })

  test('mutes everybody and lifts it', async () => {
    const { simulator, heard } = await call()
    simulator.room().forceMuteAll()
    simulator.room().disableForceMute()
    await simulator.settled()
    expect(heard).toMatchObject([
      { type: 'muteForced', active: true },
      { type: 'muteForced', active: false },
    ])
  })

  test('archives under the id of the application’s own server', async () => {
    const { simulator, heard } = await call()
    expect(simulator.room().startArchive({ id: 'a-1', name: 'Monday' })).toBe('a-1')
    simulator.room().stopArchive('a-1')
    await simulator.settled()
    expect(heard).toMatchObject([
      { type: 'archiveStarted', id: 'a-1', name: 'Monday' },
      { type: 'archiveStopped', id: 'a-1' },
    ])
  })

  test('crashes: everybody is disconnected, and the session can be joined again', async () => {
    const { simulator, heard } = await call()
    const room = simulator.room()
    room.join().publish()
    room.startArchive()
    room.crash()
    await simulator.settled()
    expect(heard.at(-1)).toMatchObject({ type: 'sessionDisconnected', reason: 'forceDisconnected' })
    expect([room.connections, room.streams]).toEqual([[], []])
    expect(room.join().isPresent).toBe(true)
  })
})

describe('an act of the service that can have no effect', () => {
  test.each([
    ['signal', (room: ReturnType<Simulator['room']>) => room.signal({ data: 'x' })],
    ['forceMuteAll', (room: ReturnType<Simulator['room']>) => room.forceMuteAll()],
    ['crash', (room: ReturnType<Simulator['room']>) => room.crash()],
  ])('%s in an empty room says so', (verb, act) => {
    expect(() => act(createSimulator().room())).toThrow(`room.${verb}() has no effect: nobody is in this room`)
  })

  test('names who is there where the connection or the stream is not', async () => {
    const { simulator, connectionId, heard } = await call()
    const room = simulator.room()
    expect(() => room.forceDisconnect('x')).toThrow(
      `There is no connection "x" in this room. Its connections: ${connectionId}`,
    )
    expect(() => room.signal({ to: 'x' })).toThrow('There is no connection "x"')
    expect(() => room.forceMuteStream('x')).toThrow('There is no stream "x" in this room')
    expect(heard).toEqual([])
  })

  test('refuses an archive id that is taken', async () => {
    const { simulator } = await call()
    const room = simulator.room()
    room.startArchive({ id: 'a-1' })
    expect(() => room.startArchive({ id: 'a-1' })).toThrow('There is an archive "a-1" already')
  })
})
