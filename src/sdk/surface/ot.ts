import type { AudioOutputDevice, Device, ScreenSharingCapabilityResponse, SupportedCodecs } from './device.ts'
import type { CompletionHandler, OTError } from './error.ts'
import type { Event, ExceptionEvent } from './event.ts'
import type { GetUserMediaProperties, PublisherProperties, SessionOptions } from './properties.ts'
import type { Publisher } from './publisher.ts'
import type { Session } from './session.ts'
import type { Connection, Stream } from './stream.ts'
import type { Subscriber } from './subscriber.ts'

/** The media that is processed: the picture, the sound, or both. */
export type ProcessedMedia = 'audio' | 'video' | 'both'

/** Everything that one `OT` holds of a kind, undocumented and used by applications. */
export interface ObjectCollection<T> {
  length(): number
  get(id: string): T | undefined
  has(id: string): boolean
  find(match?: ((item: T) => boolean) | object): T | null | undefined
  where(match?: ((item: T) => boolean) | object): T[]
  map<U>(make: (item: T, index: number) => U): U[]
  forEach(visit: (item: T, index: number) => void): this
}

/** A class of the SDK's objects. They come from `OT` and its objects alone: `new` makes none. */
export interface ClassOf<T> {
  new (): T
  readonly prototype: T
}

type ExceptionListener = (event: ExceptionEvent) => void

/**
 * The SDK as it is imported: every member stands by itself and needs no `this` (reference: OT).
 *
 * @example
 * import OT from '@vonage/client-sdk-video'
 * const session = OT.initSession(applicationId, sessionId)
 */
export interface OT {
  /**
   * The browser's capabilities of screen sharing; the handler may be told before the call returns (recorded:
   * `OT.checkScreenSharingCapability/*`).
   *
   * @example
   * const { supported } = await OT.checkScreenSharingCapability()
   */
  checkScreenSharingCapability(
    callback?: (response: ScreenSharingCapabilityResponse) => void,
  ): Promise<ScreenSharingCapabilityResponse>
  /** 1, or 0 for a browser without WebRTC. */
  checkSystemRequirements(): number
  /** Offers a newer browser: a dialog at the end of the page. */
  upgradeSystemRequirements(): void
  /**
   * The cameras and microphones. A promise of the page's own; both it and the handler are told (recorded:
   * `OT.getDevices/completion-throws`).
   *
   * @example
   * const cameras = (await OT.getDevices()).filter(({ kind }) => kind === 'videoInput')
   */
  getDevices(callback?: (error: OTError | undefined, devices?: Device[]) => void): Promise<Device[]>
  /** The speakers. A promise of the page's own. */
  getAudioOutputDevices(): Promise<AudioOutputDevice[]>
  /** The speaker in use; both parts are null where the browser lists none. */
  getActiveAudioOutputDevice(): Promise<AudioOutputDevice>
  /**
   * Lets every subscriber be heard from another speaker. Rejects with `OT_INVALID_AUDIO_OUTPUT_SOURCE` for what is no
   * speaker, with `OT_REQUESTED_DEVICE_PERMISSION_DENIED` where the browser forbids it.
   */
  setAudioOutputDevice(deviceId: string): Promise<void>
  /**
   * Camera and microphone without a publisher. Rejects with the names that `initPublisher` gives, without a code (recorded:
   * `OT.getUserMedia/NotAllowedError`).
   */
  getUserMedia(properties?: GetUserMediaProperties): Promise<MediaStream>
  /** Rejects with `OT_UNABLE_TO_ACCESS_MEDIA_ENGINE` (5001) where the browser does not tell. */
  getSupportedCodecs(): Promise<SupportedCodecs>
  /** Whether filters and media processors work in this browser. Default: for the picture. */
  readonly hasMediaProcessorSupport: {
    (mediaType?: ProcessedMedia): boolean
    promise: (mediaType?: ProcessedMedia) => Promise<boolean>
  }
  hasEndToEndEncryptionSupport(): boolean
  /**
   * A publisher at once, its camera later. A text that names no element of the page is taken for an API key of the oldest
   * form, and the rest moves up (recorded: `OT.initPublisher/missing-target-id`). Throws a native TypeError for `maxResolution` or
   * `audioFallback` that is null, and gives undefined for codecs that are none.
   *
   * @example
   * const publisher = OT.initPublisher('me', { name: 'Ada' }, (error) => error && explain(error))
   */
  readonly initPublisher: {
    <E extends object = OTError>(
      targetElement?: HTMLElement | string,
      properties?: PublisherProperties,
      callback?: CompletionHandler<E>,
    ): Publisher
    promise: <E extends object = OTError>(
      targetElement?: HTMLElement | string,
      properties?: PublisherProperties,
      callback?: CompletionHandler<E>,
    ) => Promise<Publisher>
  }
  /**
   * A session; the same object for the same id. Throws `OT_INVALID_PARAMETER` for a wrong `iceConfig`, a native TypeError
   * for options that are null.
   *
   * @example
   * const session = OT.initSession(applicationId, sessionId, { connectionEventsSuppressed: true })
   */
  initSession(partnerId: string, sessionId: string, options?: SessionOptions): Session
  on(eventName: 'exception', callback: ExceptionListener, context?: object): void
  once(eventName: 'exception', callback: ExceptionListener, context?: object): void
  off(eventName?: 'exception', callback?: ExceptionListener, context?: object): void
  /** The older name of `on`. */
  addEventListener(eventName: 'exception', callback: ExceptionListener, context?: object): void
  /** The older name of `off`. */
  removeEventListener(eventName?: 'exception', callback?: ExceptionListener, context?: object): void
  /** Undocumented. Throws an Error for an event without a type. */
  dispatchEvent(event: object): unknown
  /** Undocumented: how many listeners a name has. */
  listenerCount(eventName: string): number
  /** Throws an Error for a kind that is none. */
  registerScreenSharingExtension(kind: string, id: string, version: number): void
  /**
   * Asks the service to look into what has just gone wrong, and gives the report's id. Fails with
   * `OT_REPORT_ISSUE_FAILED` (2011).
   */
  reportIssue(callback?: (error?: OTError, reportId?: string) => void): Promise<string>
  /** An `exception` says so when it comes too late (2021), or for the second time (2022). */
  setProxyUrl(proxyUrl: string): void
  /** Gives the level that is in force; what is no level is taken for 2, warnings (recorded: `live/OT.setLogLevel/99`). */
  setLogLevel(level: number): number
  /** Plays the sound that the browser has blocked; to be called when the person clicks. */
  unblockAudio(): Promise<undefined>
  /** Writes to the console from level 4 on. */
  log(...message: readonly unknown[]): void
  /** Undocumented: writes to the console from level 1 on. */
  error(...message: readonly unknown[]): void
  /** Undocumented: writes to the console from level 2 on. */
  warn(...message: readonly unknown[]): void
  /** Undocumented: writes to the console from level 3 on. */
  info(...message: readonly unknown[]): void
  /** Undocumented: writes to the console from level 5 on. */
  debug(...message: readonly unknown[]): void
  /** Undocumented: the title that the `exception` event has for a code. */
  getErrorTitleByCode(code: number): string | undefined
  /** Undocumented: dispatches an `exception`. Throws an Error without a target. */
  handleJsException(exception: { error?: object; errorMsg?: string; code?: number; target: object }): void

