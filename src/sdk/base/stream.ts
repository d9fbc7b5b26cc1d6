import type { ChannelChange, ChannelRecord, StreamRecord, VideoType } from '../../wire/records.ts'
import type { Client } from './client.ts'
import type { Connection } from './connection.ts'
import { Listeners } from './listeners.ts'
import { ownListening } from './own-methods.ts'

export interface PropertyChange {
  readonly changedProperty: string
  readonly oldValue: unknown
  readonly newValue: unknown
}

interface Properties {
  hasAudio: boolean
  hasVideo: boolean
  hasCaptions: boolean
  frameRate: number
  videoDimensions: { width: number; height: number }
  videoType: VideoType | undefined
}

const channelOf = (record: StreamRecord, type: ChannelRecord['type']): ChannelRecord | undefined =>
  record.channels.find((channel) => channel.type === type)

function propertiesOf(record: StreamRecord): Properties {
  const audio = channelOf(record, 'audio')
  const video = channelOf(record, 'video')
  return {
    hasAudio: audio?.active ?? false,
    hasVideo: video?.active ?? false,
    hasCaptions: audio?.captions ?? false,
    frameRate: video?.frameRate ?? 0,
    videoDimensions: { width: video?.width ?? 0, height: video?.height ?? 0 },
    videoType: video?.source,
  }
}

const names = ['hasAudio', 'hasVideo', 'hasCaptions', 'frameRate', 'videoDimensions', 'videoType'] as const

const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b)

/** The property that a message about a track being on or off tells of, be it as it was or not (recorded: `live/picture/publisher/off-twice-on-twice`). */
function toldAnyway(channel: ChannelRecord | undefined, change: ChannelChange): string | null {
  if (channel === undefined || Object.keys(change).join() !== 'active') return null
  return channel.type === 'video' ? 'hasVideo' : 'hasAudio'
}

/** A published stream, as the application sees it: one object for one stream, as long as it lasts. */
export class Stream extends Listeners {
  /** Undocumented, and used by applications: the same as `streamId`. */
  readonly id: string
  readonly streamId: string
  readonly connection: Connection
  readonly creationTime: number
  readonly name: string
  readonly initials: string
  hasAudio: boolean
  hasVideo: boolean
  hasCaptions: boolean
  frameRate: number
  videoDimensions: { width: number; height: number }
  videoType: VideoType | undefined
  #record: StreamRecord
  #isWarned = false

  constructor(client: Client, record: StreamRecord, connection: Connection) {
    super(client, 'stream', record.id)
    ownListening(this)
    this.id = record.id
    this.streamId = record.id
    this.connection = connection
    this.creationTime = record.created
    this.name = record.name
    this.initials = record.initials
    this.#record = record
    const properties = propertiesOf(record)
    this.hasAudio = properties.hasAudio
    this.hasVideo = properties.hasVideo
    this.hasCaptions = properties.hasCaptions
    this.frameRate = properties.frameRate
    this.videoDimensions = properties.videoDimensions
    this.videoType = properties.videoType
  }

  /** The service's record of the stream; not for applications. */
  get _record(): StreamRecord {
    return this.#record
  }

  /** How far its picture is turned, in degrees; undefined where nobody says so. */
  get _orientation(): ChannelRecord['orientation'] {
    return channelOf(this.#record, 'video')?.orientation
  }

  /** Whether it is in a recording: a property that is not there before the service says so (recorded: `archive/indicator-on`). */
  _setArchiving(active: boolean): PropertyChange {
    const oldValue: unknown = Reflect.get(this, 'archiving')
    Object.assign(this, { archiving: active })
    return { changedProperty: 'archiving', oldValue, newValue: active }
  }

  /** The service warns that the network may not carry its picture any longer, or lifts the warning; gives whether that is told. */
  _warnOfVideo(active: boolean): boolean {
    if (active === this.#isWarned) return false
    this.#isWarned = active
    return this.hasVideo
  }

  /** How loud the person is who speaks into it, from 0 to 1. */
  get _loudness(): number {
    const audio = channelOf(this.#record, 'audio')
    return audio?.active === true ? (audio.loudness ?? 0) : 0
  }

  /** Takes in a change of one of its tracks, and says which properties changed by it; with `repeats`, also what is told again. */
  _change(channelId: string, change: ChannelChange, repeats = false): readonly PropertyChange[] {
    const channels = this.#record.channels.map((channel) =>
      channel.id === channelId ? { ...channel, ...change } : channel,
    )
    this.#record = { ...this.#record, channels }
    const next = propertiesOf(this.#record)
    const changes: PropertyChange[] = []
    const channel = repeats ? channels.find(({ id }) => id === channelId) : undefined
    const repeated = toldAnyway(channel, change)
    for (const name of names) {
      if (name !== repeated && !differs(this[name], next[name])) continue
      changes.push({ changedProperty: name, oldValue: this[name], newValue: next[name] })
    }
    Object.assign(this, next)
    return changes
  }
}
