import { isLaidOut } from './sizes.ts'

/** The parts of a window that the view needs; happy-dom and jsdom have only some of them. */
export interface PageWindow {
  readonly Event: typeof Event
  readonly DOMException?: typeof DOMException
  readonly MediaStream?: typeof MediaStream
  readonly MediaStreamTrack?: typeof MediaStreamTrack
  readonly AudioContext?: typeof AudioContext
  readonly ResizeObserver?: typeof ResizeObserver
}

/** Whether this window's media streams hold tracks. */
const holdsTracks = ({ MediaStream }: PageWindow): boolean =>
  MediaStream !== undefined && 'getTracks' in MediaStream.prototype

/** Whether video elements play media here: only where pages are laid out, whatever a test has put into the window. */
export const playsMedia = (window: PageWindow, document: Document): boolean =>
  holdsTracks(window) && isLaidOut(document)

/** The error of a media element that refuses its media: the window's own kind of error, where it has one. */
export function refusalToBind({ DOMException }: Pick<PageWindow, 'DOMException'>, name: string): Error {
  const message = 'The media element was told to refuse its media.'
  return DOMException === undefined ? Object.assign(new Error(message), { name }) : new DOMException(message, name)
}
