import {
  allowUnmet,
  type Completion,
  eachDialect,
  eachFailure,
  eachScenario,
  fixture,
  fixtures,
  test,
} from 'fake-opentok/vitest'
import { describe, expect, test as plain, vi } from 'vitest'
import { join } from './application.js'

vi.mock('@vonage/client-sdk-video', () => import('fake-opentok'))

test('an expired token is told', async ({ simulator }) => {
  const { apiKey, sessionId, token } = simulator.credentials({ expiresIn: '-1h' })
  expect(await join(apiKey, sessionId, token)).toBe('You cannot join (1004).')
})

test('a world is as new for each test', ({ simulator }) => {
  expect(simulator.journal.entries).toEqual([])
})

test('matchers', async ({ simulator, OT, room }) => {
  room.join({ name: 'Alice' })
  const { apiKey, sessionId, token } = simulator.credentials({ expiresIn: '-1h' })
  const session = OT.initSession(apiKey, sessionId)
  await expect((done: Completion) => session.connect(token, done)).toFailWith('Session.connect/expired-token')
  await expect(session.connect.promise(token)).toFailWith('Session.connect/expired-token')
  await expect(session.connect.promise(token)).rejects.toBeOTError(1004)
  const good = simulator.credentials().token
  await session.connect.promise(good)
  expect(session).toHaveDispatched('sessionConnected')
  expect(session).not.toHaveDispatched('sessionDisconnected', { reason: expect.any(String) })
  expect(simulator).toHaveDispatchedInOrder(['exception', 'sessionConnected'])
})

test('what may stay unmet is allowed', ({ simulator }) => {
  simulator.fail('Session.publish/ice-failed')
  allowUnmet('Session.publish/ice-failed')
})

describe.each(eachDialect())('in the dialect $dialect', ({ createSimulator, dialect }) => {
  plain('a world of its own', () => {
    expect(createSimulator().dialect).toBe(dialect)
  })
})

plain.each(eachFailure('Session.connect', { over: ['completion'] }))('$id reaches the handler', async ({ id }) => {
  const { simulator } = await import('fake-opentok/simulator')
  const { apiKey, sessionId, token } = simulator.credentials()
  simulator.fail(id)
  const session = simulator.OT.initSession(apiKey, sessionId)
  await expect((done: Completion) => session.connect(token, done)).toFailWith(id)
})

const own = plain.extend<{ greeting: string }>({ greeting: 'hello' }).extend(fixtures)

own('the object form beside fixtures of one’s own', ({ greeting, simulator }) => {
  expect(greeting).toBe('hello')
  expect(simulator.dialect).toBe('documented')
  expect(fixture.simulator()).toBe(simulator)
})

eachScenario('scenarios/*.json', {}, async ({ simulator, expectations, play }) => {
  const { apiKey, sessionId, token } = simulator.credentials()
  await join(apiKey, sessionId, token)
  await play()
  expectations.verify()
})
