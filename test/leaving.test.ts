import { describe, expect, test } from 'vitest'
import type { OTError, Publisher, Session } from '../src/index.ts'
import { createSimulator, type Simulator } from '../src/simulator.ts'

/**
 * Ordinary applications that leave in the middle of something. Each is written as people write them; on a stand-in that answers whatever
 * is under way kindly, each of these tests passes the other way round.
 */

interface Call {
  readonly simulator: Simulator
  readonly session: Session
  readonly seen: string[]
}

async function inCall(): Promise<Call> {
  const simulator = createSimulator({ epoch: 0, dialect: 'sdk', uncaught: 'journal' })
  simulator.room().join({ name: 'Alice' }).publish({ name: 'Alice' })
  const { apiKey, sessionId, token } = simulator.credentials({ role: 'moderator' })
  const session = simulator.OT.initSession(apiKey, sessionId)
  const seen: string[] = []
  session.on('sessionDisconnected', () => seen.push('left'))
  session.on('sessionReconnecting', () => seen.push('reconnecting'))
  session.on('sessionReconnected', () => seen.push('reconnected'))
  session.connect(token)
  await simulator.settled()
  return { simulator, session, seen }
}

const words = (what: string, error?: Pick<OTError, 'name' | 'code'> | null): string =>
  error === undefined || error === null ? what : `${what}: ${error.name} ${error.code ?? ''}`.trim()

const published = (simulator: Simulator, seen: string[]): Publisher => {
  const publisher = simulator.OT.initPublisher(undefined, {})
  publisher.on('streamDestroyed', ({ reason }) => seen.push(`stream ${reason}`))
  publisher.on('destroyed', () => seen.push('publisher gone'))
  return publisher
}

describe('an application that says goodbye and leaves', () => {
  test('is told that the goodbye did not arrive, before it has left', async () => {
    const { simulator, session, seen } = await inCall()
    session.signal({ type: 'chat', data: 'goodbye' }, (error) => seen.push(words('signal', error)))
    session.disconnect()
    await simulator.settled()
    expect(seen).toEqual(['signal: OT_NOT_CONNECTED 500', 'left'])
  })

  test('and one that awaits the signal is understood', async () => {
    const { simulator, session, seen } = await inCall()
    session.signal({ type: 'chat', data: 'goodbye' }, (error) => {
      seen.push(words('signal', error))
      session.disconnect()
    })
    await simulator.settled()
    expect(seen).toEqual(['signal', 'left'])
  })
})

test('an application that hangs up while its publish is unanswered waits in vain for the end, and can connect again', async () => {
  const { simulator, session, seen } = await inCall()
  const publisher = published(simulator, seen)
  await simulator.settled()
  simulator.hold('Session.publish')
  session.publish(publisher, (error) => seen.push(words('publish', error)))
  await simulator.clock.advance(100)
  void session.disconnect().then(() => seen.push('disconnect() resolved'))
  await simulator.clock.advance(60_000)
  expect(seen).toEqual(['stream reset', 'publish: OT_UNEXPECTED_SERVER_RESPONSE 2001'])
  expect(session.currentState).toBe('disconnecting')
  session.connect(session.token ?? '', (error) => seen.push(words('connected again', error)))
  await simulator.clock.advance(1000)
  expect(seen.at(-1)).toBe('connected again')
})

test('an application that leaves while it subscribes shows an error of the subscriber first', async () => {
  const { simulator, session, seen } = await inCall()
  const stream = session.streams.find(({ name }) => name === 'Alice')
  if (stream === undefined) throw new Error('Alice does not publish.')
  session.subscribe(stream, undefined, {}, (error) => seen.push(words('subscribe', error)))
  session.disconnect()
  await simulator.settled()
  expect(seen).toEqual(['subscribe: OT_UNABLE_TO_SUBSCRIBE 1501', 'left'])
})

test('an application that toggles its camera twice in one turn loses both publishes', async () => {
  const { simulator, session, seen } = await inCall()
  const publisher = published(simulator, seen)
  publisher.on('streamDestroyed', (event) => event.preventDefault())
  await simulator.settled()
  session.publish(publisher, (error) => seen.push(words('first', error)))
  session.unpublish(publisher)
  session.publish(publisher, (error) => seen.push(words('second', error)))
  await simulator.settled()
  expect(seen).toEqual(['stream unpublished', 'stream reset', 'first: OT_CANCEL', 'second: OT_CANCEL'])
})

