import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { readJwt } from '../../src/backend/tokens/jwt.ts'
import { createRest, type RestService, type WebhookOptions } from '../../src/entry/rest.ts'
import { hmacSha256, sha256, toHex } from '../../src/kernel/bytes/hash.ts'
import { backOffMs } from '../../src/rest/webhooks/delivery.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { called } from './service-caller.ts'

interface Received {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly text: string
  readonly authorization: string | null
  readonly at: number
}

const host = 'https://my.example'
const server = setupServer()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

/** A world whose webhooks are received by a server of the application's own, which answers with these statuses. */
function receiving(
  options: WebhookOptions = {},
  statuses: number[] = [],
): { simulator: Simulator; rest: RestService; received: Received[] } {
  const simulator = createSimulator({ epoch: 1_700_000_000_000 })
  const received: Received[] = []
  server.use(
    http.post(`${host}/:path`, async ({ request }) => {
      const text = await request.text()
      const { pathname: path } = new URL(request.url)
      const at = simulator.clock.now()
      received.push({ path, body: JSON.parse(text), text, authorization: request.headers.get('authorization'), at })
      return new HttpResponse(null, { status: statuses.shift() ?? 200 })
    }),
  )
  const addresses = {
    session: `${host}/session`,
    archive: `${host}/archive`,
    sip: `${host}/sip`,
    broadcast: `${host}/broadcast`,
  }
  return { simulator, rest: createRest(simulator, { webhooks: { ...addresses, ...options } }), received }
}

const eventsIn = (received: readonly Received[]): readonly unknown[] =>
  received.map(({ body }) => (body['event'] === 'archive' ? `archive ${body['status']}` : body['event']))

describe('session monitoring', () => {
  test('tells of sessions, connections and streams, with their reasons, in the order of what happened', async () => {
    const { simulator, received } = receiving()
    const alice = simulator.room().join({ name: 'alice', data: 'seat 1' })
    alice.publish()
    alice.unpublish()
    alice.vanish()
    await simulator.settled()
    expect(eventsIn(received)).toEqual([
      ...['sessionCreated', 'connectionCreated', 'streamCreated', 'streamDestroyed'],
      ...['connectionDestroyed', 'sessionDestroyed'],
    ])
    const { sessionId } = simulator.room()
    const projectId = simulator.credentials().apiKey
    expect(received[1]?.body).toMatchObject({
      sessionId,
      projectId,
      connection: { data: 'seat 1' },
      timestamp: expect.any(Number),
    })
    expect(received[3]?.body).toMatchObject({
      reason: 'clientDisconnected',
      stream: { name: 'alice', videoType: 'camera' },
    })
    expect(received[4]?.body).toMatchObject({ reason: 'networkDisconnected' })
  })

  test('tells of a crash: the session is destroyed by force, its archive has failed', async () => {
    const { simulator, received } = receiving()
    const room = simulator.room()
    room.join()
    room.startArchive('Monday')
    await simulator.settled()
    received.splice(0)
    room.crash()
    await simulator.settled()
    expect(received.map(({ body }) => [body['event'], body['reason']])).toEqual([
      ['connectionDestroyed', 'forceDisconnected'],
      ['sessionDestroyed', 'forceDisconnected'],
      ['archive', 'forceDisconnected'],
    ])
    expect(received.at(-1)?.body['status']).toBe('failed')
  })

  test('warns of a new server four hours and one hour before, and not when it comes', async () => {
    const { simulator, received } = receiving()
    const room = simulator.room()
    room.join()
    const began = simulator.clock.now()
    room.rotateServer({ in: '5h' })
    await simulator.clock.advance('6h')
    const warnings = received.filter(({ body }) => body['event'] === 'sessionNotification')
    expect(warnings.map(({ at, body }) => [(at - began) / 3_600_000, body['reason']])).toEqual([
      [1, 'serverRotation'],
      [4, 'serverRotation'],
    ])
    const moved = simulator.journal.find({ kind: 'fact', what: 'notification' })
    expect(moved.map(({ detail }) => detail['reason'])).toContain('serverRotation')
  })

  test('a server that is replaced sooner is announced as far as there is time', async () => {
    const { simulator, received } = receiving()
    const room = simulator.room()
    room.join()
    room.rotateServer({ in: '2h' })
    room.rotateServer({ in: '30m' })
    await simulator.clock.advance('3h')
    expect(received.filter(({ body }) => body['event'] === 'sessionNotification')).toHaveLength(1)
    expect(() => room.rotateServer({ in: 'soon' })).toThrow('soon')
  })

  test('a new server ends what does not move, and each is told of', async () => {
    const { simulator, received } = receiving()
    const room = simulator.room()
    room.join()
    room.startArchive('Monday')
    await simulator.settled()
    received.splice(0)
    room.rotateServer()
    await simulator.settled()
    expect(received.map(({ body }) => [body['event'], body['status'], body['reason']])).toEqual([
      ['archive', 'stopped', 'serverRotation'],
      ['archive', 'available', 'serverRotation'],
    ])
  })
})

