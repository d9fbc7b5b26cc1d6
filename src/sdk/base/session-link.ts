import type { SessionStateName } from '../../contract/lifecycles.ts'
import type { Subject } from '../../kernel/hazard.ts'
import type { Command } from '../../wire/commands.ts'
import type { Reply } from '../../wire/replies.ts'
import type { ActualSession } from '../surface/declared.ts'
import type { Client } from './client.ts'
import type { IceServer } from './ice-servers.ts'

/** The part of a session that publishers, subscribers and the media path use. */
export interface SessionLink {
  readonly client: Client
  /** The session, as the application holds it. */
  readonly facade: ActualSession
  readonly sessionId: string
  readonly state: SessionStateName
  readonly isConnected: boolean
  readonly isReconnecting: boolean
  /**
   * Whether the service hears nothing more: the client has said goodbye, or the messaging connection was given up. Media that comes
   * then is not published (recorded: `ends/initPublisher/same-turn/publish-and-disconnect`).
   */
  readonly isOver: boolean
  /** Whether the messaging connection stands at this moment. */
  readonly hasLine: boolean
  /** The own connection; null unless connected. */
  readonly connection: { readonly id: string } | null
  /** The announced streams, by their ids. */
  readonly streams: { has(streamId: string): boolean }
  /** The session information of the service; null before it arrived. */
  readonly info: { readonly reconnection: boolean; readonly relayed: boolean; readonly encrypted: boolean } | null
  /** Tells the secret that frames are encrypted with from others, without saying it; undefined: they are not encrypted. */
  readonly frameKey: string | undefined
  readonly options: {
    readonly encryptionSecret: unknown
    readonly iceConfig: { readonly customServers: readonly IceServer[] } | null
  }
  /** The subject that a fault on a call of the session is matched on. */
  readonly whereabouts: Subject
  /** Offers of media to the subscribers: each is taken when its turn has come. */
  readonly offers: { add(take: () => void): void }
  /**
   * Sends a command; without a messaging connection nothing comes of it.
   *
   * @param lost Called when the session ends before the answer; `isLate`: it was on its way out when the command was sent. It gives
   * whether the end of the session goes on.
   */
  request(command: Command, answered?: (reply: Reply) => void, lost?: (isLate: boolean) => boolean): void
  /** Ends the session; `reason` is that of `sessionDisconnected`. */
  end(reason: string): void
}
