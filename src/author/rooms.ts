import type { RoomParts } from '../backend/people/participants.ts'
import { Room } from '../backend/people/room.ts'
import type { CredentialIssuer } from '../backend/tokens/credentials.ts'
import type { TokenFormat } from '../backend/tokens/token-contents.ts'
import type { Session } from '../sdk/session/session.ts'
import { firstClientId } from './client.ts'

/** Which room is meant: a session's id, the name that `credentials({ session })` gave, or nothing. */
export type RoomChoice = string | { readonly session?: string; readonly format?: TokenFormat }

interface RoomsParts {
  readonly room: Omit<RoomParts, 'sessionId' | 'ownClientId'>
  readonly issuer: CredentialIssuer
  /** The sessions that each client has asked for, the application's first. */
  readonly sessions: () => readonly (readonly Session[])[]
  /** Tells the test author of something that is probably a mistake. */
  readonly warn: (text: string, detail: Readonly<Record<string, unknown>>) => void
}

const idsOf = (sessions: readonly Session[]): readonly string[] => [
  ...new Set(sessions.map(({ _model }) => _model.sessionId).filter((id) => id !== '')),
]

const isIn = ({ currentState }: Session): boolean => currentState !== 'disconnected'

/** The service's side of every session that the test author asked for. */
export class Rooms {
  readonly #parts: RoomsParts
  #rooms: Map<string, Room> = new Map()
  #guessed: Room | null = null

  constructor(parts: RoomsParts) {
    this.#parts = parts
  }

  /**
   * @throws Error where the application is in several sessions, and none is named.
   */
  of(which: RoomChoice | undefined): Room {
    if (typeof which === 'string') return this.#room(which)
    const { session = 'default', format = 'jwt' } = which ?? {}
    const usual = this.#parts.issuer.sessionId(session, format)
    if (which !== undefined) return this.#room(usual)
    const sessionId = this.#applications(usual)
    if (sessionId !== undefined) return this.#room(sessionId)
    this.#guessed = this.#room(usual)
    return this.#guessed
  }

  /** A client enters a session: people who were let into another one, because none was known, wait there in vain. */
  entered(sessionId: string): void {
    const guessed = this.#guessed
    if (guessed === null) return
    this.#guessed = null
    if (guessed.sessionId === sessionId || guessed.connections.length === 0) return
    this.#parts.warn(
      `simulator.room() let ${guessed.connections.length} into the session of simulator.credentials(), and the application entered another one, ${sessionId}: it does not see them. Call room() once the application is in its session, or room(sessionId).`,
      { waiting: guessed.sessionId, entered: sessionId },
    )
  }

  clear(): void {
    this.#rooms = new Map()
    this.#guessed = null
  }

  /** The session that the application is in; else the one that it asked for last, or that another client is in. */
  #applications(usual: string): string | undefined {
    const clients = this.#parts.sessions()
    const [first = []] = clients
    return (
      this.#only(idsOf(first.filter(isIn)), usual) ??
      idsOf(first).at(-1) ??
      this.#only(idsOf(clients.flat().filter(isIn)), usual)
    )
  }

  #only(ids: readonly string[], usual: string): string | undefined {
    if (ids.length < 2) return ids[0]
    if (ids.includes(usual)) return usual
    throw new Error(`room() could mean several sessions: ${ids.join(', ')}. Say which, by room(sessionId).`)
  }

  #room(sessionId: string): Room {
    const known = this.#rooms.get(sessionId)
    if (known !== undefined) return known
    const room = new Room({ ...this.#parts.room, sessionId, ownClientId: firstClientId })
    this.#rooms.set(sessionId, room)
    return room
  }
}
