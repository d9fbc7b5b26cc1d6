import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { scriptsForServe } from '../../../test/worlds/scripts-for-serve.ts'
import { visit } from '../../../test/worlds/visitor.ts'
import type { Simulator } from '../../author/simulator.ts'
import { version } from '../../author/this-package.ts'
import { joinWorld } from '../offline.ts'
import { serve } from './serve.ts'
import { type ServedWorld, serveWorld, type WorldServerOptions } from './world-server.ts'

const { folder, remove } = scriptsForServe()
const ending: (() => void)[] = []

afterEach(() => {
  for (const end of ending.splice(0)) end()
  vi.useRealTimers()
})

afterAll(remove)

async function served(options: Partial<WorldServerOptions> = {}): Promise<ServedWorld & { readonly said: string[] }> {
  const said: string[] = []
  const usual = { port: 0, host: '127.0.0.1', folder, dialect: 'documented', origins: [] } as const
  const world = await serveWorld({ ...usual, say: (line) => said.push(line), ...options })
  ending.push(() => world.close())
  return { ...world, said }
}

function client(world: ServedWorld): Simulator {
  const simulator = joinWorld(world.socketAddress, { WebSocket, view: 'headless' })
  ending.push(() => simulator.dispose())
  return simulator
}

/** Asks as no browser would let a page ask. */
const ask = (world: ServedWorld, path: string, headers: Record<string, string> = {}): Promise<[number, string]> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: world.port, path, headers }, (response) => {
      let body = ''
      response.on('data', (part: Buffer) => {
        body += String(part)
      })
      response.on('end', () => resolve([response.statusCode ?? 0, body]))
    })
    asked.on('error', reject)
    asked.end()
  })

/** How a line ends that is opened by hand. */
const ended = (world: ServedWorld, opened: (socket: WebSocket) => void, headers = {}): Promise<string> =>
  new Promise((resolve) => {
    const socket = new WebSocket(world.socketAddress, { headers })
    socket.on('open', () => opened(socket))
    socket.on('close', (code) => resolve(`closed ${code}`))
    socket.on('error', (error) => resolve(error.message))
  })

const nothing = (): void => {}

