import { setupServer } from 'msw/node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { explain } from '../../src/entry/cli/explain.ts'
import { createHandlers } from '../../src/entry/msw.ts'
import { createRest } from '../../src/entry/rest.ts'
import { createSimulator } from '../../src/simulator.ts'
import { privateKey, publicKey } from './key-pair.ts'
import { bearer, called } from './service-caller.ts'

const host = 'https://video.api.vonage.com'
const server = setupServer()
const unhandled: string[] = []
beforeEach(() => {
  unhandled.splice(0)
  server.listen({ onUnhandledRequest: ({ url }) => void unhandled.push(new URL(url).pathname) })
})
afterEach(() => {
  server.resetHandlers()
  server.close()
})

const asking = (key: string, init: RequestInit = {}): RequestInit => ({
  ...init,
  headers: {
    authorization: `Bearer ${bearer({ application_id: key })}`,
    'content-type': 'application/json',
    ...init.headers,
  },
})

describe('bad input is answered as the service does, and changes nothing', () => {
  test.each([
    ['no token', { headers: { authorization: '' } }, 403],
    [
      'a token of another application',
      { headers: { authorization: `Bearer ${bearer({ application_id: crypto.randomUUID() })}` } },
      403,
    ],
    ['an expired token', { headers: { authorization: `Bearer ${bearer({ application_id: 'x', exp: 1 })}` } }, 403],
    [
      'a token of HS256 where RS256 has to be',
      { headers: { authorization: `Bearer ${bearer({ application_id: 'x' }, 'HS256')}` } },
      403,
    ],
    ['no JSON', { body: '{"type":' }, 400],
    ['a list', { body: '[]' }, 400],
    ['another content type', { body: { data: 'x' }, headers: { 'content-type': 'text/plain' } }, 400],
    ['a signal that is too large', { body: { data: 'ä'.repeat(4097) } }, 413],
    ['an empty body', { body: '' }, 400],
    ['no content type', { body: { data: 'x' }, headers: { 'content-type': '' } }, 400],
    ['an unknown session', { params: { session: '2_MX4' }, body: { data: 'x' } }, 400],
  ])('%s', async (_name, request, status) => {
    const call = await called()
    const facts = (): number => call.simulator.journal.find({ kind: 'fact' }).length
    const before = facts()
    const answer = await call.ask('signalSession', request)
    await call.simulator.settled()
    expect(facts()).toBe(before)
    expect(answer).toMatchObject({ status, json: { code: status, message: expect.any(String) } })
    expect(call.heard).toEqual([])
  })

  test('a session of another application is refused', async () => {
    const call = await called()
    const other = createSimulator({ seed: 'other' }).credentials()
    expect(
      (await call.ask('signalSession', { params: { session: other.sessionId }, body: { data: 'x' } })).status,
    ).toBe(403)
  })
})

describe('the handlers', () => {
  test("leave a path that the service does not know to MSW's own policy", async () => {
    server.use(...createHandlers(createSimulator()))
    await expect(fetch(`${host}/v2/weather`)).rejects.toThrow()
    await expect.poll(() => unhandled).toEqual(['/v2/weather'])
  })

  test('answer preflights and let every origin read', async () => {
    server.use(...createHandlers(createSimulator()))
    const origin = { origin: 'https://page.example', 'access-control-request-headers': 'authorization' }
    const preflight = await fetch(`${host}/v2/project/1/archive`, { method: 'OPTIONS', headers: origin })
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, 'authorization'])
    const answer = await fetch(`${host}/v2/project/1/archive`, { headers: origin })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, 'https://page.example'])
  })

  test('serve hosts of one’s own, with both words for a project, and a slash at the end', async () => {
    const simulator = createSimulator()
    server.use(...createHandlers(simulator, { hosts: ['https://video.my.example'] }))
    const { apiKey } = simulator.credentials()
    for (const path of [
      `project/${apiKey}/broadcast`,
      `project/${apiKey}/broadcast/`,
      `projects/${apiKey}/broadcast`,
    ]) {
      expect((await fetch(`https://video.my.example/v2/${path}`, asking(apiKey))).status).toBe(200)
    }
    await expect(fetch(`${host}/v2/project/${apiKey}/broadcast`)).rejects.toThrow()
  })

  test('of two worlds on one host answer for their own, and the first for what is neither’s', async () => {
    const [one, two] = [createSimulator({ seed: 'one' }), createSimulator({ seed: 'two' })]
    server.use(...createHandlers(one), ...createHandlers(two))
    for (const simulator of [one, two]) {
      simulator.room().join()
      const { apiKey, sessionId } = simulator.credentials()
      const path = `${host}/v2/project/${apiKey}/session/${sessionId}/signal`
      expect((await fetch(path, asking(apiKey, { method: 'POST', body: '{"data":"x"}' }))).status).toBe(204)
      expect(simulator.journal.find({ kind: 'fact', what: 'signal' })).toHaveLength(1)
    }
    expect((await fetch(`${host}/v2/project/${crypto.randomUUID()}/archive`)).status).toBe(403)
  })

  test.each([
    [{ hosts: ['video.my.example'] }, '"video.my.example" is no origin'],
    [{ hosts: [] }, 'is no origin'],
    [{ latency: 'soon' }, 'createHandlers(options.latency): this is the text "soon"'],
    [{ projects: [{ key: '1', publicKey: 'none' }] }, 'The publicKey of project 1 is no RSA key'],
    [JSON.parse('{ "project": [] }'), 'Did you mean "projects"'],
  ])('refuse the options %j', (options, sentence) => {
    expect(() => createHandlers(createSimulator(), options)).toThrow(sentence)
  })
})

