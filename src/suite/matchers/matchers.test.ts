import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSimulator, type Simulator } from '../../author/simulator.ts'
import { createMatchers } from './matchers.ts'
import type { MatcherResult } from './result.ts'

let simulator: Simulator
const matchers = createMatchers(() => [simulator])

beforeEach(() => {
  simulator = createSimulator()
})
afterEach(() => simulator.dispose())

const sessionFor = (options: Parameters<Simulator['credentials']>[0] = {}) => {
  const { apiKey, sessionId, token } = simulator.credentials(options)
  return { session: simulator.OT.initSession(apiKey, sessionId), token }
}

const errorOf = async (options: Parameters<Simulator['credentials']>[0]): Promise<unknown> => {
  const { session, token } = sessionFor(options)
  return new Promise((done) => session.connect(token, done))
}

const textOf = ({ message }: MatcherResult): string => message()

describe('toBeOTError', () => {
  test.each(['Session.connect/expired-token', 'OT_AUTHENTICATION_ERROR', 1004])(
    'an error is known by %s',
    async (claim) => {
      expect(matchers.toBeOTError(await errorOf({ expiresIn: '-1h' }), claim).pass).toBe(true)
    },
  )

  test('an id tells errors of one name and code apart, and the text shows both and the journal', async () => {
    const result = matchers.toBeOTError(await errorOf({ expiresIn: '-1h' }), 'Session.connect/malformed-token')
    expect(result.pass).toBe(false)
    expect(textOf(result)).toMatch(
      /^Expected Session.connect\/malformed-token: OT_AUTHENTICATION_ERROR 1004.*\nReceived OT_AUTHENTICATION_ERROR 1004 \(Session.connect\/expired-token\)\.\n\nThe journal/,
    )
  })

  test('an error from elsewhere is known by its name and code in either dialect', () => {
    const error = Object.assign(new Error('no'), { name: 'OT_NOT_CONNECTED', code: 500 })
    expect(matchers.toBeOTError(error, 'Session.signal/not-connected').pass).toBe(true)
    expect(matchers.toBeOTError({ ...error, name: error.name, code: 1510 }, 'Session.signal/not-connected').pass).toBe(
      true,
    )
    expect(matchers.toBeOTError({ ...error, name: error.name, code: 7 }, 'Session.signal/not-connected').pass).toBe(
      false,
    )
  })

  test('what is no error is told as what it is', () => {
    expect(textOf(matchers.toBeOTError('oh', 1004))).toContain('Received the text "oh", which is no error.')
    expect(textOf(matchers.toBeOTError(undefined, 1004))).toContain('Received undefined, which is no error.')
  })

  test.each([
    ['Session.conect/expired-token', 'Did you mean "Session.connect/expired-token"?'],
    ['OT_AUTHENTICATION_EROR', 'Did you mean "OT_AUTHENTICATION_ERROR"?'],
    [4711, 'no failure of the catalogue has this id, name or code. "npx fake-opentok list" shows them all.'],
    ['OT_NONSENSE', 'no failure of the catalogue has this id, name or code.'],
    [undefined, 'toBeOTError() takes the id of a failure, a name or a code, and this is undefined.'],
  ])('the claim %s is refused', (claim, words) => {
    expect(() => matchers.toBeOTError(new Error('x'), claim)).toThrow(words)
  })
})

describe('toFailWith', () => {
  test('a promise that is rejected', async () => {
    const { session, token } = sessionFor({ expiresIn: '-1h' })
    const promise = session.connect.promise(token)
    expect((await matchers.toFailWith(promise, 'Session.connect/expired-token')).pass).toBe(true)
  })

  test('a call that passes its handler on', async () => {
    const { session, token } = sessionFor({ expiresIn: '-1h' })
    const call = (done: (error?: unknown) => void): unknown => session.connect(token, done)
    expect((await matchers.toFailWith(call, 'Session.connect/expired-token')).pass).toBe(true)
  })

  test('a mock function that was the handler', async () => {
    const { session, token } = sessionFor({ expiresIn: '-1h' })
    const handler = vi.fn()
    session.connect(token, handler)
    await simulator.settled()
    expect((await matchers.toFailWith(handler, 'Session.connect/expired-token')).pass).toBe(true)
  })

  test('a mock function that was the handler of a call under way is waited for', async () => {
    const { session, token } = sessionFor({ expiresIn: '-1h' })
    const handler = vi.fn()
    session.connect(token, handler)
    expect((await matchers.toFailWith(handler, 'Session.connect/expired-token')).pass).toBe(true)
  })

  test('a mock function that nothing called says so, and the journal shows the calls', async () => {
    sessionFor()
    const text = textOf(await matchers.toFailWith(vi.fn(), 'Session.connect/expired-token'))
    expect(text).toMatch(
      /The mock function was never called, and nothing is left to happen\.\n\nThe journal:\n.*call OT\.initSession$/,
    )
  })

  test('a call that succeeds, and one that is never answered', async () => {
    const { session, token } = sessionFor()
    const call = (done: (error?: unknown) => void): unknown => session.connect(token, done)
    expect(textOf(await matchers.toFailWith(call, 'Session.connect/expired-token'))).toContain('The call succeeded.')
    // A session that is connected drops the handler.
    expect(textOf(await matchers.toFailWith(call, 'Session.connect/expired-token'))).toContain(
      'The completion handler was never called, and nothing is left to happen.',
    )
  })

  test('a call that throws', async () => {
    const call = (): unknown => simulator.OT.initSession('1', '2', JSON.parse('null'))
    expect((await matchers.toFailWith(call, 'OT.initSession/options-null')).pass).toBe(true)
  })

  test.each([
    [7, 'Session.connect/expired-token', 'toFailWith() takes a promise, a function that makes a call'],
    [new Error('x'), 'Session.connect/expired-token', 'Leave out ".rejects"'],
    [Promise.resolve(), 'OT_AUTHENTICATION_ERROR', 'which several failures share'],
  ])('%s and %s are refused', async (received, id, words) => {
    await expect(matchers.toFailWith(received, id)).rejects.toThrow(words)
  })
})

