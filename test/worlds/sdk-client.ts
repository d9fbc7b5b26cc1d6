import type { Dialect } from '../../src/contract/dialect.ts'
import { SimulatedDevices } from '../../src/dom/devices/devices.ts'
import { HeadlessView } from '../../src/dom/page/headless.ts'
import { FaultPlan } from '../../src/faults/plan.ts'
import { Journal } from '../../src/kernel/journal/journal.ts'
import { createRandom } from '../../src/kernel/random.ts'
import { VirtualClock } from '../../src/kernel/time/virtual-clock.ts'
import { nextTurn } from '../../src/kernel/time/wall-clock.ts'
import { MediaConditions } from '../../src/sdk/base/media-conditions.ts'
import { createOT } from '../../src/sdk/ot/create-ot.ts'
import type { ClientMessage, Hello, HttpAnswer, Link, ServerMessage, SocketHandlers } from '../../src/wire/link.ts'

/** A messaging connection whose other end the test holds. */
export class FakeSocket {
  readonly hello: Hello
  readonly sent: ClientMessage[] = []
  state: 'open' | 'closed' | 'abandoned' = 'open'
  readonly #handlers: SocketHandlers

  constructor(hello: Hello, handlers: SocketHandlers) {
    this.hello = hello
    this.#handlers = handlers
  }

  opens(): void {
    this.#handlers.opened()
  }

  says(message: ServerMessage): void {
    this.#handlers.message(message)
  }

  /** Answers a command. */
  answers(id: number, status = '200'): void {
    this.says({ kind: 'reply', id, reply: { status } })
  }

  breaks(code = 1006, wasOpen = true): void {
    this.#handlers.closed(code, code !== 1006, wasOpen)
  }

  /** What has been sent since this was asked last: commands by number and name, and pings. */
  news(): string[] {
    return this.sent
      .splice(0)
      .map((message) => (message.kind === 'ping' ? 'ping' : `${message.id} ${message.command.method}`))
  }
}

/** The way to the service, with the service's end in the test's hands. */
export class FakeLink implements Link {
  readonly sockets: FakeSocket[] = []
  readonly asked: { what: string; answer: (answer: HttpAnswer) => void }[] = []
  cannotOpen = false

  http(request: Parameters<Link['http']>[0], answer: (answer: HttpAnswer) => void): void {
    this.asked.push({ what: request.what, answer })
  }

  media(): void {}

  isUp = true

  whenUp(): void {}

  openSocket(hello: Hello, handlers: SocketHandlers): ReturnType<Link['openSocket']> {
    if (this.cannotOpen) throw new TypeError('No socket can be made.')
    const socket = new FakeSocket(hello, handlers)
    this.sockets.push(socket)
    return {
      send: (message) => socket.sent.push(message),
      close: () => {
        socket.state = 'closed'
      },
      abandon: () => {
        socket.state = 'abandoned'
      },
    }
  }

  /** The socket that was made last. */
  get last(): FakeSocket {
    const socket = this.sockets.at(-1)
    if (socket === undefined) throw new Error('No socket has been made.')
    return socket
  }
}

/** What the objects of one `OT` share, over a link that the test holds. */
export function sdkClient(dialect: Dialect = 'sdk') {
  const clock = new VirtualClock({ mode: 'manual', epoch: 1_800_000_000_000, nextTurn })
  const random = createRandom('sdk-client')
  const journal = new Journal(clock)
  const plan = new FaultPlan(
    () => clock.now(),
    () => {},
  )
  const link = new FakeLink()
  const uncaught: unknown[] = []
  const held = { network: false }
  const { OT, client } = createOT({
    id: 'client-1',
    clock,
    link,
    hazard: plan,
    journal,
    random,
    dialect,
    view: new HeadlessView(clock),
    devices: new SimulatedDevices({ clock, random }),
    media: new MediaConditions(),
    onUncaught: (_kind, error) => uncaught.push(error),
    isHeld: (what) => what === 'network' && held.network,
  })
  return { OT, client, clock, link, journal, plan, uncaught, held }
}

const info = [{ messaging_url: 'wss://messaging-1.invalid', partner_id: 'key', properties: { reconnection: true } }]

/** A session that is connected, over a link that the test holds. */
export function connectedSession(dialect: Dialect = 'sdk') {
  const parts = sdkClient(dialect)
  const session = parts.OT.initSession('key', 'session')
  session.connect('token')
  for (const body of ['{}', JSON.stringify(info)])
    parts.link.asked.shift()?.answer({ kind: 'response', status: 200, body })
  const socket = parts.link.last
  socket.opens()
  const connection = { id: 'own', data: '', created: 0 }
  const joined = { connection, permissions: [], connections: [], streams: [], archives: [], muted: false }
  socket.says({ kind: 'reply', id: 1, reply: { status: '200', joined } })
  socket.news()
  return { ...parts, session, socket }
}
