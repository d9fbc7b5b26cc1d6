import type { MediaProcessorConnector } from './device.ts'
import type { OTError } from './error.ts'
import type { Dimensions, Event, OTEventEmitter, VideoDimensionsChangedEvent } from './event.ts'
import type { CaptionsLanguageCode, SubscriberStyle } from './properties.ts'
import type { Session } from './session.ts'
import type { SubscriberStats, VideoQualityReason } from './stats.ts'
import type { Stream } from './stream.ts'

/** From 1 (bad) to 5 (good). */
export interface QualityScore {
  audioQualityScore?: number
  videoQualityScore?: number
}

/** The events of a subscriber, by name. */
export interface SubscriberEvents {
  /** The browser plays no sound until the person interacts with the page. */
  audioBlocked: Event<'audioBlocked', Subscriber>
  /** About 60 times a second, while somebody listens; the level is from 0 to 1. */
  audioLevelUpdated: Event<'audioLevelUpdated', Subscriber> & { readonly audioLevel: number }
  audioUnblocked: Event<'audioUnblocked', Subscriber>
  connected: Event<'connected', Subscriber>
  captionReceived: Event<'captionReceived', Subscriber> & {
    readonly streamId: string
    readonly caption: string
    readonly isFinal: boolean
  }
  destroyed: Event<'destroyed', Subscriber> & { readonly reason: string }
  /** The media path is interrupted; `connected` follows when it is found again. */
  disconnected: Event<'disconnected', Subscriber>
  encryptionSecretMismatch: Event<'encryptionSecretMismatch', Subscriber>
  encryptionSecretMatch: Event<'encryptionSecretMatch', Subscriber>
  mediaStreamAvailable: Event<'mediaStreamAvailable', Subscriber> & { readonly mediaStream: MediaStream }
  qualityScoreChanged: Event<'qualityScoreChanged', Subscriber> & { readonly qualityScore: QualityScore }
  videoDimensionsChanged: VideoDimensionsChangedEvent<Subscriber>
  /** `reason`: `publishVideo`, `subscribeToVideo`, `quality` or `codecNotSupported`. */
  videoDisabled: Event<'videoDisabled', Subscriber> & { readonly reason: string }
  videoDisableWarning: Event<'videoDisableWarning', Subscriber>
  videoDisableWarningLifted: Event<'videoDisableWarningLifted', Subscriber>
  videoElementCreated: Event<'videoElementCreated', Subscriber> & {
    readonly element: HTMLVideoElement | HTMLObjectElement
  }
  videoEnabled: Event<'videoEnabled', Subscriber> & { readonly reason: string }
  videoQualityChanged: Event<'videoQualityChanged', Subscriber> & {
    readonly reason: VideoQualityReason
    readonly stats: SubscriberStats
  }
  networkConditionChanged: Event<'networkConditionChanged', Subscriber> & {
    readonly reason: 'networkConditionChanged'
    readonly stats: SubscriberStats
  }
}

/**
 * Somebody's stream, as it is received (reference: Subscriber).
 *
 * @example
 * session.on('streamCreated', ({ stream }) => session.subscribe(stream, 'others', { insertMode: 'append' }))
 */
export interface Subscriber extends OTEventEmitter<SubscriberEvents> {
  /** The element in the page; null once the subscriber is destroyed (recorded: `subscriber.restrictFrameRate/destroyed`). */
  element?: HTMLElement
  /** The id of the element. */
  id?: string
  /** Null once the subscriber is destroyed (recorded: `session.unsubscribe/*`). */
  stream?: Stream
  /** Undocumented, and used by applications; null once the subscriber is destroyed. */
  session?: Session
  /** Undocumented, and used by applications. */
  readonly streamId?: string | undefined

  /** From 0 to 100. */
  getAudioVolume(): number
  /** A still picture: PNG, as base64 without the `data:` prefix; null while nothing is received. */
  getImgData(): string | null
  /**
   * The statistics of the media that is received. Rejects with `OT_PEER_CONNECTION_NOT_CONNECTED` (1015) while nothing is, and then
   * calls the
   * handler before it returns (recorded: `subscriber.getStats/destroyed`).
   *
   * @example
   * const { video } = await subscriber.getStats()
   * video.bytesReceived
   */
  getStats(callback?: (error?: OTError, stats?: SubscriberStats) => void): Promise<SubscriberStats>
  /** The browser's own statistics. Rejects as {@link getStats} does. */
  getRtcStatsReport(): Promise<Map<string, unknown>>
  /** The styles as they stand; with a name (undocumented) one of them. */
  getStyle(): SubscriberStyle
  subscribeToCaptions(value: boolean): Promise<void>
  isSubscribedToCaptions(): boolean
  /** Whether the browser plays no sound until the person interacts with the page. */
  isAudioBlocked(): boolean
  /**
   * At most one picture a second. Throws a native TypeError once the subscriber is destroyed (recorded:
   * `subscriber.restrictFrameRate/destroyed`).
   */
  restrictFrameRate: {
    (value: boolean): Subscriber
    promise: (value: boolean) => Promise<void>
  }
  /** Frames per second; null takes the limit off. Rejects with a plain Error in relayed sessions, and after the end. */
  setPreferredFrameRate(frameRate: number): Promise<void>
  /** Pixels; null takes the limit off. Rejects with a plain Error in relayed sessions, and after the end. */
  setPreferredResolution(resolution: Dimensions): Promise<void>
  /** From 0 to 100; numbers beyond are cut. */
  setAudioVolume: {
    (value: number): Subscriber
    promise: (value: number) => Promise<void>
  }
  /**
   * Puts something between the stream and the loudspeaker; null takes it out. Rejects with `OT_INVALID_PARAMETER` for what is none.
   */
  setAudioMediaProcessorConnector(connector: MediaProcessorConnector | null): Promise<void>
  /** Puts something between the stream and the page; null takes it out. Rejects with `OT_INVALID_PARAMETER` for what is none. */
  setVideoMediaProcessorConnector(connector: MediaProcessorConnector | null): Promise<void>
  /**
   * Turns the sound on or off, here alone; before the stream is received, the call waits for it. The promise form rejects when another
   * call comes first.
   */
  subscribeToAudio: {
    (value: boolean): Subscriber
    promise(value: boolean, reason?: string): Promise<void>
  }
  /**
   * Turns the picture on or off, here alone; before the stream is received, the call waits for it. The promise form rejects when another
   * call comes first.
   */
  subscribeToVideo: {
    (value: boolean): Subscriber
    promise(value: boolean, reason?: string): Promise<void>
  }
  /** Null: captions come untranslated. Rejects with `OT_INVALID_PARAMETER` for what is no code. */
  setCaptionsTranslationLanguage(langCode: CaptionsLanguageCode | null): Promise<void>
  /** The code in force. Throws a native TypeError once the subscriber is destroyed. */
  getCaptionsTranslationLanguage(): CaptionsLanguageCode | null
  /** Changes the controls over the picture; what is no style or no value of it is ignored. */
  setStyle<Style extends keyof SubscriberStyle>(style: Style, value: SubscriberStyle[Style]): this
  setStyle(styles: Partial<SubscriberStyle>): this
  /** Pixels, as received; undefined while nothing is. */
  videoHeight(): number | undefined
  /** Pixels, as received; undefined while nothing is. */
  videoWidth(): number | undefined
  /** Undocumented: the same as `session.unsubscribe(subscriber)`. */
  destroy(): void
}

/** A subscriber, as far as `session.unsubscribe()` is typed; the SDK takes its own alone. */
export interface SubscriberReference {
  subscribeToAudio: unknown
  subscribeToVideo: unknown
}
