import { type Port, PortEnd } from './port.ts'

/** The part of a WebSocket that a port needs: a browser's, or that of a library. */
export interface SocketLike {
  readonly readyState: number
  send(text: string): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
}

const isConnecting = 0
const isOpen = 1
/** Codes with which a connection ends (RFC 6455). */
const allIsWell = 1000
const notUnderstood = 1007

/** The one figure that JSON cannot write, and faults have: how often, for ever. */
const forEver = { infinity: 1 }

const isForEver = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'infinity'

export const textOf = (message: unknown): string =>
  JSON.stringify(message, (_key, value: unknown) => (value === Number.POSITIVE_INFINITY ? forEver : value))

/** @throws SyntaxError for a text that is no JSON. */
export const messageOf = (text: string): unknown =>
  JSON.parse(text, (_key, value: unknown) => (isForEver(value) ? Number.POSITIVE_INFINITY : value))

/** The reason for which a line ends over which a text came that is no JSON. */
const noJson = 'A message was no JSON.'

/** A port over a WebSocket: what is sent before it is open waits. `unreadable` is called for a text that is no JSON, which ends the line. */
export function portOver(socket: SocketLike, unreadable: () => void = () => {}): Port {
  const end = new PortEnd()
  let waiting: string[] = []
  socket.addEventListener('open', () => {
    for (const text of waiting) socket.send(text)
    waiting = []
  })
  socket.addEventListener('message', ({ data }) => {
    if (end.isOver) return
    let message: unknown
    try {
      message = messageOf(String(data))
    } catch {
      unreadable()
      return socket.close(notUnderstood, noJson)
    }
    end.hear(message)
  })
  socket.addEventListener('close', () => end.lose())
  // A close follows each error.
  socket.addEventListener('error', () => {})
  return {
    send: (message) => {
      const text = textOf(message)
      if (socket.readyState === isConnecting) waiting.push(text)
      else if (socket.readyState === isOpen) socket.send(text)
    },
    onMessage: end.onMessage,
    onClose: end.onClose,
    close: (why) => {
      end.end()
      socket.close(why === undefined ? allIsWell : notUnderstood, why)
    },
  }
}
