import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { WebhookOptions } from '../../author/rest/rest.ts'
import { joinSharedWorld } from '../../author/shared.ts'
import type { Simulator } from '../../author/simulator.ts'
import { version } from '../../author/this-package.ts'
import type { Dialect } from '../../contract/dialect.ts'
import { type Role, roles } from '../../contract/roles.ts'
import type { Timer } from '../../kernel/time/clock.ts'
import { hostChance, WallClock } from '../../kernel/time/wall-clock.ts'
import { delayedPorts } from '../../transport/delayed-port.ts'
import { portOver } from '../../transport/socket-port.ts'
import { WorldHost } from '../../world/host.ts'
import { SharedWorld } from '../../world/tab.ts'
import { Admission } from './admission.ts'
import { codeOf, listen } from './listening.ts'
import { WorldHttp } from './world-http.ts'

/** The largest message that a page may send, in bytes: a signal holds 8 kB, a track's description less. */
const largestMessage = 256 * 1024

/** The advice beside a line that was let go. */
const adviceToStrangers = 'A page takes part by the script that is served here, or by joinWorld().'

/** The fault of a line, by the error of the library. */
const wrongIn = (error: Error): string =>
  codeOf(error) === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
    ? `sent a message of more than ${largestMessage / 1024} kB`
    : `broke the rules of a WebSocket (${error.message})`

/** How long a page may take to greet, and how often it is asked whether it is there, in milliseconds. */
const usualGreetingLimitMs = 10_000
const pingEveryMs = 15_000

const longestRoomName = 100

const plainText = 'text/plain; charset=utf-8'

/** The files that are served: these and no others, read once. */
const scripts: Readonly<Record<string, string>> = {
  'fake-opentok.iife.js': 'text/javascript; charset=utf-8',
  'fake-opentok.panel.iife.js': 'text/javascript; charset=utf-8',
  'fake-opentok.texts.iife.js': 'text/javascript; charset=utf-8',
  'fake-opentok.scenarios.iife.js': 'text/javascript; charset=utf-8',
  'fake-opentok.calls.json': 'application/json',
}

export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

export interface WorldServerOptions {
  readonly port: number
  readonly host: string
  /** Where the built scripts lie. */
  readonly folder: string
  readonly dialect: Dialect
  /** Pages of these origins may take part, besides those of this machine and those that are served here. */
  readonly origins: readonly string[]
  readonly tls?: TlsFiles
  /** Where webhooks go, besides the addresses that requests register. */
  readonly webhooks?: WebhookOptions
  /** How long a page may take to greet, in milliseconds; default 10 s. */
  readonly greetingLimitMs?: number
  /** Called with a line for each page that comes, goes or is refused. */
  readonly say: (line: string) => void
}

export interface ServedWorld {
  readonly address: string
  readonly socketAddress: string
  readonly port: number
  close(): void
}

const hostIn = (address: string): string => (address.includes(':') ? `[${address}]` : address)

/** One world, its host, and the seat in it from which the server itself acts. */
class WorldOfServer {
  readonly host: WorldHost
  readonly simulator: Simulator
  readonly #say: (line: string) => void
  #there: readonly number[] = []

  constructor({ dialect, say }: Pick<WorldServerOptions, 'dialect' | 'say'>) {
    this.#say = say
    const clock = new WallClock()
    const terms = { dialect, seed: hostChance(), credentials: { policy: 'well-formed' } } as const
    this.host = new WorldHost({
      ...{ clock, version, terms, id: hostChance() },
      peopled: (places) => this.#tell(places.filter(({ isHeard }) => isHeard).map(({ number }) => number)),
    })
    const connect = () => {
      const { near, far } = delayedPorts({ clock })
      this.host.accept(far)
      return near
    }
    const own = new SharedWorld({ connect, clock, version, place: hostChance() })
    this.simulator = joinSharedWorld(own, { view: 'headless', ...terms, credentials: 'well-formed' })
  }

  #tell(there: readonly number[]): void {
    // The first number is the server's own seat.
    const others = (numbers: readonly number[]): readonly number[] => numbers.filter((number) => number !== 1)
    const [before, now] = [others(this.#there), others(there)]
    this.#there = there
    const pages = `${now.length} connected`
    for (const number of now) if (!before.includes(number)) this.#say(`Page ${number} is here: ${pages}.`)
    for (const number of before) if (!now.includes(number)) this.#say(`Page ${number} is gone: ${pages}.`)
  }
}

const isRole = (word: string): word is Role => roles.some((role) => role === word)

/** The answer to `GET /session/:room`: credentials, or the mistake in the request. */
function sessionAnswer(simulator: Simulator, url: URL): readonly [status: number, body: unknown] {
  let room: string
  try {
    room = decodeURIComponent(url.pathname.slice('/session/'.length))
  } catch {
    return [400, { error: 'The name of the room is no text in an address.' }]
  }
  const role = url.searchParams.get('role') ?? 'publisher'
  if (room === '' || room.length > longestRoomName) {
    return [400, { error: `A room has a name of 1 to ${longestRoomName} characters: /session/lobby` }]
  }
  if (!isRole(role)) return [400, { error: `There is no role ${role}. The roles are ${roles.join(', ')}.` }]
  return [200, simulator.credentials({ session: room, role })]
}

class WorldServer {
  readonly #options: WorldServerOptions
  readonly #admission: Admission
  readonly #world: WorldOfServer
  readonly #http: WorldHttp
  readonly #files: ReadonlyMap<string, { readonly type: string; readonly body: Buffer }>
  readonly #sockets: WebSocketServer = new WebSocketServer({ noServer: true, maxPayload: largestMessage })
  readonly #server: Server
  readonly #clock: WallClock = new WallClock()
  readonly #silent: Set<WebSocket> = new Set()
  #nextPing: Timer | undefined

