import type { Media, Track } from '../../ports/track.ts'
import type { ChannelRecord, StreamRecord } from '../../wire/records.ts'
import type { SessionLink } from '../base/session-link.ts'
import type { PublisherSettings } from './properties.ts'

/** A publisher, as far as its stream is described. */
export interface PublishedTracks {
  readonly session: SessionLink | null
  readonly streamId: string | undefined
  readonly media: Media | null
  readonly settings: PublisherSettings
}

/** Whether a track gives something at this moment. */
export const givesMedia = (track: Track): boolean =>
  track.enabled && track.readyState !== 'ended' && track.muted !== true

const videoChannel = (common: Omit<ChannelRecord, 'id' | 'type' | 'active'>, active: boolean): ChannelRecord => ({
  ...common,
  id: 'video1',
  type: 'video',
  active,
  orientation: 0,
})

/** The tracks of a publisher as they travel: their description, never their media. */
export function channelsOf(media: Media | null, settings: PublisherSettings): readonly ChannelRecord[] {
  const { width, height, frameRate } = settings.request
  const common = {
    width,
    height,
    frameRate,
    source: settings.videoType,
    muted: false,
    captions: settings.publishCaptions,
  }
  const audio = media?.getAudioTracks()[0]
  const video = media?.getVideoTracks()[0]
  return [
    ...(audio === undefined ? [] : [{ ...common, id: 'audio1', type: 'audio' as const, active: givesMedia(audio) }]),
    ...(video === undefined ? [] : [videoChannel(common, givesMedia(video))]),
  ]
}

/** A stream as its publisher asks for it. */
export const describeStream = (
  ids: Pick<StreamRecord, 'id' | 'connectionId' | 'created'>,
  media: Media | null,
  settings: PublisherSettings,
  { key, loudness = 0 }: { readonly key?: string | undefined; readonly loudness?: number } = {},
): StreamRecord => ({
  ...ids,
  name: settings.name,
  initials: settings.initials,
  channels: channelsOf(media, settings).map((channel) => ({
    ...channel,
    ...(key === undefined ? {} : { key }),
    ...(loudness === 0 || channel.type !== 'audio' ? {} : { loudness }),
  })),
})

/** Says once more what each track is like, as the SDK does when a stream is announced (recorded: `sent` of every published case). */
export function reportChannels({ session, streamId, media, settings }: PublishedTracks): void {
  if (session === null || streamId === undefined) return
  for (const { id, active } of channelsOf(media, settings)) {
    session.request({ method: 'stream_channel.update', streamId, channelId: id, change: { active } })
  }
}
