import { describe, expect, test } from 'vitest'
import { createSimulator } from '../../src/simulator.ts'

/** A session that waits for the service to let its client in, and everything that is heard of it. */
async function joining() {
  const simulator = createSimulator({ clock: 'manual', dialect: 'sdk' })
  const heard: string[] = []
  const { apiKey, sessionId, token } = simulator.credentials()
  simulator.network.answer('connection.create', { status: 'none' })
  const session = simulator.OT.initSession(apiKey, sessionId)
  simulator.OT.on('exception', ({ code }: { code: number }) => heard.push(`exception ${code}`))
  session.on('sessionDisconnected', () => heard.push('sessionDisconnected'))
  session.connect(token, (error?: { code?: number }) => heard.push(`handler ${error?.code}`))
  await simulator.clock.advance(100)
  const leave = (): void => void session.disconnect().then(() => heard.push('promise'))
  return { simulator, session, token, heard, leave }
}

describe('disconnect() while the service is asked to let the client in', () => {
  test('makes connect() fail in a turn of its own, and its promise is never settled', async () => {
    const { simulator, session, heard, leave } = await joining()
    leave()
    expect([session.currentState, heard]).toEqual(['disconnecting', []])
    await simulator.clock.advance('60s')
    expect([session.currentState, heard]).toEqual(['disconnected', ['exception 2001', 'handler 2001']])
  })

  test('twice is the same as once', async () => {
    const { simulator, heard, leave } = await joining()
    leave()
    leave()
    await simulator.clock.advance('60s')
    expect(heard).toEqual(['exception 2001', 'handler 2001'])
  })

  test('and connect() in the same breath: the first call is forgotten', async () => {
    const { simulator, session, token, heard, leave } = await joining()
    leave()
    session.connect(token)
    await simulator.clock.advance('10s')
    expect(session.currentState).toBe('connected')
    expect(heard.filter((what) => what.startsWith('exception'))).toEqual([])
  })
})

describe('disconnect() while the messaging connection is being opened', () => {
  test('is never answered, and neither is connect(); connecting again succeeds', async () => {
    const simulator = createSimulator({ clock: 'manual' })
    const heard: string[] = []
    const { apiKey, sessionId, token } = simulator.credentials()
    simulator.network.setSocketMode('hang', 'accept')
    const session = simulator.OT.initSession(apiKey, sessionId)
    session.on('sessionDisconnected', () => heard.push('sessionDisconnected'))
    session.connect(token, () => heard.push('handler'))
    await simulator.clock.advance(100)
    session.disconnect().then(() => heard.push('promise'))
    await simulator.clock.advance('60s')
    expect([session.currentState, heard]).toEqual(['disconnecting', []])
    session.connect(token)
    await simulator.clock.advance(100)
    expect(session.currentState).toBe('connected')
  })
})

describe('a rejection that nobody listens to', () => {
  const unheardIn = (simulator: ReturnType<typeof createSimulator>): readonly unknown[] =>
    simulator.journal.find({ kind: 'uncaught', what: 'unheard rejection' }).map(({ detail }) => detail['name'])

  test('is noted, and the page hears nothing of it', async () => {
    const simulator = createSimulator()
    const { apiKey, sessionId } = simulator.credentials()
    const session = simulator.OT.initSession(apiKey, sessionId)
    void session.signal({ data: 'x' })
    void session.forceMuteAll()
    void simulator.OT.setAudioOutputDevice('none')
    await simulator.settled()
    await simulator.settled()
    expect(unheardIn(simulator)).toEqual(['OT_NOT_CONNECTED', 'OT_NOT_CONNECTED', 'OT_INVALID_AUDIO_OUTPUT_SOURCE'])
  })

  test('is not noted where a handler was told, or somebody listens', async () => {
    const simulator = createSimulator()
    const { apiKey, sessionId } = simulator.credentials()
    const session = simulator.OT.initSession(apiKey, sessionId)
    void session.signal({ data: 'x' }, () => {})
    await expect(session.forceMuteAll()).rejects.toThrow()
    await simulator.settled()
    expect(unheardIn(simulator)).toEqual([])
  })
})

describe('a line that is lost while the service is asked to let the client in', () => {
  async function asking() {
    const simulator = createSimulator({ clock: 'manual', dialect: 'sdk' })
    const heard: string[] = []
    const { apiKey, sessionId, token } = simulator.credentials()
    simulator.network.setLatency(200)
    const session = simulator.OT.initSession(apiKey, sessionId)
    for (const type of [
      'sessionConnected',
      'sessionReconnecting',
      'sessionReconnected',
      'sessionDisconnected',
    ] as const)
      session.on(type, () => heard.push(type))
    session.connect(token, (error?: { code?: number }) => heard.push(`handler ${error?.code}`))
    while (simulator.journal.find({ kind: 'request', what: 'connection.create' }).length === 0)
      await simulator.clock.advance(50)
    return { simulator, session, heard }
  }

  test('is sought again, the client asks again, and comes in once', async () => {
    const { simulator, session, heard } = await asking()
    simulator.network.drop()
    expect([session.currentState, heard]).toEqual(['connecting', ['sessionReconnecting']])
    await simulator.clock.advance('5s')
    expect(heard).toEqual(['sessionReconnecting', 'sessionReconnected', 'sessionConnected', 'handler undefined'])
    expect(simulator.room().connections.length).toBe(1)
    expect(session.isConnected()).toBe(true)
  })

  // What the real SDK does when it gives up was not recorded.
  test('and is not found within half a minute ends the attempt: the handler is told once', async () => {
    const { simulator, heard } = await asking()
    simulator.network.goOffline()
    await simulator.clock.advance('60s')
    simulator.network.comeBack()
    await simulator.clock.advance('60s')
    expect(heard).toEqual(['sessionReconnecting', 'handler 1006'])
  })
})
