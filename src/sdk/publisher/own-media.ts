import type { Media, Track } from '../../ports/track.ts'
import type { Client } from '../base/client.ts'

/** The media of an own publisher, by its stream; null where there is none. */
export function ownMedia(client: Client, streamId: string | undefined): Media | null {
  const publisher = [...client.registry.publishers].find(({ _core }) => _core.streamId === streamId)
  return publisher?._core.media ?? null
}

/** Whether a track belongs to an own publisher. */
export const isOwnTrack = (client: Client, track: Track): boolean =>
  [...client.registry.publishers].some(({ _core }) => _core.media?.getTracks().includes(track) === true)
