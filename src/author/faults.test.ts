import { describe, expect, test } from 'vitest'
import { createSimulator, type Simulator } from '../simulator.ts'

interface Told {
  readonly name?: string
  readonly code?: number
}

const codes = (told: readonly (Told | undefined)[]): readonly (number | undefined)[] => told.map((error) => error?.code)

function sessionOf(simulator: Simulator) {
  const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator' })
  return { session: simulator.OT.initSession(apiKey, sessionId), token, sessionId }
}

async function connected(simulator: Simulator) {
  const { session, token } = sessionOf(simulator)
  session.connect(token)
  await simulator.settled()
  return session
}

/** The results of so many calls of connect() in a row, with a disconnect() between them. */
async function connectInTurn(simulator: Simulator, calls: number): Promise<readonly (number | undefined)[]> {
  const { session, token } = sessionOf(simulator)
  const told: (Told | undefined)[] = []
  for (let call = 0; call < calls; call++) {
    session.connect(token, (error?: Told) => told.push(error))
    await simulator.settled()
    session.disconnect()
    await simulator.settled()
  }
  return codes(told)
}

/** The results of so many publishers in a row. */
async function capture(simulator: Simulator, names: readonly string[]): Promise<readonly (string | undefined)[]> {
  const told: (Told | undefined)[] = []
  for (const name of names) {
    simulator.OT.initPublisher(undefined, { name }, (error?: Told) => told.push(error))
    await simulator.settled()
  }
  return told.map((error) => error?.name)
}

describe('a failure of connecting, which the SDK tries to get over', () => {
  test('is counted by calls: the second connect() fails, although the first asks again and again', async () => {
    const simulator = createSimulator()
    simulator.fail('Session.connect/http-error')
    simulator.fail('Session.connect/expired-token', { call: 2 })
    const told = await connectInTurn(simulator, 3)
    expect(told).toEqual([2001, 1004, undefined])
  })

  test('is counted where it strikes: a call that was refused before does not count', async () => {
    const simulator = createSimulator({ dialect: 'sdk' })
    simulator.fail('Session.connect/http-error')
    simulator.fail('Session.connect/socket-refused', { call: 2 })
    expect(await connectInTurn(simulator, 4)).toEqual([2001, undefined, 4020, undefined])
  })

  test('strikes as many calls as it is meant to', async () => {
    const simulator = createSimulator()
    simulator.fail('Session.connect/http-error', { times: 2 })
    expect(await connectInTurn(simulator, 3)).toEqual([2001, 2001, undefined])
  })

  test('does not strike what is asked for on the way back to a lost line', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    const heard: string[] = []
    session.on('sessionReconnected sessionDisconnected', ({ type }: { type: string }) => heard.push(type))
    simulator.fail('Session.connect/socket-refused')
    simulator.network.drop()
    await simulator.settled()
    expect(heard).toEqual(['sessionReconnected'])
    expect(simulator.armed).toHaveLength(1)
  })

  test('that was given up in the middle leaves nothing for the next call', async () => {
    const simulator = createSimulator()
    const { session, token } = sessionOf(simulator)
    simulator.fail('Session.connect/http-error')
    session.connect(token)
    await simulator.clock.advance(100)
    session.disconnect()
    await simulator.settled()
    const told: (Told | undefined)[] = []
    session.connect(token, (error?: Told) => told.push(error))
    await simulator.settled()
    expect(codes(told)).toEqual([undefined])
  })
})

