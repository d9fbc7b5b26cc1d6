import { WebSocket, WebSocketServer } from 'ws'
import type { Clock, PageWait } from '../../src/kernel/time/clock.ts'
import { portOverMessages } from '../../src/transport/message-port.ts'
import type { Port } from '../../src/transport/port.ts'
import { portOver } from '../../src/transport/socket-port.ts'

/** A tab's end of a line, and what breaks the line. */
export interface OpenedLine {
  readonly near: Port
  cut(): void
}

/** Real lines between tabs and a host that share a virtual clock: no timer runs while a message is on its way. */
export interface RealLines {
  /** Opens a line; `accept` is called with the host's end once it is there. */
  open(clock: Clock, accept: (far: Port) => void): OpenedLine
  close(): void
}

/** The messages of a line that are on their way, one direction each. */
interface Underway {
  readonly up: PageWait[]
  readonly down: PageWait[]
}

const forget = ({ up, down }: Underway): void => {
  for (const wait of [...up.splice(0), ...down.splice(0)]) wait.end()
}

/** A port whose messages the clock waits for. */
function watched(clock: Clock, port: Port, underway: Underway, out: 'up' | 'down'): Port {
  const [sent, coming] = out === 'up' ? [underway.up, underway.down] : [underway.down, underway.up]
  let isClosed = false
  return {
    send: (message) => {
      if (isClosed) return
      sent.push(clock.awaitPage('a message between tabs'))
      port.send(message)
    },
    onMessage: (hear) =>
      port.onMessage((message) => {
        try {
          hear(message)
        } finally {
          coming.shift()?.end()
        }
      }),
    onClose: (closed) => port.onClose(closed),
    close: () => {
      isClosed = true
      forget(underway)
      port.close()
    },
  }
}

/** Breaks a line for both ends at once. */
const breaking =
  (underway: Underway, ends: readonly { lose(): void }[], close: () => void): (() => void) =>
  () => {
    forget(underway)
    for (const end of ends) end.lose()
    close()
  }

/** Lines over the ports of Node's `MessageChannel`, as between the tabs of a browser. */
export function messageLines(): RealLines {
  const opened: (() => void)[] = []
  return {
    open: (clock, accept) => {
      const underway: Underway = { up: [], down: [] }
      const { port1, port2 } = new MessageChannel()
      const [near, far] = [portOverMessages(port1), portOverMessages(port2)]
      const close = (): void => port1.close()
      opened.push(close)
      accept(watched(clock, far, underway, 'down'))
      return { near: watched(clock, near, underway, 'up'), cut: breaking(underway, [near, far], close) }
    },
    close: () => {
      for (const close of opened.splice(0)) close()
    },
  }
}

/** Lines over WebSockets of this machine, as `fake-opentok serve` has them. */
export async function socketLines(): Promise<RealLines> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise<void>((resolve) => server.once('listening', () => resolve()))
  const taken = server.address()
  const address = `ws://127.0.0.1:${typeof taken === 'object' ? taken?.port : ''}/`
  const accepting: Map<string, (socket: WebSocket) => void> = new Map()
  let lines = 0
  server.on('connection', (socket, { url = '' }) => accepting.get(url)?.(socket))
  return {
    open: (clock, accept) => {
      const underway: Underway = { up: [], down: [] }
      const path = `/${++lines}`
      const closing = clock.awaitPage('a line to open')
      accepting.set(path, (socket) => {
        closing.end()
        accept(watched(clock, portOver(socket), underway, 'down'))
      })
      const socket = new WebSocket(`${address.slice(0, -1)}${path}`)
      const near = portOver(socket)
      const cut = (): void => {
        const wait = clock.awaitPage('a line to close')
        socket.once('close', () => {
          forget(underway)
          wait.end()
        })
        socket.terminate()
      }
      return { near: watched(clock, near, underway, 'up'), cut }
    },
    close: () => {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}
