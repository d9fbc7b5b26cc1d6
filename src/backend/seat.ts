import type { Member } from './state.ts'
import type { ClientMessage, Hello, ServerMessage } from './wire.ts'

/** How the service reaches one client. `delayMs` asks the transport to take longer. */
export interface Outlet {
  tell(message: ServerMessage, delayMs: number): void
  /** Ends the messaging connection from the service's side. */
  close(code: number): void
}

/** A client's line into the service, from its opening to its end. */
export interface Attachment {
  receive(message: ClientMessage): void
  /** The client has said goodbye (`clientDisconnected`), or is given up. */
  leave(reason: string): void
  /** The line is gone without a goodbye: what is told from now on is kept. */
  lose(): void
  /** The same client is back. */
  resume(outlet: Outlet): void
}

/** A client's place at the service: who it is, how it is reached, and what is kept for it while it is not. */
export interface Seat {
  readonly hello: Hello
  outlet: Outlet | null
  kept: { message: ServerMessage; delayMs: number }[]
  member: Member | null
}

/** Says something to a client, or keeps it until the client is back. */
export function say(seat: Seat, message: ServerMessage, delayMs: number): void {
  if (seat.outlet === null) seat.kept.push({ message, delayMs })
  else seat.outlet.tell(message, delayMs)
}
