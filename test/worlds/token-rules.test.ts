import { describe, expect, test } from 'vitest'
import { type CredentialOptions, createSimulator } from '../../src/simulator.ts'

// The overview of token creation in the guides (`notes:token-guide`); which code a client gets is assumed.

async function arrive(options: CredentialOptions) {
  const simulator = createSimulator()
  const { apiKey, sessionId, token } = simulator.credentials(options)
  const session = simulator.OT.initSession(apiKey, sessionId)
  const told: string[] = []
  simulator.OT.on('exception', ({ code, title }) => void told.push(`exception ${code} ${title}`))
  session.connect(token, (error) => void told.push(error ? `${error.name} ${error.code}` : 'connected'))
  await simulator.settled()
  return { simulator, session, told }
}

const refused = ['exception 1004 Authentication error', 'OT_AUTHENTICATION_ERROR 1004']

describe.each(['jwt', 't1'] as const)('a %s token', (format) => {
  test.each([
    ['with 1,000 characters of connection data', { data: 'x'.repeat(1000) }, ['connected']],
    ['with 1,001 characters of connection data', { data: 'x'.repeat(1001) }, refused],
    ['that lives for 30 days', { expiresIn: '720h' }, ['connected']],
    ['that lives for a second more', { expiresIn: 30 * 86_400_000 + 1000 }, refused],
  ])('%s', async (_, options, outcome) => {
    const { told } = await arrive({ format, ...options })
    expect(told).toEqual(outcome)
  })

  test('with the role publisheronly may publish, and neither subscribe nor signal', async () => {
    const { simulator, session, told } = await arrive({ format, role: 'publisheronly' })
    const alice = simulator.room().join({ name: 'alice' })
    alice.publish()
    await simulator.settled()
    const tell = (what: string) => (error?: { name: string; code?: number }) =>
      void told.push(error ? `${what} ${error.name} ${error.code}` : `${what} ok`)
    const publisher = simulator.OT.initPublisher()
    session.publish(publisher, tell('publish'))
    await simulator.settled()
    void session.signal({ type: 'chat', data: 'hello' }, tell('signal'))
    await simulator.settled()
    const [stream] = session.streams.where(({ connection }) => connection.connectionId === alice.connectionId)
    if (stream === undefined) throw new Error('Alice does not publish.')
    session.subscribe(stream, undefined, {}, tell('subscribe'))
    await simulator.settled()
    expect(told.filter((line) => !line.startsWith('exception'))).toEqual([
      'connected',
      'publish ok',
      'signal OT_PERMISSION_DENIED 403',
      'subscribe OT_UNABLE_TO_SUBSCRIBE 2001',
    ])
  })
})

test('a participant with the role publisheronly may not signal either', () => {
  const alice = createSimulator().room().join({ name: 'alice', role: 'publisheronly' })
  expect(() => alice.signal({ data: 'hello' })).toThrow(
    'alice cannot signal: the service refused with 403 (notPermitted)',
  )
})

test('the journal says which rule a token breaks', async () => {
  const { simulator } = await arrive({ data: 'x'.repeat(1001) })
  expect(simulator.heardOf('Session.connect/connection-data-too-long')).not.toEqual([])
})
