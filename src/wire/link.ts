import type { Command } from './commands.ts'
import type { Fact } from './facts.ts'
import type { Reply } from './replies.ts'

/** A message from a client: a numbered command, or a ping. */
export type ClientMessage =
  | { readonly kind: 'command'; readonly id: number; readonly command: Command }
  | { readonly kind: 'ping' }

/** A message to a client. */
export type ServerMessage =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'pong' }

/** The requests a client makes before it opens its messaging connection, and the report of an issue. */
export interface HttpRequest {
  readonly what: 'config' | 'sessionInfo' | 'logging'
  readonly apiKey: string
  readonly sessionId: string
  readonly token: string
}

export type HttpAnswer =
  | { readonly kind: 'response'; readonly status: number; readonly body: string }
  | { readonly kind: 'network-failure'; readonly offline?: boolean }

/** How a client introduces itself when it opens its messaging connection. */
export interface Hello {
  readonly clientId: string
  readonly sessionId: string
  readonly token: string
  readonly apiKey: string
  /** The connection that the client has already, where it only changes its line. */
  readonly resumes: string | null
}

/** The reports of the messaging connection to its client. */
export interface SocketHandlers {
  opened(): void
  message(message: ServerMessage): void
  /** `code` is null when it failed without ever having been open. */
  closed(code: number, clean: boolean, wasOpen: boolean): void
}

export interface Socket {
  /** Lets the line go without a goodbye: the service is not told. */
  abandon(): void
  send(message: ClientMessage): void
  close(): void
}

/** The view that the service has of the media path, apart from the messaging connection: the media of a stream arrives. */
export interface MediaArrival {
  readonly sessionId: string
  readonly connectionId: string
  readonly streamId: string
  /** The key that encrypts its frames from now on; left out where they are not encrypted. */
  readonly key?: string
  /** How loud it is from now on, from 0 to 1. */
  readonly loudness?: number
}

/** One client's way to the service; what a transport provides. An answer may come at any later time, or never. */
export interface Link {
  /** The media of a published stream flows to the service. */
  media(arrival: MediaArrival): void
  http(request: HttpRequest, answer: (answer: HttpAnswer) => void): void
  /** Whether there is a network: without one, every attempt to open a socket is refused at once. */
  readonly isUp: boolean
  /** Calls once, when there is a network again. */
  whenUp(run: () => void): void
  /** @throws TypeError where a socket cannot even be made. */
  openSocket(hello: Hello, handlers: SocketHandlers): Socket
}