/** Lets time pass faster than it does until something is so. Both ends of a line are in this process: each turn brings them on. */
async function soon(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    vi.advanceTimersByTime(20)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** The first message of a page that has this version of the package. */
const greetingOf = (ofPage: string): string =>
  JSON.stringify({
    ...{ is: 'greeting', version: ofPage, place: 'x', host: null, number: null, heard: 0 },
    terms: { credentials: {} },
  })

async function call(world: ServedWorld) {
  const [first, second] = [client(world), client(world)]
  const ada = visit(first, first, { role: 'moderator' })
  const bob = visit(second, second)
  await first.settled()
  await second.settled()
  bob.publish('Bob')
  await second.settled()
  await first.settled()
  return { first, second, ada, bob }
}

describe('a world that is served', () => {
  test('two programs are in one call, and a moderator in one removes the other', async () => {
    const { first, second, ada, bob } = await call(await served())
    expect(ada.heard).toContain('streamCreated Bob')
    expect(bob.heard).toContain('published Bob ok')
    const target = ada.session.connections.get(bob.session.connection?.connectionId ?? '')
    if (target !== undefined) void ada.session.forceDisconnect(target)
    await first.settled()
    await second.settled()
    expect(bob.heard).toContain('sessionDisconnected forceDisconnected')
  })

  test('what one test author lets happen, everybody sees', async () => {
    const { first, second, ada, bob } = await call(await served())
    first.room(ada.session.sessionId).join({ name: 'guest' }).publish()
    await first.settled()
    await second.settled()
    expect(bob.heard).toContain('streamCreated guest')
    second.fail('Session.publish/stream-limit-exceeded')
    await second.settled()
    ada.publish('Ada')
    await first.settled()
    expect(ada.heard.at(-1)).toMatch(/^published Ada OT_/)
  })

  test('gives the script, credentials for a room, and no file', async () => {
    const world = await served()
    expect(await ask(world, '/fake-opentok.iife.js')).toEqual([200, '// fake-opentok'])
    const [, first] = await ask(world, '/session/lobby')
    const [, second] = await ask(world, '/session/lobby?role=moderator')
    expect(JSON.parse(second).sessionId).toBe(JSON.parse(first).sessionId)
    expect((await ask(world, '/session/lobby?role=king'))[0]).toBe(400)
    expect((await ask(world, '/session/%E0%A4%A'))[0]).toBe(400)
    for (const path of ['/../package.json', '/%2e%2e/package.json', '//etc/passwd', '/session/../../etc/passwd']) {
      const [, body] = await ask(world, path)
      expect(body).not.toMatch(/"version"|root:/)
    }
  })

  test('a page that was opened as a file is refused, and told to be opened from a server', async () => {
    const world = await served()
    expect(await ended(world, nothing, { origin: 'null' })).toContain('403')
    expect(world.said.at(-1)).toContain('Open it from a server.')
  })

  test('a page of another origin is refused, unless it was named', async () => {
    const origin = 'https://app.example.com'
    const world = await served()
    expect((await ask(world, '/session/lobby', { origin }))[0]).toBe(403)
    expect(await ended(world, nothing, { origin })).toContain('403')
    expect(world.said.at(-1)).toContain(`--origin ${origin}`)
    const open = await served({ origins: [origin] })
    expect((await ask(open, '/session/lobby', { origin }))[0]).toBe(200)
    expect(await ended(open, (socket) => socket.close(1000), { origin })).toBe('closed 1000')
  })

  test('a page whose name was bound to this machine gets neither credentials nor a line', async () => {
    const world = await served()
    for (const host of [
      'evil.example',
      `evil.example:${world.port}`,
      '127.0.0.1.evil.example',
      'localhost.evil.example',
    ]) {
      const [status, body] = await ask(world, '/session/lobby', { host })
      expect([status, body]).toEqual([403, expect.stringContaining(`${host} was asked for`)])
      expect((await ask(world, '/failures', { host, origin: `http://${host}` }))[0]).toBe(403)
      expect(await ended(world, nothing, { host, origin: `http://${host}` })).toContain('403')
    }
    for (const host of ['localhost', `localhost:${world.port}`, 'app.localhost', '127.0.0.2', `[::1]:${world.port}`]) {
      expect((await ask(world, '/session/lobby', { host }))[0]).toBe(200)
    }
    const open = await served({ origins: ['http://app.test:4005'] })
    expect((await ask(open, '/session/lobby', { host: 'app.test:4005' }))[0]).toBe(200)
  })

  test('the console says which line was let go, and why', async () => {
    const world = await served()
    const last = (from = world): string | undefined => from.said.at(-1)
    await ended(world, (socket) => socket.send('{no json'))
    expect(last()).toContain('no page has greeted sent a text that is no JSON. A page takes part by')
    expect(await ended(world, (socket) => socket.send('null'))).toBe('closed 1007')
    expect(last()).toContain('sent something that no page of this package sends')
    await ended(world, (socket) => socket.send('x'.repeat(1_000_000)))
    expect(last()).toContain('sent a message of more than 256 kB')
    const hasty = await served({ greetingLimitMs: 30 })
    await ended(hasty, nothing)
    expect(last(hasty)).toContain('no page greeted on it within 0.03 s')
    const spoiled = ended(world, (socket) => {
      socket.send(greetingOf(version))
      socket.send('{"a":1}')
    })
    expect(await spoiled).toBe('closed 1007')
    expect(world.said.find((line) => line.startsWith('Let go: page'))).toMatch(/^Let go: page \d+ sent something/)
    expect(last()).toMatch(/^Page \d+ is gone/)
  })

  test('a message of 50 MB, garbage and silence end one line, and no call', async () => {
    const world = await served()
    const { first, second, ada, bob } = await call(world)
    expect(await ended(world, (socket) => socket.send('x'.repeat(50_000_000)))).toMatch(
      /closed (1009|1006)|ECONNRESET|EPIPE/,
    )
    expect(await ended(world, (socket) => socket.send('{no json'))).toBe('closed 1007')
    expect(await ended(await served({ greetingLimitMs: 30 }), nothing)).toBe('closed 1006')
    const hollow = { n: 1, message: { is: 'order', order: { verb: 'toString', args: [] } } }
    const spoiler = ended(world, (socket) => {
      socket.send(greetingOf(version))
      socket.send(JSON.stringify(hollow))
      setTimeout(() => socket.close(1000), 20)
    })
    expect(await spoiler).toBe('closed 1000')
    void ada.session.signal({ type: 'chat', data: 'still here' })
    await first.settled()
    await second.settled()
    expect(bob.heard).toContain('signal:chat still here')
  })

  test('a page with another version of the package is told so', async () => {
    const world = await served()
    const said = await new Promise<string>((resolve) => {
      const socket = new WebSocket(world.socketAddress)
      socket.on('open', () => socket.send(greetingOf('0.0.1')))
      socket.on('message', (data) => resolve(String(data)))
    })
    expect(said).toContain(`This world is of fake-opentok ${version}, and this page has 0.0.1`)
  })

  test('a client whose line breaks goes through what a dropped line is, and misses nothing', async () => {
    const world = await served()
    const lines: WebSocket[] = []
    class Breakable extends WebSocket {
      constructor(address: string) {
        super(address)
        lines.push(this)
      }
    }
    const first = client(world)
    const second = joinWorld(world.socketAddress, { WebSocket: Breakable, view: 'headless' })
    ending.push(() => second.dispose())
    const ada = visit(first, first)
    const bob = visit(second, second)
    await first.settled()
    await second.settled()
    // The service is heard again with the answer to the next ping, two seconds later.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    lines.at(-1)?.terminate()
    void ada.session.signal({ type: 'chat', data: 'meanwhile' })
    await soon(() => bob.heard.includes('signal:chat meanwhile'))
    expect(bob.heard.filter((line) => line.startsWith('session'))).toEqual([
      'sessionReconnecting',
      'sessionReconnected',
    ])
  })
})

/** A certificate whose key nobody has. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIBfjCCASWgAwIBAgIUdnhrW2BkoIAmu6fyyIxLo56Jb8gwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyODAxMjgwNFoYDzIxMjYxMTA0
MDEyODA0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARPg2XssD/HvLRnHcNWvSt92fmeoFqAFVCeg80+iy4NPIe9SRAz4Hyk
46PPlz5QJUBToed9MlYgXa2tK3FKPFooo1MwUTAdBgNVHQ4EFgQUbVvTHZ+KyK6k
L18H8Z/0BHLczlgwHwYDVR0jBBgwFoAUbVvTHZ+KyK6kL18H8Z/0BHLczlgwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiB+GnqX3Yha6NINn4J6rKel
XfJodiTCuq79nw5C999HqgIgPBrsTEe8w6/zCDOFID25uq4DWWcsuga2yEsI0R5f
j5M=
-----END CERTIFICATE-----
`

/** Two files of PEM, by the words for what they hold. */
function pemFiles(cert: string, key: string): { readonly cert: string; readonly key: string } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const texts: Readonly<Record<string, string>> = {
    'no pem': 'nothing of the kind\n',
    cert: certificate,
    'other key': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
  const write = (name: string, what: string): string => {
    writeFileSync(join(folder, name), texts[what] ?? '')
    return join(folder, name)
  }
  return { cert: write('cert.pem', cert), key: write('key.pem', key) }
}

describe('fake-opentok serve', () => {
  const usual = { host: undefined, origins: [], cert: undefined, key: undefined, dialect: undefined, webhooks: [] }
  const silent = { out: nothing, err: nothing, isTerminal: false, env: {}, folder: '', program: '' }

  test.each([
    ['a port that is none', { port: 'many' }, /--port many is impossible/],
    ['a certificate without its key', { port: '0', cert: 'a.pem' }, /belong together/],
    ['a certificate that is not there', { port: '0', cert: 'a.pem', key: 'b.pem' }, /cannot be read \(ENOENT\)/],
    ['an origin that is none', { port: '0', origins: ['example'] }, /is no origin/],
    ['a dialect that there is not', { port: '0', dialect: 'latin' }, /There is no dialect/],
    ['a kind of webhook that there is not', { port: '0', webhooks: ['archives=http://a/'] }, /Did you mean "archive"/],
    ['a webhook without an address', { port: '0', webhooks: ['archive'] }, /has no address/],
    ['a webhook that is given twice', { port: '0', webhooks: ['sip=http://a/', 'sip=http://b/'] }, /is given twice/],
  ])('%s is refused in words', async (_what, options, words) => {
    await expect(serve({ ...usual, folder, ...options }, silent)).rejects.toThrow(words)
  })

  test.each([
    ['no certificate', 'no pem', 'other key', /--cert .*cert\.pem holds no certificate/],
    ['no key', 'cert', 'no pem', /--key .*key\.pem holds no private key/],
    ['the key of another certificate', 'cert', 'other key', /is not the key of the certificate/],
  ])('files that hold %s are refused in words', async (_what, cert, key, words) => {
    const files = pemFiles(cert, key)
    await expect(serve({ ...usual, ...files, folder, port: '0' }, silent)).rejects.toThrow(words)
  })

  test('a port that is taken is refused in words', async () => {
    const world = await served()
    const taken = { ...usual, folder, port: String(world.port) }
    await expect(serve(taken, silent)).rejects.toThrow(/is taken by another program/)
  })
})