describe('a crash of the media router', () => {
  test('ends people, streams and the session, and fails what was made of it, each with its reason', async () => {
    const call = await called({ webhooks: {} })
    const told: (readonly unknown[])[] = []
    const hook = `${host}/crash`
    server.use(
      http.post(hook, async ({ request }) => {
        const { event, group, status, reason } = Object(await request.json())
        told.push([group ?? event, status, reason])
        return new HttpResponse(null, { status: 204 })
      }),
    )
    const all = { session: hook, archive: hook, broadcast: hook, captions: hook, sip: hook }
    const { sessionId, token } = call
    await call.ask('startArchive', { body: { sessionId } })
    await call.ask('startBroadcast', { body: { sessionId, outputs: { hls: {} } } })
    await call.ask('startCaptions', { body: { sessionId, token } })
    await call.ask('dial', { body: { sessionId, token, sip: { uri: 'sip:user@example.com' } } })
    await call.simulator.settled()
    call.rest.configure({ webhooks: all })
    call.simulator.room().crash()
    await call.simulator.settled()
    const failed = told.filter(([, status]) => status === 'failed')
    expect(failed.map(([what, , reason]) => [what, reason]).sort()).toEqual([
      ['archive', 'forceDisconnected'],
      ['broadcast', 'forceDisconnected'],
      ['captions', 'forceDisconnected'],
    ])
    const ended = told.filter(([, status]) => status === undefined)
    expect(new Set(ended.map(([what]) => what))).toEqual(
      new Set(['streamDestroyed', 'connectionDestroyed', 'sessionDestroyed', 'callDestroyed']),
    )
    expect(ended.every(([, , reason]) => reason === 'forceDisconnected')).toBe(true)
    // A crash is no end for ever: the same session can be joined again.
    expect(call.simulator.room().join().isPresent).toBe(true)
  })
})

