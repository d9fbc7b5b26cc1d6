import type { VideoType } from '../backend/state.ts'

/** One track of captured or received media, as far as the SDK looks at it; in a page, a real MediaStreamTrack. */
export interface Track {
  readonly kind: string
  readonly id: string
  readonly label: string
  enabled: boolean
  readonly readyState: string
  /** The system gives nothing to it, whatever `enabled` says. */
  readonly muted?: boolean
  /** What encoders are told of the picture; missing where the browser knows no hints. */
  contentHint?: string
  stop(): void
  /** What the track is like: `deviceId`, and for a picture `width`, `height` and `frameRate`. */
  getSettings?(): object
  /** Asks the device for another size or frame rate. */
  applyConstraints?(constraints: object): Promise<void>
}

/** Captured or received media; in a page, a real MediaStream. */
export interface Media {
  getTracks(): Track[]
  getAudioTracks(): Track[]
  getVideoTracks(): Track[]
  addTrack(track: Track): void
  removeTrack(track: Track): void
}

/** What is asked of one kind of device: not at all, any, or the one with an id, or a track that the application brought. */
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

/** The answer to a request for media, which may come at any time, or never (a prompt that nobody answers). */
export interface CaptureAnswer {
  granted(media: Media): void
  denied(problem: CaptureProblem): void
}

/** What happens to devices and tracks behind the application's back. */
export interface DeviceWatcher {
  /** A track has ended by itself: its device is gone. */
  trackEnded?(track: Track): void
  /** A track is muted by the system. */
  trackMuted?(track: Track): void
  /** The list of devices has changed. */
  devicesChanged?(): void
}

/** What is done to the picture of a camera. */
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
  /** A picture that shows nothing, for a publisher whose camera is let go. */
  blank(request: MediaRequest): Track
  /** Does something to the picture of a track, or, with null, nothing any more; where nothing can be done, nothing is. */
  filter?(track: Track, filter: PictureFilter | null): void
  /** Sends the sound of the page to a speaker. */
  useOutput(deviceId: string, answer: { used(): void; refused(problem: CaptureProblem): void }): void
  /** The codecs of the browser, as it names them. */
  readonly codecs: readonly string[]
  /** Whether the page can capture media, the screen, and make connections at all. */
  readonly support: {
    readonly userMedia: boolean
    readonly displayMedia: boolean
    readonly webrtc: boolean
    readonly encodedStreams: boolean
    /** Whether a track that is being sent can be replaced. */
    readonly replaceTrack: boolean
    /** Whether sound can be sent to another speaker. */
    readonly audioOutput: boolean
  }
  /** How long a prompt stands before the SDK says that it stands, in milliseconds: 100 on an insecure page, 500 on a secure one (recorded). */
  readonly dialogDelayMs: number
}

export type InsertMode = 'replace' | 'after' | 'before' | 'append'

/** What a publisher or subscriber wants of the page. */
export interface WidgetRequest {
  readonly kind: 'publisher' | 'subscriber'
  /** As the application gave it: an element, the id of one, or nothing. */
  readonly target: unknown
  readonly insertMode: InsertMode
  readonly insertDefaultUI: boolean
  readonly width: unknown
  readonly height: unknown
  /** `cover` or `contain`; any other text ends up in a class name all the same (recorded: `property/fitMode-invalid`). */
  readonly fitMode: string
  readonly mirror: boolean
  readonly name: string
  readonly initials: string
  readonly showControls: boolean
  readonly videoType: VideoType
  readonly style: Readonly<Record<string, unknown>>
  /** An id for the element where its target has none. */
  readonly fallbackId: string
  /** Whether there is sound to mute; without it there is no mute button (recorded: `property/audioSource-null`). Default true. */
  readonly hasAudio?: boolean
}

/** Why a subscriber shows an error in place of its picture. */
export type WidgetFailure = 'network' | 'stream-limit' | 'encryption' | 'time-out'

/** What a widget shows at this moment. */
export interface WidgetState {
  readonly loading: boolean
  readonly audioOnly: boolean
  readonly audioMuted: boolean
  /** The content gives way to an error text, for good. */
  readonly failed: boolean
  /** What that text says; set together with `failed`. Default `network`. */
  readonly failure: WidgetFailure
  readonly audioBlocked: boolean
  /** False takes the name bar and the buttons away, for good: a publisher whose publishing failed (recorded: `session.publish/server-stream-create-400`). */
  readonly controls: boolean
  readonly archiving: boolean
  /** The picture is off because the network does not carry it. */
  readonly videoDisabled: boolean
  /** The picture is about to be turned off because the network does not carry it. */
  readonly videoWarning: boolean
  /** How far the picture is turned, in degrees; undefined where the stream does not say. */
  readonly orientation: 0 | 90 | 180 | 270 | undefined
}

/** What a media element reports. `loaded` comes at most once. */
export interface ElementEvents {
  loaded(): void
  /** The code of the MediaError. */
  failed(code: number): void
  ended(): void
  /** Playback with sound was refused until the person interacts. */
  blocked(): void
}

/** What goes wrong with a media element from the media on that it is given; what is left out goes well. */
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
  /** The name of the error with which it refuses to play with sound, whoever asks. */
  readonly playRejects?: string
  /** It refuses to play without sound as well, and is then not called blocked (recorded: `play-rejected-even-muted`). */
  readonly evenMuted?: boolean
}

/** What a test author can let happen to a media element at any time. */
export interface MediaHooks {
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
  /** What the browser's refusal is called. */
  refused(problem: CaptureProblem): void
}

/** The part of the page that belongs to one publisher or subscriber. */
export interface Widget {
  readonly element: HTMLElement | undefined
  readonly id: string
  readonly videoElement: HTMLVideoElement | undefined
  /** The media element, as far as a test author lets things go wrong with it. */
  readonly media: MediaHooks
  /** Shows media in the media element; throws what the browser throws when the element refuses it. */
  show(media: Media, events: ElementEvents, trouble?: ElementTrouble): void
  /** Takes the media element away; the widget stays (recorded: `session.disconnect/sessionDisconnected-preventDefault`). */
  hide(): void
  /** Tries again to play with the sound that was blocked. */
  unblock(answer: PlayAnswer): void
  /** Loudness from 0 to 100; 0 mutes. */
  setVolume(percent: number): void
  update(change: Partial<WidgetState>): void
  setStyle(style: Readonly<Record<string, unknown>>): void
  /** The person pressed the mute button. */
  onMuteToggle(toggled: (muted: boolean) => void): void
  /** The person pressed the picture, which is when the SDK tries blocked sound again. */
  onPress(pressed: () => unknown): void
  /** A still picture as base64, or null where there is none. */
  capture(): string | null
  videoSize(): { readonly width: number; readonly height: number } | undefined
  /** Takes it out of the page; `whole`: with everything that is in it. */
  remove(how?: 'whole'): void
}

/** The page, as the SDK uses it; headless, a page in which nothing is seen. */
export interface View {
  /** Whether a text names an element of the page. */
  has(id: string): boolean
  isElement(value: unknown): value is HTMLElement
  create(request: WidgetRequest): Widget
  /** Tells the person what the browser must be able to do (`OT.upgradeSystemRequirements`); one dialog at most. */
  showRequirements(): void
  /** Takes away whatever the view has put into the page. */
  clear(): void
}