describe('a failure of the camera', () => {
  test('waits for the call that it is meant for', async () => {
    const simulator = createSimulator()
    simulator.fail('OT.initPublisher/hardware-unavailable', { call: 2 })
    expect(await capture(simulator, ['a', 'b', 'c'])).toEqual([undefined, 'OT_HARDWARE_UNAVAILABLE', undefined])
  })

  test('waits for its time, for its publisher and for its client', async () => {
    const simulator = createSimulator()
    simulator.fail('OT.initPublisher/hardware-unavailable', { after: '10s', match: { name: 'b', client: 'client-1' } })
    expect(await capture(simulator, ['b'])).toEqual([undefined])
    await simulator.clock.advance('10s')
    expect(await capture(simulator, ['a', 'b'])).toEqual([undefined, 'OT_HARDWARE_UNAVAILABLE'])
  })

  test('strikes publishers, and no other use of the camera', async () => {
    const simulator = createSimulator()
    simulator.fail('OT.initPublisher/access-denied')
    await simulator.OT.getUserMedia({})
    expect(simulator.armed).toHaveLength(1)
  })

  test('of a screen does not strike a camera', async () => {
    const simulator = createSimulator()
    simulator.fail('OT.initPublisher/screen-access-denied')
    expect(await capture(simulator, ['a'])).toEqual([undefined])
  })
})

describe('a failure of the media path', () => {
  test('is counted by streams, however often their media is agreed on', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    simulator.fail('Session.publish/create-offer-failed', { call: 2 })
    const told: boolean[] = []
    for (const _ of ['first', 'second', 'third']) {
      session.publish(simulator.OT.initPublisher(), (error?: Told) => told.push(Boolean(error)))
      await simulator.settled()
      simulator.media.renegotiate()
      await simulator.settled()
    }
    expect(told).toEqual([false, true, false])
  })

  test('is counted by subscribers, also of one stream', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    simulator.room().join({ name: 'alice' }).publish()
    await simulator.settled()
    simulator.fail('Session.subscribe/invalid-offer', { call: 2 })
    const told: boolean[] = []
    for (const _ of ['first', 'second', 'third']) {
      session.subscribe(session.streams.at(0), undefined, {}, (error?: Told) => told.push(Boolean(error)))
      await simulator.settled()
    }
    expect(told).toEqual([false, true, false])
  })
})

describe('a failure of what runs', () => {
  const reasonsOf = (session: Awaited<ReturnType<typeof connected>>): string[] => {
    const reasons: string[] = []
    session.on('sessionDisconnected', ({ reason }: { reason: string }) => reasons.push(reason))
    return reasons
  }

  test('strikes at once where it runs already', async () => {
    const simulator = createSimulator()
    const reasons = reasonsOf(await connected(simulator))
    simulator.fail('Session/force-disconnected')
    await simulator.settled()
    expect(reasons).toEqual(['forceDisconnected'])
    expect(simulator.room().connections).toEqual([])
  })

  test('strikes the next that runs, or the one after, and each only once', async () => {
    const simulator = createSimulator()
    const muted: number[] = []
    simulator.fail('Publisher/force-muted', { call: 2, times: 2 })
    const session = await connected(simulator)
    for (const number of [1, 2, 3, 4]) {
      const publisher = session.publish(undefined)
      publisher?.on('muteForced', () => muted.push(number))
      await simulator.settled()
    }
    expect(muted).toEqual([2, 3])
  })

  test('strikes the client that it is meant for', async () => {
    const simulator = createSimulator()
    const { apiKey, sessionId, token } = simulator.credentials()
    const session = simulator.createClient().OT.initSession(apiKey, sessionId)
    const reasons = reasonsOf(session)
    simulator.fail('Session/socket-closed', { match: { client: 'client-2' } })
    await connected(simulator)
    session.connect(token)
    await simulator.settled()
    expect(reasons).toEqual(['networkDisconnected'])
    expect(simulator.armed).toEqual([])
  })

  test('a lost network comes back when the session has ended, so that connecting again succeeds', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    const reasons = reasonsOf(session)
    simulator.fail('Session/network-lost')
    await simulator.clock.advance('31s')
    expect(reasons).toEqual(['networkDisconnected'])
    const told: (Told | undefined)[] = []
    session.connect(simulator.credentials().token, (error?: Told) => told.push(error))
    await simulator.settled()
    expect(codes(told)).toEqual([undefined])
  })

  test('a silent service speaks again when the session has ended', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    const reasons = reasonsOf(session)
    simulator.fail('Session/server-silent')
    await simulator.clock.advance('60s')
    expect(reasons).toEqual(['clientDisconnected'])
    expect(simulator.network.isHeld).toBe(false)
  })

  test('a stream that leaves is gone for the service, too', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    simulator.room().join({ name: 'alice' }).publish()
    await simulator.settled()
    simulator.fail('Session.subscribe/stream-destroyed')
    const told: (Told | undefined)[] = []
    session.subscribe(session.streams.at(0), undefined, {}, (error?: Told) => told.push(error))
    await simulator.settled()
    expect(told.map((error) => error?.name)).toEqual(['OT_STREAM_DESTROYED'])
    expect(simulator.room().streams).toEqual([])
  })
})

