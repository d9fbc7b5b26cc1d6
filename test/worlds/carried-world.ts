import { createRandom } from '../../src/kernel/random.ts'
import type { Clock } from '../../src/kernel/time/clock.ts'
import { VirtualClock } from '../../src/kernel/time/virtual-clock.ts'
import { nextTurn } from '../../src/kernel/time/wall-clock.ts'
import { type Conditions, goodConditions } from '../../src/transport/conditions.ts'
import { InProcessLink } from '../../src/transport/in-process.ts'
import type { Command } from '../../src/wire/commands.ts'
import type { Hello, HttpAnswer, Socket } from '../../src/wire/link.ts'
import { hello, type ServiceWorld, serviceWorld, wordOf } from './service-world.ts'

/** One client at the end of its way to the service, which it drives by hand. */
export class CarriedClient {
  readonly conditions: Conditions = goodConditions()
  readonly link: InProcessLink
  readonly hello: Hello
  readonly heard: string[] = []
  socket: Socket | null = null
  #asked = 0

  constructor(backend: ServiceWorld['backend'], clock: Clock, clientId: string, change: Partial<Hello> = {}) {
    const { conditions } = this
    this.hello = hello(clientId, change)
    this.link = new InProcessLink({ backend, clock, random: createRandom(clientId), conditions, clientId })
  }

  /** Opens a line, or opens it again. */
  open(introduction: Hello = this.hello): Socket {
    this.socket = this.link.openSocket(introduction, {
      opened: () => this.heard.push('opened'),
      message: (message) => this.heard.push(wordOf(message)),
      closed: (code, clean, wasOpen) => {
        this.socket = null
        this.heard.push(`closed ${code} ${clean ? 'clean' : 'abnormal'} ${wasOpen ? 'open' : 'never open'}`)
      },
    })
    return this.socket
  }

  /** Sends a command; returns its number. */
  ask(command: Command, id: number = ++this.#asked): number {
    this.socket?.send({ kind: 'command', id, command })
    return id
  }

  ping(): void {
    this.socket?.send({ kind: 'ping' })
  }

  http(what: 'config' | 'sessionInfo' = 'sessionInfo'): void {
    const note = (answer: HttpAnswer): void => {
      const word = answer.kind === 'response' ? String(answer.status) : answer.offline === true ? 'offline' : 'failed'
      this.heard.push(`http ${word}`)
    }
    this.link.http({ what, apiKey: '46000000', sessionId: 's1', token: 'token' }, note)
  }

  /** What has been heard since this was asked last. */
  news(): string[] {
    return this.heard.splice(0)
  }
}

/** The service and its clients, with what lies between them; time is in the caller's hand. */
export function carriedWorld(epoch = 1_800_000_000_000) {
  const service = serviceWorld()
  const clock = new VirtualClock({ mode: 'manual', epoch, nextTurn })
  const client = (id: string, change: Partial<Hello> = {}): CarriedClient =>
    new CarriedClient(service.backend, clock, id, change)
  /** Lets everything happen that takes no time. */
  const settle = (): Promise<void> => clock.advance(0)
  /** Clients that are in the session, with no news. */
  const joined = async (...ids: readonly string[]): Promise<CarriedClient[]> => {
    const clients = ids.map((id) => client(id))
    for (const one of clients) one.open()
    await settle()
    for (const one of clients) one.ask({ method: 'connection.create' })
    await settle()
    for (const one of clients) one.news()
    return clients
  }
  return { ...service, clock, client, settle, joined }
}
