/** The descriptions of connections, streams, their tracks and archives, as they travel. */

export interface ConnectionRecord {
  readonly id: string
  readonly data: string
  /** When it joined, in milliseconds since the Unix epoch. */
  readonly created: number
}

export type VideoType = 'camera' | 'screen' | 'custom'

/** One track of a stream as it travels: its description, never its media. */
export interface ChannelRecord {
  readonly id: string
  readonly type: 'audio' | 'video'
  readonly active: boolean
  readonly width: number
  readonly height: number
  readonly frameRate: number
  readonly source: VideoType
  readonly muted: boolean
  readonly captions: boolean
  /** The turn of the picture, in degrees; left out where it is unknown. */
  readonly orientation?: 0 | 90 | 180 | 270
  /** How loud the person is who speaks into it, from 0 to 1; left out where nobody speaks. */
  readonly loudness?: number
  /** Tells apart what frames are encrypted with, and says nothing of the secret; left out where they are not. */
  readonly key?: string
}

export type ChannelChange = Partial<Omit<ChannelRecord, 'id' | 'type'>>

export interface StreamRecord {
  readonly id: string
  readonly connectionId: string
  readonly name: string
  readonly initials: string
  readonly created: number
  readonly channels: readonly ChannelRecord[]
}

export interface ArchiveRecord {
  readonly id: string
  readonly name: string
  readonly status: string
}