  constructor(options: WorldServerOptions) {
    const { folder, tls } = options
    this.#options = options
    this.#admission = new Admission(options)
    this.#files = new Map(
      Object.entries(scripts).map(([name, type]) => [`/${name}`, { type, body: readFileSync(join(folder, name)) }]),
    )
    this.#world = new WorldOfServer(options)
    this.#http = new WorldHttp(this.#world.simulator, options.webhooks ?? {})
    const answer = (request: IncomingMessage, response: ServerResponse): void => void this.#answer(request, response)
    this.#server = tls === undefined ? createServer(answer) : createSecureServer({ ...tls }, answer)
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
    this.#sockets.on('connection', (socket) => this.#take(socket))
  }

  async listen(): Promise<ServedWorld> {
    const { port: asked, host, tls } = this.#options
    const port = await listen(this.#server, asked, host).catch((error: unknown) => {
      this.#close()
      throw error
    })
    this.#pingLater()
    const place = `${hostIn(host)}:${port}/`
    const s = tls === undefined ? '' : 's'
    return {
      address: `http${s}://${place}`,
      socketAddress: `ws${s}://${place}`,
      port,
      close: () => this.#close(),
    }
  }

  #close(): void {
    this.#clock.cancel(this.#nextPing)
    for (const socket of this.#sockets.clients) socket.terminate()
    this.#world.simulator.dispose()
    this.#world.host.close()
    this.#server.close()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers } = request
    // A host that is given to a server SDK with a slash at its end makes two of the first one.
    const url = (request.url ?? '/').replace(/^\/+/, '/')
    const { origin } = headers
    const refusal = this.#admission.whyNot(request)
    const allowed = origin !== undefined && refusal === undefined ? { 'access-control-allow-origin': origin } : {}
    const common = { ...allowed, vary: 'origin', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' }
    const send = (status: number, type: string, body: Buffer | string): void => {
      response.writeHead(status, { ...common, 'content-type': type })
      response.end(method === 'HEAD' ? undefined : body)
    }
    const asked = URL.canParse(url, 'http://served') ? new URL(url, 'http://served') : undefined
    const path = asked?.pathname ?? ''
    const isRead = method === 'GET' || method === 'HEAD'
    const file = isRead ? this.#files.get(path) : undefined
    if (file !== undefined) return send(200, file.type, file.body)
    if (isRead && path === '/') {
      return send(200, plainText, `fake-opentok ${version}: one world for every page and server that joins it.\n`)
    }
    if (refusal !== undefined) return send(403, 'application/json', JSON.stringify({ error: refusal }))
    if (asked !== undefined && isRead && path.startsWith('/session/')) {
      const [status, body] = sessionAnswer(this.#world.simulator, asked)
      return send(status, 'application/json', JSON.stringify(body))
    }
    if (asked !== undefined && (await this.#http.answer(request, response, asked))) return
    send(404, plainText, 'Nothing is served here.\n')
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const refusal = this.#admission.whyNot(request)
    if (refusal !== undefined) {
      this.#options.say(`Refused: ${refusal}`)
      return void socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
    }
    this.#sockets.handleUpgrade(request, socket, head, (open) => this.#sockets.emit('connection', open, request))
  }

  #take(socket: WebSocket): void {
    const { greetingLimitMs = usualGreetingLimitMs, say } = this.#options
    const port = portOver(socket, () => letGo('sent a text that is no JSON'))
    const numberOf = this.#world.host.accept(port, () => letGo('sent something that no page of this package sends'))
    const letGo = (why: string): void => {
      const number = numberOf()
      say(
        `Let go: ${number === null ? 'a line on which no page has greeted' : `page ${number}`} ${why}. ${adviceToStrangers}`,
      )
    }
    const late = this.#clock.after(
      greetingLimitMs,
      () => {
        say(
          `Let go: a line was opened, and no page greeted on it within ${greetingLimitMs / 1000} s. ${adviceToStrangers}`,
        )
        socket.terminate()
      },
      { what: 'a page to greet', kind: 'calendar' },
    )
    socket.once('message', () => this.#clock.cancel(late))
    socket.once('close', () => this.#clock.cancel(late))
    socket.on('pong', () => this.#silent.delete(socket))
    socket.on('error', (error) => letGo(wrongIn(error)))
  }

  #pingLater(): void {
    const wait = { what: 'to ask who is there', kind: 'calendar', recurring: true } as const
    this.#nextPing = this.#clock.after(pingEveryMs, () => this.#ping(), wait)
  }

  // A page that has not answered since the last ping is gone, though nothing said so.
  #ping(): void {
    for (const socket of this.#sockets.clients) {
      if (this.#silent.has(socket)) socket.terminate()
      else {
        this.#silent.add(socket)
        socket.ping()
      }
    }
    this.#pingLater()
  }
}

/**
 * Serves a world to the pages that join it, with the script for them, credentials for any room, and the service's HTTP face for servers.
 *
 * @throws Error of Node where the port cannot be had (`EADDRINUSE`), or the scripts are not there (`ENOENT`).
 */
export const serveWorld = async (options: WorldServerOptions): Promise<ServedWorld> => new WorldServer(options).listen()
