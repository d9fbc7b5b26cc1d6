/** The places of all clients by connection: the way to reach each of them. */

import type { Audience } from '../wire/facts.ts'
import type { Seat } from './seat.ts'

/** The seats of every session, by connection: the way to reach each client. */
export class Seats {
  #sessions: Map<string, Map<string, Seat>> = new Map()

  at(sessionId: string, connectionId: string): Seat | undefined {
    return this.#sessions.get(sessionId)?.get(connectionId)
  }

  /** Gives a connection a seat, in place of the one that it had. */
  give(sessionId: string, connectionId: string, seat: Seat): void {
    const seats = this.#sessions.get(sessionId) ?? new Map<string, Seat>()
    this.#sessions.set(sessionId, seats.set(connectionId, seat))
  }

  free(sessionId: string, connectionId: string): void {
    const seats = this.#sessions.get(sessionId)
    seats?.delete(connectionId)
    if (seats?.size === 0) this.#sessions.delete(sessionId)
  }

  /** The seats that a fact is addressed to. Its cost grows with their number, and not with the members of other sessions. */
  hearing(sessionId: string, audience: Audience): readonly Seat[] {
    if (audience.to === 'nobody') return []
    if (audience.to === 'only') {
      const seat = this.at(sessionId, audience.connectionId)
      return seat === undefined ? [] : [seat]
    }
    const seats = [...(this.#sessions.get(sessionId)?.values() ?? [])]
    if (audience.to === 'all') return seats
    const excepted = this.at(sessionId, audience.connectionId)
    return seats.filter((seat) => seat !== excepted)
  }

  /** The seat of a connection, whichever session it is in. */
  find(connectionId: string): Seat | undefined {
    for (const seats of this.#sessions.values()) if (seats.has(connectionId)) return seats.get(connectionId)
    return undefined
  }

  clear(): void {
    this.#sessions = new Map()
  }
}
