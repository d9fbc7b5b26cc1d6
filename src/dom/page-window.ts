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

/** Whether this window's media streams hold tracks, and its video elements play them. */
export const playsMedia = ({ MediaStream }: PageWindow): boolean =>
  MediaStream !== undefined && 'getTracks' in MediaStream.prototype

/** An error as this window's browser throws it, of a given name. */
export function browserError({ DOMException }: PageWindow, name: string, message: string): Error {
  if (DOMException !== undefined) return new DOMException(message, name)
  const error = new Error(message)
  error.name = name
  return error
}