describe('what goes wrong over HTTP', () => {
  const archives = { method: 'GET' } as const

  test('any status with any body, as often as asked', async () => {
    const { rest, ask } = await called()
    rest.answer('listArchives', { status: 503, body: { busy: true }, times: 2 })
    expect([(await ask('listArchives')).json, (await ask('listArchives')).status]).toEqual([{ busy: true }, 503])
    expect((await ask('listArchives')).status).toBe(200)
  })

  test('a body that is no JSON, and one that breaks off', async () => {
    const { rest, key } = await called()
    const list = (): Promise<Response> => rest(new Request(`${host}/v2/project/${key}/archive`, asking(key, archives)))
    rest.answer('listArchives', { spoil: 'malformed' })
    await expect((await list()).json()).rejects.toThrow(SyntaxError)
    rest.answer('listArchives', { spoil: 'truncated' })
    await expect((await list()).text()).rejects.toThrow('in the middle of the body')
  })

  test('an answer without a body has none that could be spoiled, and comes as it is', async () => {
    const { rest, ask } = await called()
    for (const spoil of ['malformed', 'truncated'] as const) {
      rest.answer('signalSession', { spoil })
      expect(await ask('signalSession', { body: { data: 'x' } })).toMatchObject({ status: 204, text: '' })
      rest.answer('signalSession', { spoil })
      await expect(ask('signalSession', { body: {} })).rejects.toThrow()
    }
  })

  test('no answer, until the server gives up; and no network', async () => {
    const { rest, key } = await called()
    rest.answer('listArchives', { status: 'none' })
    const stop = new AbortController()
    const asked = rest(new Request(`${host}/v2/project/${key}/archive`, asking(key, { signal: stop.signal })))
    stop.abort(new Error('the time is up'))
    await expect(asked).rejects.toThrow()
    rest.answer('listArchives', { status: 'failed' })
    await expect(rest(new Request(`${host}/v2/project/${key}/archive`, asking(key)))).rejects.toThrow(TypeError)
  })

  test('an answer takes its time on the clock of the world', async () => {
    const { simulator, rest, ask } = await called()
    rest.answer('listArchives', { delay: '3s' })
    const began = simulator.clock.now()
    expect((await ask('listArchives')).status).toBe(200)
    expect(simulator.clock.now() - began).toBe(3000)
  })

  test('an answer can be held, released, and made to fail', async () => {
    const { simulator, ask } = await called()
    const held = simulator.hold('rest/listArchives')
    const asked = ask('listArchives')
    await simulator.settled()
    held.fail('rest/listArchives/not-authorized')
    expect((await asked).status).toBe(403)
  })

  test('a failure of HTTP in a world without that face, an unknown one, and an answer without effect are refused', async () => {
    expect(() => createSimulator().fail('rest/startArchive/already-recording')).toThrow('this world has none')
    const simulator = createSimulator()
    const rest = createRest(simulator)
    expect(() => simulator.fail('rest/startArchive/alredy-recording' as never)).toThrow(
      'rest/startArchive/already-recording',
    )
    expect(() => rest.answer('startArchive', {})).toThrow('this says nothing')
    for (const status of [204, 205, 304]) {
      expect(() => rest.answer('startArchive', { status, body: 'x' })).toThrow('an answer with this status has no body')
    }
    expect(() => rest.configure({ latency: ['80ms', '20ms'] })).toThrow('Give the smaller figure first')
    expect(() => rest.answer('startArchives' as never, { status: 500 })).toThrow('Did you mean "startArchive"')
    expect(() => rest.answer('startArchive', { status: 42 })).toThrow(
      'rest.answer(disturbance.status): 42 is impossible',
    )
    expect(simulator.armed).toEqual([])
  })
})

test('the command explains a failure of HTTP', () => {
  const lines: string[] = []
  const console = { out: (line: string) => void lines.push(line), err: () => {}, colours: false }
  explain('rest/startArchive/already-recording', false, console as never)
  expect(lines.join(' ')).toContain('409 { "code": 409')
})

describe('tokens that clients show', () => {
  test('are verified with the public key: one that the key signed connects, another does not', async () => {
    const { createSign } = await import('node:crypto')
    const simulator = createSimulator({ credentials: 'verified', publicKey })
    const { apiKey, sessionId, token } = simulator.credentials()
    const [head, claims] = token.split('.')
    const signature = createSign('RSA-SHA256').update(`${head}.${claims}`).sign(privateKey, 'base64url')
    const connect = async (shown: string): Promise<unknown> => {
      const session = simulator.OT.initSession(apiKey, sessionId)
      const done = new Promise((resolve) => session.connect(shown, resolve))
      const error = await done
      session.disconnect()
      return error
    }
    expect(await connect(`${head}.${claims}.${signature}`)).toBeUndefined()
    expect(await connect(token)).toMatchObject({ code: 1004 })
  })
})
