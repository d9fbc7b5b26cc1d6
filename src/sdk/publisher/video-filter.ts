import type { Media } from '../../ports/track.ts'
import type { Client } from '../base/client.ts'
import { isBag } from '../base/properties.ts'

export type VideoFilter = Readonly<Record<string, unknown>>

const isImage = (address: unknown): boolean =>
  typeof address === 'string' &&
  (/^data:image\/(?:png|jpeg|bmp|gif);base64/.test(address) || /\.(?:png|jpe?g|bmp|gif)$/i.test(address))

const strengths: readonly unknown[] = ['low', 'high']

const videoFilters: Readonly<Record<string, (filter: VideoFilter) => boolean>> = {
  backgroundBlur: ({ blurStrength }) => !blurStrength || strengths.includes(blurStrength),
  backgroundReplacement: ({ backgroundImgUrl }) => isImage(backgroundImgUrl),
}

/** Whether a value is a filter of the picture that the SDK knows, with what belongs to it. */
export const isVideoFilter = (filter: unknown): filter is VideoFilter => {
  const type = isBag(filter) ? String(filter['type']) : ''
  return isBag(filter) && Object.hasOwn(videoFilters, type) && videoFilters[type]?.(filter) === true
}

/** How long the SDK tries a filter whose files do not come, in milliseconds, and one that takes the place of another (observed: 240 to 300, and 40 to 50). */
const trialMs = { first: 250, again: 45 } as const

/** The time in which the SDK finds that the files of a filter do not come. */
export const withoutFiles = ({ clock }: Client, which: keyof typeof trialMs): Promise<void> =>
  new Promise((resolve) => {
    clock.after(trialMs[which], resolve, { what: 'the files of a filter', kind: 'work' })
  })

/**
 * Whether nothing ever comes out of the filter that a publisher is made with: its model is on a server, and where the files do not come the SDK
 * goes on without a picture when it has waited for one (observed: `before:20270101:16`, `connected:20320418:113`). A picture that was given for the
 * sound is seen in its stead (observed: `connected:20360229:86`).
 */
export const showsNothing = ({ devices }: Client, filter: unknown, media: Media): boolean =>
  isVideoFilter(filter) && !devices.support.filterFiles && media.getVideoTracks().length === 1
