import type { Connection } from './connection.ts'
import type { AnyEvent, Dimensions } from './event.ts'

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
