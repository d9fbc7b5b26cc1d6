import type { CaptureProblem } from './devices.ts'

/** The reports of a media element. `loaded` comes at most once. */
export interface ElementEvents {
  loaded(): void
  /** The code of the MediaError. */
  failed(code: number): void
  ended(): void
  /** Playback with sound was refused until the person interacts. */
  blocked(): void
}

/** The troubles of a media element from the media on that it is given; a trouble that is left out does not happen. */
export interface ElementTrouble {
  /** The code of the MediaError that it reports instead of loading. */
  readonly error?: number
  /** It ends shortly after it was given its media. */
  readonly ended?: boolean
  /** It never has anything to show. */
  readonly neverLoads?: boolean
  /** The name of the error with which it refuses to take media. */
  readonly bindThrows?: string
  /** It plays without sound until the application asks for it, as browsers do before the person has done something. */
  readonly blocksSound?: boolean
  /** The name of the error with which it refuses to play with sound. */
  readonly playRejects?: string
  /** It refuses to play without sound as well, and is then not called blocked (recorded: `webrtc/subscribe/play-rejected-even-muted`). */
  readonly evenMuted?: boolean
}

/** The events that a test author can bring about in a media element at any time. */
export interface MediaHooks {
  /** Whether the element was given media, and still has it. */
  readonly isPlaying: boolean
  /** Whether it was told to refuse to play with sound. */
  readonly refusesSound: boolean
  /** The element reports a MediaError, by its code; before it has loaded, it never will. */
  fail(code: number): void
  /** The element has come to the end of its media. */
  end(): void
  /** The element pauses, which the SDK does not mind. */
  pause(): void
  /** From now on the element refuses to play with sound, by an error of this name. Default `NotAllowedError`. */
  refusePlayback(name?: string, options?: { readonly evenMuted?: boolean }): void
  allowPlayback(): void
  /** Playback with sound was refused, and goes on without. */
  block(): void
}

/** How an attempt to play with sound ended. */
export interface PlayAnswer {
  played(): void
  /** The name of the browser's refusal. */
  refused(problem: CaptureProblem): void
}