describe('toHaveDispatched', () => {
  const connected = async () => {
    const { session, token } = sessionFor()
    session.connect(token, () => {})
    await simulator.settled()
    return session
  }

  test('an object is asked for its own events, a simulator for all', async () => {
    const session = await connected()
    const other = simulator.OT.initSession('1', '2')
    expect(matchers.toHaveDispatched(session, 'sessionConnected').pass).toBe(true)
    expect(matchers.toHaveDispatched(other, 'sessionConnected').pass).toBe(false)
    expect(matchers.toHaveDispatched(simulator, 'sessionConnected').pass).toBe(true)
    expect(matchers.toHaveDispatched(simulator.journal, 'sessionConnected').pass).toBe(true)
  })

  test('details have to agree, matchers of the runner included', async () => {
    const session = await connected()
    session.disconnect()
    await simulator.settled()
    const reason = { reason: 'clientDisconnected' }
    expect(matchers.toHaveDispatched(session, 'sessionDisconnected', reason).pass).toBe(true)
    expect(matchers.toHaveDispatched(session, 'sessionDisconnected', { reason: expect.any(String) }).pass).toBe(true)
    const wrong = matchers.toHaveDispatched(session, 'sessionDisconnected', { reason: 'networkDisconnected' })
    expect(textOf(wrong)).toMatch(
      /^sessionDisconnected { reason: "networkDisconnected" } should have been dispatched\. The nearest one, at \d+ ms, has { reason: "clientDisconnected" }\.\n\nThe events/,
    )
  })

  test('a detail may be the object that the listeners were given, or the id that the journal notes', async () => {
    const session = await connected()
    simulator.room().join({ name: 'Bob' }).publish({ name: 'Camera of Bob' })
    await simulator.settled()
    const stream = { name: 'Camera of Bob' }
    expect(matchers.toHaveDispatched(session, 'streamCreated', { stream }).pass).toBe(true)
    expect(matchers.toHaveDispatched(session, 'streamCreated', { stream: expect.objectContaining(stream) }).pass).toBe(
      true,
    )
    const [entry] = simulator.journal.find({ kind: 'event', what: 'streamCreated' })
    expect(matchers.toHaveDispatched(session, 'streamCreated', { stream: entry?.detail['stream'] }).pass).toBe(true)
    const other = { stream: expect.objectContaining({ name: 'Alice' }) }
    expect(textOf(matchers.toHaveDispatched(session, 'streamCreated', other))).toMatch(
      /^streamCreated { stream: ObjectContaining.*{"name":"Alice"}.* } should have been dispatched\. The nearest one/,
    )
  })

  test.each([
    ['sessionDisconected', undefined, 'Did you mean "sessionDisconnected"?'],
    ['sessionDisconnected', { raeson: 'x' }, 'an event sessionDisconnected has no raeson. Did you mean "reason"?'],
  ])('not: %s with %o holds for every application, and is refused', (type, details, words) => {
    const context = { ...matchers, isNot: true }
    expect(() => context.toHaveDispatched(simulator, type, details)).toThrow(words)
    expect(() => context.toHaveDispatchedInOrder(simulator, [[type, details]])).toThrow(words)
  })

  test('not: an event of the application itself, a signal, and what the SDK has, may be asked', () => {
    const context = { ...matchers, isNot: true }
    for (const type of ['my-application:ready', 'signal:chat', 'exception']) {
      expect(context.toHaveDispatched(simulator, type).pass).toBe(false)
    }
  })

  test('a type that the SDK does not have is told with the nearest', async () => {
    expect(textOf(matchers.toHaveDispatched(simulator, 'sessionConected'))).toContain(
      'Did you mean "sessionConnected"?\n\nNo event was dispatched.',
    )
  })

  test('an order holds whatever lies between, and tells where it broke', async () => {
    const session = await connected()
    simulator.network.goOffline()
    await simulator.clock.advance('1min')
    const right = [
      'sessionConnected',
      'sessionReconnecting',
      ['sessionDisconnected', { reason: 'networkDisconnected' }],
    ]
    expect(matchers.toHaveDispatchedInOrder(session, right).pass).toBe(true)
    expect(textOf(matchers.toHaveDispatchedInOrder(session, ['sessionReconnecting', 'sessionReconnected']))).toContain(
      'After sessionReconnecting, sessionReconnected should have been dispatched.',
    )
  })

  test.each([
    [7, 'sessionConnected', 'takes an object that dispatches events'],
    ['simulator', 7, 'takes the type of an event, and this is the number 7.'],
  ])('%s and %s are refused', (received, type, words) => {
    expect(() => matchers.toHaveDispatched(received === 'simulator' ? simulator : received, type)).toThrow(words)
  })

  test('an order that is no list is refused', () => {
    expect(() => matchers.toHaveDispatchedInOrder(simulator, 'sessionConnected')).toThrow('takes a list of events')
    expect(() => matchers.toHaveDispatchedInOrder(simulator, [])).toThrow('and this list is empty')
    expect(() => matchers.toHaveDispatched(simulator, 'sessionConnected', 'x')).toThrow(
      'takes the details of an event as an object, and this is the text "x"',
    )
  })
})
