const { allowUnmet, eachDialect, eachFailure, eachScenario } = require('fake-opentok/jest')
const { simulator } = require('fake-opentok/simulator')
const { join } = require('./application.js')

const credentials = () => simulator.credentials({ expiresIn: '-1h' })

test('an expired token is told', async () => {
  const { apiKey, sessionId, token } = credentials()
  expect(await join(apiKey, sessionId, token)).toBe('You cannot join (1004).')
})

test('a world is as new for each test', () => {
  expect(simulator.journal.entries).toEqual([])
})

test('matchers', async () => {
  const { apiKey, sessionId, token } = credentials()
  const session = simulator.OT.initSession(apiKey, sessionId)
  await expect((done) => session.connect(token, done)).toFailWith('Session.connect/expired-token')
  await expect(session.connect.promise(token)).rejects.toBeOTError(1004)
  const handler = jest.fn()
  session.connect(token, handler)
  await simulator.settled()
  await expect(handler).toFailWith('Session.connect/expired-token')
  expect(session).not.toHaveDispatched('sessionConnected')
})

test('what may stay unmet is allowed', () => {
  simulator.fail('Session.publish/ice-failed')
  allowUnmet('Session.publish/ice-failed')
})

describe.each(eachDialect())('in the dialect $dialect', ({ createSimulator, dialect }) => {
  test('a world of its own', () => {
    expect(createSimulator().dialect).toBe(dialect)
  })
})

test.each(eachFailure('Session.signal'))('$id is of its operation', ({ id, operation }) => {
  expect(id).toContain(operation)
})

test('fake timers that come later do not stop the world', async () => {
  jest.useFakeTimers()
  const { apiKey, sessionId, token } = credentials()
  expect(await join(apiKey, sessionId, token)).toBe('You cannot join (1004).')
  jest.useRealTimers()
})

eachScenario('scenarios/*.json', {}, async ({ simulator: world, expectations, play }) => {
  const { apiKey, sessionId, token } = world.credentials()
  await join(apiKey, sessionId, token)
  await play()
  expectations.verify()
})
