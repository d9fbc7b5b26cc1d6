import type { Media, Track } from './track.ts'

/** A request for one kind of device: none, any, the one with an id, or a track that the application brought. */
export type SourceRequest =
  | { readonly want: 'none' }
  | { readonly want: 'any' }
  | { readonly want: 'device'; readonly deviceId: string }
  | { readonly want: 'track'; readonly track: Track }

export interface MediaRequest {
  readonly audio: SourceRequest
  readonly video: SourceRequest
  /** The screen instead of a camera. */
  readonly screen: boolean
  readonly width: number
  readonly height: number
  readonly frameRate: number
  readonly facingMode: string | null
  /** Written into the simulated picture, so that a person sees who is who. */
  readonly name: string
}

export type DeviceKind = 'audioinput' | 'videoinput' | 'audiooutput'

export interface DeviceInfo {
  readonly kind: DeviceKind
  readonly deviceId: string
  readonly label: string
}

/** Why media could not be had, as the browser says it: the name of its error. */
export interface CaptureProblem {
  readonly name: string
  readonly message: string
  readonly constraintName?: string
}

/** The answer to a request for media, which may come at any time, or never (a prompt that stays open). */
export interface CaptureAnswer {
  granted(media: Media): void
  denied(problem: CaptureProblem): void
}

/** The events of devices and tracks that the application did not ask for. */
export interface DeviceWatcher {
  /** A track is muted by the system. */
  trackMuted?(track: Track): void
  /** A microphone gives nothing to its tracks any more, or something again. */
  soundChanged?(): void
  /** The list of devices has changed. */
  devicesChanged?(): void
  /** The person, or the system, takes back the permission to use a device. */
  accessRefused?(device: 'camera' | 'microphone'): void
}

/** A filter on the picture of a camera. */
export type PictureFilter =
  | { readonly type: 'backgroundBlur'; readonly blurStrength: 'low' | 'high' }
  | { readonly type: 'backgroundReplacement'; readonly image: string }

/** Cameras, microphones, speakers and the permission to use them. */
export interface Devices {
  capture(request: MediaRequest, answer: CaptureAnswer): void
  list(answer: { listed(devices: readonly DeviceInfo[]): void; failed(problem: CaptureProblem): void }): void
  /** Media as a subscriber receives it. */
  receive(description: { audio: boolean; video: boolean; width: number; height: number; name: string }): Media
  watch(watcher: DeviceWatcher): () => void
  /** A track ends by itself, as when its device is lost: it says so to all that listen to it. */
  endTrack(track: Track): void
  /** Whether another program has taken the device of a track: the track lives, and gets nothing. */
  isTaken(track: Track): boolean
  /** A picture that shows nothing, for a publisher whose camera is let go. */
  blank(request: MediaRequest): Track
  /** Does something to the picture of a track, or, with null, nothing any more; where nothing can be done, nothing is. */
  filter?(track: Track, filter: PictureFilter | null): void
  /** Sends the sound of the page to a speaker. */
  useOutput(deviceId: string, answer: { used(): void; refused(problem: CaptureProblem): void }): void
  /** The codecs of the browser, as it names them. */
  readonly codecs: readonly string[]
  /** The abilities of the browser: capture media and the screen, make connections, and so on. */
  readonly support: {
    readonly userMedia: boolean
    readonly displayMedia: boolean
    /** Whether a browser without a function for it can share the screen by an extension, as Chrome could once. */
    readonly screenExtension: boolean
    readonly webrtc: boolean
    readonly encodedStreams: boolean
    /** Whether a track that is being sent can be replaced. */
    readonly replaceTrack: boolean
    /** Whether sound can be sent to another speaker. */
    readonly audioOutput: boolean
    /** Whether the files that the SDK loads for advanced noise suppression come. */
    readonly filterFiles: boolean
  }
  /**
   * How long a prompt stands before the SDK says that it stands, in milliseconds: 100 on an insecure page, 500 on a secure one
   * (recorded: `OT.initPublisher/insecure-page`, `OT.initPublisher/getUserMedia/prompt-allowed-after-1200ms`).
   */
  readonly dialogDelayMs: number
}