describe('delivery', () => {
  test('an archive is told of from its start to its file, and a start comes once', async () => {
    const { simulator, received } = receiving()
    const room = simulator.room()
    room.join()
    room.stopArchive(room.startArchive())
    await simulator.settled()
    expect(eventsIn(received.filter(({ path }) => path === '/archive'))).toEqual([
      ...['archive started', 'archive stopped', 'archive available'],
    ])
  })

  test('is repeated and out of order when asked for, the same for the same seed', async () => {
    const orderOf = async (): Promise<readonly unknown[]> => {
      const { simulator, received } = receiving({ repeat: 2, shuffle: '10s' })
      const alice = simulator.room().join()
      for (let turn = 0; turn < 3; turn++) alice.unpublish(alice.publish())
      await simulator.settled()
      return eventsIn(received)
    }
    const first = await orderOf()
    expect(first).toHaveLength(16)
    expect(first.slice(0, 4)).not.toEqual([
      'sessionCreated',
      'sessionCreated',
      'connectionCreated',
      'connectionCreated',
    ])
    expect(await orderOf()).toEqual(first)
  })

  test('is signed: the token carries the hash of the body', async () => {
    const { simulator, received } = receiving({ secret: 'signature secret' })
    simulator.room().join()
    await simulator.settled()
    const { authorization, text } = received[0] ?? { authorization: '', text: '' }
    const jwt = readJwt(String(authorization).replace('Bearer ', ''))
    expect(jwt?.claims).toMatchObject({ iss: 'Vonage', payload_hash: toHex(sha256(text)) })
    expect(Buffer.from(jwt?.signature ?? '', 'base64url')).toEqual(
      Buffer.from(hmacSha256('signature secret', jwt?.signed ?? '')),
    )
  })

  test('that is refused is tried again: after 5 s, 10 s, ... up to 15 min, for 24 h', async () => {
    expect([1, 2, 3, 8, 9, 100].map(backOffMs)).toEqual([5000, 10_000, 20_000, 640_000, 900_000, 900_000])
    const { simulator, received } = receiving({}, [500, 503])
    simulator.room().join()
    await simulator.settled()
    const began = received[0]?.at ?? 0
    await simulator.clock.advance('1m')
    const tries = received.filter(({ body }) => body['event'] === 'sessionCreated').map(({ at }) => (at - began) / 1000)
    expect(tries).toEqual([0, 5])
    const never = receiving(
      { session: `${host}/session`, archive: `${host}/archive` },
      Array.from({ length: 500 }, () => 500),
    )
    never.simulator.room().join()
    await never.simulator.clock.advance('25h')
    const known = never.received.length
    expect(known).toBeGreaterThan(180)
    await never.simulator.clock.advance('25h')
    expect(never.received.length).toBe(known)
  })

  test('that is not answered within 5 s of real time counts as refused, and is tried again', async () => {
    let asked = 0
    const local = createServer((_, response) => void (++asked > 1 && response.writeHead(204).end()))
    await new Promise<void>((resolve) => local.listen(0, '127.0.0.1', resolve))
    const { port } = local.address() as AddressInfo
    server.close()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    const isAskedTimes = async (times: number): Promise<void> => {
      while (asked < times) await new Promise(setImmediate)
    }
    try {
      const simulator = createSimulator({ clock: 'wall' })
      createRest(simulator, { webhooks: { archive: `http://127.0.0.1:${port}/hook` } })
      simulator.room().join()
      simulator.room().startArchive('Monday')
      await vi.advanceTimersByTimeAsync(1)
      await isAskedTimes(1)
      await vi.advanceTimersByTimeAsync(5000)
      expect(simulator.journal.find({ what: 'rest.webhook' })).toMatchObject([{ detail: { status: null } }])
      await vi.advanceTimersByTimeAsync(5000)
      await isAskedTimes(2)
    } finally {
      vi.useRealTimers()
      server.listen({ onUnhandledRequest: 'error' })
      local.closeAllConnections()
      await new Promise((resolve) => local.close(resolve))
    }
  })

  test('reaches a real local server', async () => {
    const bodies: string[] = []
    const local = createServer((request, response) => {
      request.on('data', (part) => bodies.push(String(part)))
      request.on('end', () => response.writeHead(204).end())
    })
    await new Promise<void>((resolve) => local.listen(0, '127.0.0.1', resolve))
    const { port } = local.address() as AddressInfo
    server.close()
    try {
      const simulator = createSimulator()
      createRest(simulator, { webhooks: { session: `http://127.0.0.1:${port}/hook` } })
      simulator.room().join()
      await simulator.settled()
      expect(bodies.map((body) => JSON.parse(body).event)).toEqual(['sessionCreated', 'connectionCreated'])
    } finally {
      server.listen({ onUnhandledRequest: 'error' })
      await new Promise((resolve) => local.close(resolve))
    }
  })

  test('a server that asks the service while it is told is answered, whatever latency there is', async () => {
    const { simulator, rest } = receiving()
    rest.configure({ latency: '1s' })
    const statuses: number[] = []
    server.use(
      http.post(`${host}/session`, async () => {
        const { status } = await rest(new Request('https://api.opentok.com/v2/project/1/archive'))
        statuses.push(status)
        return new HttpResponse(null, { status: 200 })
      }),
    )
    simulator.room().join()
    await simulator.settled()
    await expect.poll(() => statuses).toEqual([403, 403])
  })
})

test.each([
  [{ repeat: 0 }, 'createRest(options.webhooks.repeat): 0 is impossible'],
  [{ secret: '' }, 'Give a signature secret of 1 to 50 letters'],
  [{ archive: 'my.example' }, 'createRest(options.webhooks.archive): this is the text "my.example". Give a whole URL'],
  [{ delay: 'soon' }, '"soon" is no possible time'],
  [JSON.parse('{ "archives": "https://my.example" }'), 'Did you mean "archive"'],
])('webhooks: %j is refused', (webhooks, sentence) => {
  expect(() => createRest(createSimulator(), { webhooks })).toThrow(sentence)
})