  /** Undocumented: the API key of the first session, an empty text before. */
  readonly APIKEY: string
  readonly HAS_REQUIREMENTS: 1
  readonly NOT_HAS_REQUIREMENTS: 0
  readonly NONE: 0
  readonly ERROR: 1
  readonly WARN: 2
  readonly INFO: 3
  readonly LOG: 4
  readonly DEBUG: 5
  readonly SPAM: 6
  /** Undocumented: the codes by name. */
  readonly ExceptionCodes: Readonly<Record<string, number>>
  /** Undocumented: angles, in degrees. */
  readonly VideoOrientation: Readonly<Record<string, number>>
  /** Undocumented: facts about the build. */
  readonly properties: Readonly<Record<string, unknown>>
  /** The version that is stood in for. */
  readonly version: string
  /** Undocumented: the class of the SDK's own errors. */
  readonly Error: abstract new (
    ...args: never[]
  ) => OTError & Error
  /** Undocumented: the class of its events. */
  readonly Event: abstract new (
    ...args: never[]
  ) => Event<string, unknown>
  /** For `instanceof`; a session comes from `OT.initSession()`. */
  readonly Session: ClassOf<Session>
  /** For `instanceof`; a publisher comes from `OT.initPublisher()`. */
  readonly Publisher: ClassOf<Publisher>
  /** For `instanceof`; a subscriber comes from `session.subscribe()`. */
  readonly Subscriber: ClassOf<Subscriber>
  /** For `instanceof`. */
  readonly Stream: ClassOf<Stream>
  /** For `instanceof`. */
  readonly Connection: ClassOf<Connection>
  /** Undocumented, and used by applications. */
  readonly sessions: ObjectCollection<Session>
  /** Undocumented, and used by applications. */
  readonly publishers: ObjectCollection<Publisher>
  /** Undocumented, and used by applications. */
  readonly subscribers: ObjectCollection<Subscriber>
}
