import type { RequestHandler } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Credentials } from '../simulator.ts'
import { createSimulator } from '../simulator.ts'
import { credentialsHandler } from './msw.ts'

const simulator = createSimulator()
const server = setupServer()

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  vi.restoreAllMocks()
  server.resetHandlers()
  simulator.reset()
})
afterAll(() => server.close())

const ask = (path: string, init?: RequestInit): Promise<Response> => fetch(`https://calls.example${path}`, init)

async function credentialsFor(room: string): Promise<Credentials> {
  const response = await ask(`/session/${room}`)
  return (await response.json()) as Credentials
}

function connect({ apiKey, sessionId, token }: Credentials): Promise<number | undefined> {
  return new Promise((resolve) => {
    simulator.OT.initSession(apiKey, sessionId).connect(token, (error?: { code: number }) => resolve(error?.code))
  })
}

const serve = (...handlers: readonly RequestHandler[]): void => server.use(...handlers)

describe('without options', () => {
  beforeEach(() => serve(credentialsHandler(simulator)))

  test('a room is answered with credentials that connect', async () => {
    const credentials = await credentialsFor('lobby')

    expect(Object.keys(credentials)).toEqual(['apiKey', 'applicationId', 'sessionId', 'token'])
    expect(await connect(credentials)).toBeUndefined()
  })

  test('the same room is the same session for everybody, and another room another session', async () => {
    const first = await credentialsFor('lobby')
    const second = await credentialsFor('lobby')

    expect(second.sessionId).toBe(first.sessionId)
    expect((await credentialsFor('stage')).sessionId).not.toBe(first.sessionId)
  })

  test("the room's name is read as a person wrote it", async () => {
    const { sessionId } = await credentialsFor(encodeURIComponent('team räum'))

    expect(sessionId).toBe(simulator.credentials({ session: 'team räum' }).sessionId)
  })

  test('a page on another origin may ask, with cookies and headers of its own', async () => {
    const headers = { origin: 'https://page.example', 'access-control-request-headers': 'x-tenant' }
    const response = await ask('/session/lobby', { method: 'OPTIONS', headers })

    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('https://page.example')
    expect(response.headers.get('access-control-allow-credentials')).toBe('true')
    expect(response.headers.get('access-control-allow-headers')).toBe('x-tenant')
  })

  test('what is not a question for credentials is left to other handlers', async () => {
    await expect(ask('/session/lobby', { method: 'POST' })).rejects.toThrow()
  })
})

describe('with options', () => {
  test.each([
    ['jwt', /^[\da-f-]{36}$/],
    ['t1', /^\d+$/],
  ] as const)('both keys fit a token of format %s', async (format, key) => {
    serve(credentialsHandler(simulator, { format }))
    const credentials = await credentialsFor('lobby')

    expect(credentials.apiKey).toMatch(key)
    expect(credentials.applicationId).toBe(credentials.apiKey)
    expect(await connect(credentials)).toBeUndefined()
  })

  test('a token that expired an hour ago is refused with 1004', async () => {
    serve(credentialsHandler(simulator, { expiresIn: '-1h' }))

    expect(await connect(await credentialsFor('lobby'))).toBe(1004)
  })

  test('role and connection data travel in the token', async () => {
    serve(credentialsHandler(simulator, { role: 'moderator', data: 'name=Ada' }))
    const credentials = await credentialsFor('lobby')
    await connect(credentials)
    const session = simulator.OT.initSession(credentials.apiKey, credentials.sessionId)

    expect(session.connection?.data).toBe('name=Ada')
    expect(session.capabilities.forceDisconnect).toBe(1)
  })

  test('a named session goes before the room of the path', async () => {
    serve(credentialsHandler(simulator, { session: 'stage' }))

    expect((await credentialsFor('lobby')).sessionId).toBe((await credentialsFor('hall')).sessionId)
  })

  test('another path may be listened on; without a room it leads to the session that everybody shares', async () => {
    serve(credentialsHandler(simulator, { path: 'https://calls.example/api/token' }))
    const response = await ask('/api/token')

    expect(await response.json()).toMatchObject({ sessionId: simulator.credentials().sessionId })
  })
})

describe('with a function', () => {
  test('the request decides', async () => {
    serve(
      credentialsHandler(simulator, ({ request, room }) => ({
        session: room === 'old-lobby' ? 'lobby' : 'other',
        data: request.headers.get('x-name') ?? '',
      })),
    )
    const response = await ask('/session/old-lobby', { headers: { 'x-name': 'Ada' } })
    const credentials = (await response.json()) as Credentials
    await connect(credentials)

    expect(credentials.sessionId).toBe(simulator.credentials({ session: 'lobby' }).sessionId)
    expect(simulator.room(credentials.sessionId).connections.map(({ data }) => data)).toEqual(['Ada'])
  })

  test('it may stand beside options, and goes before them', async () => {
    const answer = async ({ room }: { room: string | undefined }) => (room === 'full' ? { status: 429 } : {})
    serve(credentialsHandler(simulator, { expiresIn: '-1h', answer }))

    expect((await ask('/session/full')).status).toBe(429)
    expect(await connect(await credentialsFor('lobby'))).toBe(1004)
  })
})

describe('a server that fails', () => {
  test('a status from 300 up comes without credentials', async () => {
    serve(credentialsHandler(simulator, { status: 503 }))
    const response = await ask('/session/lobby')

    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ error: 'This server was told to answer 503.' })
  })

  test('a body is answered as it stands: JSON, or text', async () => {
    serve(credentialsHandler(simulator, { status: 404, body: { reason: 'no such room' } }))
    expect(await (await ask('/session/lobby')).json()).toEqual({ reason: 'no such room' })

    serve(credentialsHandler(simulator, { body: '<html>' }))
    expect(await (await ask('/session/lobby')).text()).toBe('<html>')
  })

  test('a status without a body has none', async () => {
    serve(credentialsHandler(simulator, { status: 204 }))

    expect((await ask('/session/lobby')).status).toBe(204)
  })

  test('a status that no answer can have is refused at once, by name', () => {
    expect(() => credentialsHandler(simulator, { status: 99 })).toThrow(
      'credentialsHandler(options.status): 99 is impossible. Give a status: a whole number from 200 to 599.',
    )
  })

  test.each([
    [{ expiresIn: 'soon' }, 'credentialsHandler(options.expiresIn): "soon" is no possible time'],
    [{ roles: 'moderator' }, 'credentialsHandler() has no option "roles". Did you mean "role"?'],
    [{ status: 503, role: 'moderator' }, 'credentialsHandler(options.role) has no effect'],
    [{ body: { own: true }, expiresIn: '1h' }, 'credentialsHandler(options.expiresIn) has no effect'],
  ])('%j is refused at once', (options, words) => {
    expect(() => credentialsHandler(simulator, options as object)).toThrow(words)
  })

  test('a mistake in what is decided reaches the application as a failing server that says what is wrong', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    serve(credentialsHandler(simulator, { answer: () => ({ expiresIn: 'soon' }) }))
    const response = await ask('/session/lobby')

    expect(response.status).toBe(500)
    expect(await response.text()).toContain('is no possible time')
  })
})
