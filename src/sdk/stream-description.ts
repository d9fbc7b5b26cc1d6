import type { ChannelRecord, StreamRecord } from '../backend/state.ts'
import type { Media, Track } from './ports.ts'
import type { PublisherSettings } from './publisher-properties.ts'

/** Whether a track gives something at this moment. */
export const givesMedia = (track: Track): boolean =>
  track.enabled && track.readyState !== 'ended' && track.muted !== true

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
    ...(video === undefined ? [] : [{ ...common, id: 'video1', type: 'video' as const, active: givesMedia(video) }]),
  ]
}

/** A stream as its publisher asks for it. */
export const describeStream = (
  ids: Pick<StreamRecord, 'id' | 'connectionId' | 'created'>,
  media: Media | null,
  settings: PublisherSettings,
): StreamRecord => ({
  ...ids,
  name: settings.name,
  initials: settings.initials,
  channels: channelsOf(media, settings),
})