describe('requests that two operations make', () => {
  test('a failure of one does not strike the other', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    simulator.fail('Session.forceMuteAll/permission-denied-by-server')
    simulator.fail('Session.forceUnpublish/permission-denied-by-server')
    const publisher = session.publish(undefined)
    await simulator.settled()
    if (publisher) session.unpublish(publisher)
    await session.disableForceMute()
    await simulator.settled()
    expect(simulator.armed.map(({ struck }) => struck)).toEqual([0, 0])
    await expect(session.forceMuteAll()).rejects.toMatchObject({ name: 'OT_PERMISSION_DENIED' })
  })
})

describe('what is armed', () => {
  test('is listed until it has struck, with how often it did', async () => {
    const simulator = createSimulator()
    const session = await connected(simulator)
    simulator.fail('Session.signal/rate-limit-exceeded', { times: Infinity, match: { type: 'chat' } })
    simulator.fail('Session.signal/recipient-not-found')
    for (const type of ['chat', 'chat', 'other']) session.signal({ type })
    await simulator.settled()
    expect(simulator.armed).toEqual([
      { failure: 'Session.signal/rate-limit-exceeded', struck: 2, times: Infinity, call: 1, match: { type: 'chat' } },
    ])
  })

  test('is nothing after a reset, which tells who watches the journal what never struck', () => {
    const simulator = createSimulator()
    const never: unknown[] = []
    simulator.journal.watch(({ what, detail }) => what === 'never struck' && never.push(detail['failureId']))
    simulator.fail('Session.signal/recipient-not-found')
    simulator.reset()
    expect(simulator.armed).toEqual([])
    expect(never).toEqual(['Session.signal/recipient-not-found'])
  })

  test('is less by a failure that is taken back, which strikes no more', async () => {
    const simulator = createSimulator()
    simulator.fail('Session.connect/http-error', { times: Infinity })
    simulator.fail('Session.signal/recipient-not-found')
    simulator.disarm('Session.connect/http-error')
    expect(simulator.armed.map(({ failure }) => failure)).toEqual(['Session.signal/recipient-not-found'])
    const { apiKey, sessionId, token } = simulator.credentials()
    const session = simulator.OT.initSession(apiKey, sessionId)
    session.connect(token)
    await simulator.settled()
    expect(session.currentState).toBe('connected')
    expect(() => simulator.disarm('Session.connect/http-error')).toThrow(
      'Session.connect/http-error is not armed, so there is nothing to take back. Armed: Session.signal/recipient-not-found.',
    )
  })

  test('a failure that is carried by a token strikes its own client, also where the service tells it', async () => {
    const simulator = createSimulator()
    const { apiKey, sessionId, token } = simulator.credentials({ scenario: 'Session.publish/stream-never-announced' })
    const session = simulator.OT.initSession(apiKey, sessionId)
    session.connect(token)
    await simulator.settled()
    session.publish(undefined)
    await simulator.clock.advance('20s')
    expect(simulator.armed).toEqual([])
  })
})
