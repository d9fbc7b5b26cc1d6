import type { Permission } from '../../contract/roles.ts'
import type { AnyEvent, Dimensions } from './event.ts'

/** Somebody in a session (reference: Connection). One object for one connection, as long as it lasts. */
export interface Connection {
  connectionId: string
  /** When it came, in milliseconds since the Unix epoch. */
  creationTime: number
  /** The connection data that the application's server put into its token. */
  data: string
  /** Undocumented, and used by applications: the same as `connectionId`. */
  readonly id: string
  /** Undocumented: what the own connection may do, as the service lists it; empty for others. */
  permissions: readonly Permission[]
}

/** An object that names a connection by its id. The SDK takes the session's own objects alone; a look-alike is refused. */
export interface ConnectionReference {
  connectionId: string
}

/** A published stream (reference: Stream). One object for one stream, as long as it lasts. */
export interface Stream {
  connection: Connection
  /** When it was published, in milliseconds since the Unix epoch. */
  creationTime: number
  /** Frames per second; 0 or undefined for a stream without video. */
  frameRate: number
  hasAudio: boolean
  hasCaptions: boolean
  hasVideo: boolean
  initials: string
  name: string
  streamId: string
  /** The size of the picture, in pixels. */
  videoDimensions: Dimensions
  /** Undefined for a stream without video. */
  videoType: 'camera' | 'screen' | 'custom' | undefined
  /** Undocumented, and used by applications: the same as `streamId`. */
  readonly id: string
  on(names: string | object, listener?: ((event: AnyEvent) => void) | object, context?: object): this
  once(names: string | object, listener?: ((event: AnyEvent) => void) | object, context?: object): this
  off(names?: string | object, listener?: ((event: AnyEvent) => void) | object, context?: object): this
  /** The older name of `on`. */
  addEventListener(names: string | object, listener?: ((event: AnyEvent) => void) | object, context?: object): this
  /** The older name of `off`. */
  removeEventListener(names?: string | object, listener?: ((event: AnyEvent) => void) | object, context?: object): this
}

/** An object that names a stream by its id. The SDK takes the session's own objects alone; a look-alike is refused. */
export interface StreamReference {
  streamId: string
}