test('an application that leaves in the listener of sessionReconnecting is refused, and is reconnected', async () => {
  const { simulator, session, seen } = await inCall()
  session.on('sessionReconnecting', () => {
    session.disconnect().then(
      () => seen.push('disconnect() resolved'),
      () => seen.push('disconnect() rejected'),
    )
  })
  simulator.network.drop()
  await simulator.clock.advance(60_000)
  expect(seen).toEqual(['reconnecting', 'disconnect() rejected', 'reconnected'])
  expect(session.currentState).toBe('disconnecting')
})

test('an application that is unmounted twice while it publishes never hears its handler, and is out', async () => {
  const { simulator, session, seen } = await inCall()
  const publisher = published(simulator, seen)
  const unmount = (): void => {
    publisher.destroy()
    void session.disconnect().then(() => seen.push('disconnect() resolved'))
  }
  await simulator.settled()
  session.publish(publisher, (error) => seen.push(words('publish', error)))
  unmount()
  unmount()
  await simulator.settled()
  expect(seen).toEqual(['stream reset', 'publisher gone', 'left', 'disconnect() resolved', 'disconnect() resolved'])
})

test('an application that says goodbye in its clean-up, and is unmounted twice, is told of both goodbyes before its one end', async () => {
  const { simulator, session, seen } = await inCall()
  const unmount = (which: string): void => {
    session.signal({ type: 'chat', data: 'goodbye' }, (error) => seen.push(words(which, error)))
    void session.disconnect().then(() => seen.push(`${which} is out`))
  }
  unmount('first')
  unmount('second')
  await simulator.settled()
  expect(seen).toEqual([
    'second: OT_NOT_CONNECTED 500',
    'first: OT_NOT_CONNECTED 500',
    'left',
    'first is out',
    'second is out',
  ])
})

test('an application whose microphone is taken away is told that its sound is a problem, before it is told that media stopped', async () => {
  const { simulator, session, seen } = await inCall()
  const publisher = published(simulator, seen)
  publisher.on({ audioAcquisitionProblem: ({ method }: { method: string }) => seen.push(`problem: ${method}`) })
  publisher.on('mediaStopped', () => seen.push('stopped'))
  session.publish(publisher)
  await simulator.settled()
  simulator.media.endTracks('audio')
  await simulator.clock.advance(1000)
  expect(seen.slice(0, 2)).toEqual(['problem: trackEndedEvent', 'stopped'])
})

describe('every answer that comes too late can be arranged', () => {
  const requests = {
    'Session.signal': (session: Session, done: (error?: OTError) => void) => session.signal({ data: 'x' }, done),
    'Session.forceMuteAll': (session: Session, done: (error?: OTError) => void) =>
      session.forceMuteAll([]).then(() => done(), done),
    'Session.disableForceMute': (session: Session, done: (error?: OTError) => void) =>
      session.disableForceMute().then(() => done(), done),
  } as const
  const ends = {
    'a disconnect()': (_: Simulator, session: Session) => void session.disconnect(),
    'a moderator': (simulator: Simulator, { connection }: Session) =>
      simulator.room().forceDisconnect(connection?.connectionId ?? ''),
    'a lost network': (simulator: Simulator) => simulator.network.goOffline(),
  } as const
  const cells = Object.entries(requests).flatMap(([operation, ask]) =>
    Object.entries(ends).flatMap(([name, end]) =>
      (['hold()', 'latency'] as const).map((way) => [operation, name, way, ask, end] as const),
    ),
  )

  test.each(cells)('%s, ended by %s, with %s', async (operation, _name, way, ask, end) => {
    const { simulator, session, seen } = await inCall()
    if (way === 'hold()') simulator.hold(operation)
    else simulator.network.setLatency(500)
    ask(session, (error) => seen.push(words('answer', error)))
    await simulator.clock.advance(100)
    end(simulator, session)
    await simulator.clock.advance(90_000)
    expect(seen.filter((one) => one.startsWith('answer'))).toHaveLength(1)
    expect(seen.find((one) => one.startsWith('answer'))).toMatch(/OT_(NOT_CONNECTED|UNEXPECTED_SERVER_RESPONSE)/)
    expect(seen).toContain('left')
  })
})
