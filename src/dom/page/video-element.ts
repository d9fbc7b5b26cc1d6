import type { Media } from '../../ports/track.ts'
import { type PageWindow, playsMedia } from './page-window.ts'

/** Width and height of a picture, in pixels; 0 where there is none. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

const noPicture: PictureSize = { width: 0, height: 0 }

/** A video element with the attributes that the SDK's has, in their order (recorded: `OT.initPublisher/ok-target-id`). */
export function createVideo(document: Document): HTMLVideoElement {
  const video = document.createElement('video')
  video.setAttribute('autoplay', '')
  video.setAttribute('playsinline', '')
  return video
}

/**
 * Mutes an element, or lets it be heard. Where muting writes an attribute (happy-dom), the property stands on its own
 * instead: the SDK's element carries no such attribute.
 */
export function setMuted(video: HTMLVideoElement, muted: boolean): void {
  video.muted = muted
  if (!video.hasAttribute('muted') && video.muted === muted) return
  video.removeAttribute('muted')
  Object.defineProperty(video, 'muted', { configurable: true, writable: true, enumerable: true, value: muted })
}

/**
 * Gives a video element its media, and says whether it plays it for real. Media that the element cannot take is still
 * found under `srcObject`, so that an application which looks there sees it.
 */
export function bindMedia(video: HTMLVideoElement, media: Media, window: PageWindow): boolean {
  const { MediaStream } = window
  if (MediaStream !== undefined && media instanceof MediaStream) {
    video.srcObject = media
    if (playsMedia(window, video.ownerDocument)) return true
  } else {
    Object.defineProperty(video, 'srcObject', { configurable: true, writable: true, enumerable: true, value: media })
  }
  const size = (): PictureSize => sizeOf(media)
  Object.defineProperty(video, 'videoWidth', { configurable: true, get: () => size().width })
  Object.defineProperty(video, 'videoHeight', { configurable: true, get: () => size().height })
  return false
}

/** The size of the picture that media carries, by what its track says of itself. */
function sizeOf(media: Media): PictureSize {
  const [track] = media.getVideoTracks()
  if (track === undefined) return noPicture
  const settings = track.getSettings?.() ?? {}
  return {
    width: numberOr(Reflect.get(settings, 'width'), 640),
    height: numberOr(Reflect.get(settings, 'height'), 480),
  }
}

const numberOr = (value: unknown, usual: number): number => (typeof value === 'number' && value > 0 ? value : usual)
