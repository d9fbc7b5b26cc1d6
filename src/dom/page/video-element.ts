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
  Object.defineProperty(video, 'videoWidth', widthByMedia)
  Object.defineProperty(video, 'videoHeight', heightByMedia)
  return false
}

interface Pictured {
  getVideoTracks(): readonly { getSettings?(): object }[]
}

const isPictured = (media: object | null): media is Pictured => media !== null && 'getVideoTracks' in media

/** The size of the picture that an element's media carries, by what its track says of itself. */
function sizeOf({ srcObject }: HTMLVideoElement): PictureSize {
  const [track] = isPictured(srcObject) ? srcObject.getVideoTracks() : []
  if (track === undefined) return noPicture
  const settings = track.getSettings?.() ?? {}
  return {
    width: numberOr(Reflect.get(settings, 'width'), 640),
    height: numberOr(Reflect.get(settings, 'height'), 480),
  }
}

// One for all elements: V8 keeps the accessors of a property among its old objects, and with them all that they can reach.
const sizeProperty = (side: keyof PictureSize): PropertyDescriptor => ({
  configurable: true,
  get(this: HTMLVideoElement): number {
    return sizeOf(this)[side]
  },
})
const widthByMedia = sizeProperty('width')
const heightByMedia = sizeProperty('height')

const numberOr = (value: unknown, usual: number): number => (typeof value === 'number' && value > 0 ? value : usual)
