import { isLaidOut } from './sizes.ts'

/** What the view needs of a window, and may not find: happy-dom and jsdom have only some of it. */
export interface PageWindow {
  readonly Event: typeof Event
  readonly DOMException?: typeof DOMException
  readonly MediaStream?: typeof MediaStream
  readonly MediaStreamTrack?: typeof MediaStreamTrack
  readonly AudioContext?: typeof AudioContext
  readonly ResizeObserver?: typeof ResizeObserver
  requestAnimationFrame?(run: (time: number) => void): number
}

/** Whether this window's media streams hold tracks. */
const holdsTracks = ({ MediaStream }: PageWindow): boolean =>
  MediaStream !== undefined && 'getTracks' in MediaStream.prototype

/** Whether video elements play media here: only where pages are laid out, whatever a test has put into the window. */
export const playsMedia = (window: PageWindow, document: Document): boolean =>
  holdsTracks(window) && isLaidOut(document)

/** An error as this window's browser throws it, of a given name. */
export function browserError({ DOMException }: PageWindow, name: string, message: string): Error {
  if (DOMException !== undefined) return new DOMException(message, name)
  const error = new Error(message)
  error.name = name
  return error
}
