/** The stages of a media connection, and what it tells its publisher or subscriber. */

import type { IceState } from '../../contract/peer-path.ts'
import type { WaitKind } from '../../kernel/time/clock.ts'
import type { Reply } from '../../wire/replies.ts'
import type { Client } from '../base/client.ts'
import type { IceServer } from '../base/ice-servers.ts'
import type { Side } from '../base/media-conditions.ts'
import type { PeerIdentity } from './armed-troubles.ts'
import type { OwnLook } from './own-looks.ts'

/** The step of a connection that failed. `codecs`: the browser cannot read what is offered; `rejected`: it took it, and rejected it later. */
export type FailedStage = 'create' | 'codecs' | 'rejected' | 'offer' | 'answer' | 'local' | 'remote' | 'ice'

/** How far a connection has come. */
export type Progress =
  | 'preparing'
  | 'without-tracks'
  | 'offering'
  | 'offered'
  | 'refused'
  | 'answered'
  | 'connected'
  | 'failed'

export interface ConnectionHost {
  readonly client: Client
  readonly side: Side
  /** The call or the running object that the connection is made for, asked anew each time. */
  readonly identity: () => Omit<PeerIdentity, 'side' | 'index'>
  readonly kind: WaitKind
  /** Since when the SDK scores what comes in; null where nothing does. */
  readonly scoredFrom: number | null
  /** The other looks that it takes at the statistics of a publisher, once there is a path. */
  watched(): readonly OwnLook[]
  /** How long it takes until the connection can be made, in milliseconds. */
  preparationMs(): number
  /** The servers with which a path is sought. */
  servers(): readonly IceServer[]
  /** A call waits for the media of the connection: the end of a path that is lost is its end too. */
  isAwaited(): boolean
  send(what: 'offer' | 'answer' | 'candidate', fresh: boolean, answered: (reply: Reply) => void): void
  /** `recovers`: whether the session has automatic reconnection, where a fault says so; null: ask the session. */
  failed(stage: FailedStage, recovers: boolean | null): void
  ice(state: IceState): void
  /** A network carries what goes over the path, or does not any more. */
  carried(): void
  tracks(): void
  path(): void
  /** The media that comes in can be decrypted, or cannot. */
  decrypted(outcome: string): void
}
