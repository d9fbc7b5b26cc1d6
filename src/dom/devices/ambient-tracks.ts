import type { Page } from '../page/ambient-page.ts'
import type { DeviceSettings } from './devices.ts'
import { type PageTracks, type PageTracksOptions, pageTracks } from './page-tracks.ts'

/** The makers of tracks and streams of simulated devices, as far as there is a page. */
export type AmbientTracks = Required<Pick<DeviceSettings, 'makeTrack' | 'makeMedia'>> & Pick<PageTracks, 'stop'>

export interface AmbientTracksOptions extends Omit<PageTracksOptions, 'document' | 'window'> {
  /** The page that there is at the moment of asking. */
  readonly page: () => Page | undefined
}

/**
 * Tracks as the page of the moment can have them; none where there is no page, so that the devices describe theirs.
 *
 * @example new SimulatedDevices({ clock, random, ...ambientTracks({ page: ambientPage, clock, newId }) })
 */
export function ambientTracks({ page, ...options }: AmbientTracksOptions): AmbientTracks {
  let made: Map<Document, PageTracks> = new Map()
  const current = (): PageTracks | undefined => {
    const now = page()
    if (now === undefined) return undefined
    const tracks = made.get(now.document) ?? pageTracks({ ...options, ...now })
    made.set(now.document, tracks)
    return tracks
  }
  return {
    makeTrack: (...of) => current()?.makeTrack(...of),
    makeMedia: (tracks) => current()?.makeMedia(tracks),
    stop: () => {
      for (const tracks of made.values()) tracks.stop()
      made = new Map()
    },
  }
}
