/** The place of one client at the service: how it is reached, and the facts that are kept for it while its line is lost. */

import type { ClientMessage, Hello, ServerMessage } from '../wire/link.ts'
import type { Member } from './state.ts'

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
  /** The line is gone without a goodbye: what was `underway` then, and what is told from now on, is kept. */
  lose(underway: readonly ServerMessage[]): void
  /**
   * The same client has a line again, on which it has said nothing yet: what is told from now on goes there, unless something was kept
   * before it (recorded: `live/programs/reconnected-by-a-join`).
   */
  reach(outlet: Outlet): void
  /** The same client is back, and gets what was kept. */
  resume(outlet: Outlet): void
  /** The client's network carries its media, or does not any more. */
  carries(carried: boolean): void
  /** The time is up within which a client has to publish or subscribe: it is sent away where it has not. */
  endIfIdle(): void
}

/** A client's place at the service: who it is, how it is reached, and what is kept for it while it is not. */
export interface Seat {
  readonly hello: Hello
  outlet: Outlet | null
  kept: { message: ServerMessage; delayMs: number }[]
  member: Member | null
  /** It has published or subscribed, at some time. */
  usesMedia: boolean
  /** The client is gone for good: whatever it asked for before comes to nothing. */
  left: boolean
  /** Every command below this number was heard, and those above it that are listed. */
  heardBelow: number
  readonly heardAbove: Set<number>
}

/** The seat of a client that opens a line. */
export const newSeat = (hello: Hello, outlet: Outlet): Seat => ({
  hello,
  outlet,
  kept: [],
  member: null,
  usesMedia: false,
  left: false,
  heardBelow: 1,
  heardAbove: new Set(),
})

/** Says something to a client, or keeps it until the client is back. */
export function say(seat: Seat, message: ServerMessage, delayMs: number): void {
  if (seat.left) return
  if (seat.outlet === null || seat.kept.length > 0) seat.kept.push({ message, delayMs })
  else seat.outlet.tell(message, delayMs)
}

/**
 * Whether a command is heard for the first time. A client that lost its line asks again whatever was not answered; what
 * the service has heard is done once, and its answer is among what is kept.
 */
export function isHeardFirst(seat: Seat, id: number): boolean {
  if (id < seat.heardBelow || seat.heardAbove.has(id)) return false
  seat.heardAbove.add(id)
  while (seat.heardAbove.delete(seat.heardBelow)) seat.heardBelow++
  return true
}

/** A line that leads to a seat: what is told while nobody hears it is kept there. */
export const attachmentTo = (
  seat: Seat,
  service: Pick<Attachment, 'receive' | 'leave' | 'carries' | 'endIfIdle'>,
): Attachment => ({
  ...service,
  lose: (underway) => {
    seat.outlet = null
    for (const message of underway) say(seat, message, 0)
  },
  reach: (outlet) => {
    seat.outlet = outlet
  },
  resume: (outlet) => {
    seat.outlet = outlet
    for (const { message, delayMs } of seat.kept.splice(0)) outlet.tell(message, delayMs)
  },
})
