import type { AudioInputDevice, MediaProcessorConnector } from './device.ts'
import type { CompletionHandler, OTError } from './error.ts'
import type { Dimensions, Event, OTEventEmitter, VideoDimensionsChangedEvent } from './event.ts'
import type {
  AudioFilter,
  PublisherStyle,
  ScalabilityMode,
  VideoBitratePreset,
  VideoBitratePresetInput,
  VideoContentHint,
  VideoFilter,
} from './properties.ts'
import type { Session } from './session.ts'
import type {
  PublisherRtcStatsReportArr,
  PublisherStatContainer,
  PublisherStatsArr,
  VideoQualityReason,
} from './stats.ts'
import type { Stream } from './stream.ts'

/** The events of a publisher, by name. */
export interface PublisherEvents {
  /** The person, or a rule of the browser, gave access to camera and microphone. */
  accessAllowed: Event<'accessAllowed', Publisher>
  accessDenied: Event<'accessDenied', Publisher>
  accessDialogClosed: Event<'accessDialogClosed', Publisher>
  /** The browser has been asking the person for a while. */
  accessDialogOpened: Event<'accessDialogOpened', Publisher>
  /** The microphone was unplugged, and another took its place. */
  audioInputDeviceChanged: Event<'audioInputDeviceChanged', Publisher> & { readonly device: AudioInputDevice }
  /** About 60 times a second, while somebody listens; the level is from 0 to 1. */
  audioLevelUpdated: Event<'audioLevelUpdated', Publisher> & { readonly audioLevel: number }
  destroyed: Event<'destroyed', Publisher>
  /** A track has ended by itself; without a track, all have. `preventDefault()` keeps the publisher. */
  mediaStopped: Event<'mediaStopped', Publisher> & { readonly track: MediaStreamTrack | undefined }
  mediaStreamAvailable: Event<'mediaStreamAvailable', Publisher> & { readonly mediaStream: MediaStream }
  streamCreated: Event<'streamCreated', Publisher> & { readonly stream: Stream }
  /** `preventDefault()` keeps the publisher and its element. */
  streamDestroyed: Event<'streamDestroyed', Publisher> & { readonly stream: Stream; readonly reason: string }
  videoDimensionsChanged: VideoDimensionsChangedEvent<Publisher>
  videoElementCreated: Event<'videoElementCreated', Publisher> & {
    readonly element: HTMLVideoElement | HTMLObjectElement
  }
  videoEnabled: Event<'videoEnabled', Publisher> & { readonly reason: 'quality' }
  videoDisabled: Event<'videoDisabled', Publisher> & { readonly reason: 'quality' }
  videoDisableWarning: Event<'videoDisableWarning', Publisher>
  videoDisableWarningLifted: Event<'videoDisableWarningLifted', Publisher>
  videoQualityChanged: Event<'videoQualityChanged', Publisher> & {
    readonly reason: VideoQualityReason
    readonly statsContainer: PublisherStatContainer
  }
  networkConditionChanged: Event<'networkConditionChanged', Publisher> & {
    readonly reason: 'networkConditionChanged'
    readonly statsContainer: PublisherStatContainer
  }
  /** A moderator has muted this publisher. */
  muteForced: Event<'muteForced', Publisher>
}

/**
 * A camera, a microphone or a screen, on its way into a session (reference: Publisher).
 *
 * @example
 * const publisher = OT.initPublisher('me', { name: 'Ada' }, (error) => error && explain(error))
 * session.publish(publisher)
 */
export interface Publisher extends OTEventEmitter<PublisherEvents> {
  /** Whether access to camera and microphone was given. */
  accessAllowed: boolean
  /**
   * The element in the page. It is still named when the publisher is destroyed, out of the page (recorded:
   * `live/publisher/destroyed/element`).
   */
  element?: HTMLElement | undefined
  /** The id of the element. */
  id?: string
  /** The published stream: undefined before there is one, null after its end (recorded: `publisher.stream/*`). */
  stream?: Stream
  /** The session in which it is published: undefined before, null after (recorded: `publisher.session/*`). */
  session?: Session
  /** Undocumented, and used by applications: the id of the published stream. */
  readonly streamId?: string | undefined

  /**
   * Ends the publisher: its stream, its tracks and its element go before the call returns. A second call does nothing.
   *
   * @example
   * await publisher.destroy.promise()
   */
  destroy: {
    (): Publisher
    promise: () => Promise<void>
  }
  /** A still picture: PNG, as base64 without the `data:` prefix; null before there is video, and without any. */
  getImgData(): string | null
  /**
   * The statistics of the media that is sent, by media path. Rejects with `OT_PEER_CONNECTION_NOT_CONNECTED` (1015) while nothing
   * is sent
   * (recorded: `publisher.getStats/unpublished`).
   *
   * @example
   * const [{ stats }] = await publisher.getStats()
   * stats.video.bytesSent
   */
  getStats(callback?: (error?: OTError, stats?: PublisherStatsArr) => void): Promise<PublisherStatsArr>
  /** The browser's own statistics, by media path. Rejects as {@link getStats} does. */
  getRtcStatsReport(): Promise<PublisherRtcStatsReportArr>
  /** The styles as they stand; with a name (undocumented) one of them. */
  getStyle(): PublisherStyle
  /**
   * Blurs or replaces the background. Rejects with `OT_INVALID_PARAMETER` for what is no filter, with a native TypeError
   * for nothing at all, with `OT_NOT_SUPPORTED` where a connector is set.
   *
   * @example
   * await publisher.applyVideoFilter({ type: 'backgroundBlur', blurStrength: 'low' })
   */
  applyVideoFilter(videoFilter: VideoFilter): Promise<void>
  getVideoFilter(): VideoFilter | null
  clearVideoFilter(): Promise<void>
  /** Takes noise out of the sound. Rejects with `OT_INVALID_PARAMETER` for what is no filter. */
  applyAudioFilter(audioFilter: AudioFilter): Promise<void>
  clearAudioFilter(): Promise<void>
  getAudioFilter(): AudioFilter | null
  /**
   * Turns the sound on or off. The promise form rejects with a plain Error before the publisher is published
   * (recorded elsewhere: `Publisher.publishAudio/not-published`).
   */
  publishAudio: {
    (value: boolean): Publisher
    promise: (value: boolean) => Promise<void>
  }
  /**
   * Turns the picture on or off; off, the camera is let go. Fails with `OT_NO_DEVICES_FOUND` when the camera is gone,
   * with `OT_NOT_SUPPORTED` for a publisher without video.
   *
   * @example
   * publisher.publishVideo(false, (error) => error && explain(error))
   */
  publishVideo: {
    <E extends object = OTError>(value: boolean, callback?: CompletionHandler<E>): Publisher
    promise: (value: boolean) => Promise<void>
  }
  /** Turns captions on or off; the promise waits until the publisher is published. */
  publishCaptions(value: boolean): Promise<void>
  /**
   * Goes on to the next camera and gives its id. Rejects with `OT_NOT_SUPPORTED` where no camera is in use, with
   * `OT_NO_DEVICES_FOUND` (1500) where none is listed, and as {@link setVideoSource} when the camera cannot be had.
   */
  cycleVideo(): Promise<{ deviceId: string }>
  /**
   * Changes the microphone: a device id, or a track. Rejects with `OT_INVALID_PARAMETER` for anything else, with
   * `OT_NOT_SUPPORTED` for a publisher without sound, with `OT_CANCEL` when another call comes in between.
   */
  setAudioSource(audioSource: string | MediaStreamTrack): Promise<undefined>
  /** The track of the microphone; null for a publisher without sound, and after the end. */
  getAudioSource(): MediaStreamTrack
  /**
   * Changes the camera. Rejects with `OT_INVALID_VIDEO_SOURCE` (1041) for what is no camera's id, with
   * `OT_SET_VIDEO_SOURCE_FAILURE` (1040) where no camera is in use, and with the name of what the browser said.
   *
   * @example
   * await publisher.setVideoSource(cameras[1].deviceId)
   */
  setVideoSource(videoSourceId: string): Promise<undefined>
  getVideoContentHint(): VideoContentHint
  /** Tells encoders what is in the picture. Rejects with a plain Error for another text, and without video. */
  setVideoContentHint(hint: VideoContentHint): Promise<void>
  /** Throws `OT_INVALID_PARAMETER` for what is no mode. */
  setTargetScalabilityMode(scalabilityMode: ScalabilityMode): void
  /** Undefined until it is set. */
  getTargetScalabilityMode(): ScalabilityMode | undefined
  /** The camera in use; `track` is null while the picture is off. */
  getVideoSource(): { deviceId: string | null; type: string | null; track: MediaStreamTrack | null }
  /**
   * Changes the controls over the picture; what is no style or no value of it is ignored.
   *
   * @example
   * publisher.setStyle('nameDisplayMode', 'on').setStyle({ buttonDisplayMode: 'off' })
   */
  setStyle<Style extends keyof PublisherStyle>(style: Style, value: PublisherStyle[Style]): this
  setStyle(styles: Partial<PublisherStyle>): this
  /** Pixels, as sent. */
  videoWidth(): number | undefined
  /** Pixels, as sent. */
  videoHeight(): number | undefined
  /** Puts something between camera and stream; null takes it out. Rejects with `OT_INVALID_PARAMETER` for what is none. */
  setVideoMediaProcessorConnector(connector: MediaProcessorConnector | null): Promise<void>
  /** Puts something between microphone and stream; null takes it out. Rejects with `OT_INVALID_PARAMETER` for what is none. */
  setAudioMediaProcessorConnector(connector: MediaProcessorConnector | null): Promise<void>
  /** Frames per second, a whole number from 1 up. Rejects with a plain Error for anything else, and without video. */
  setPreferredFrameRate(frameRate: number): Promise<void>
  /** Pixels, at most as many as at first. Rejects with a plain Error for anything else, and without video. */
  setPreferredResolution(resolution: Dimensions): Promise<void>
  /** Bits per second, from 5,000 to 10,000,000; 0 takes the limit off. Rejects with `OT_INVALID_PARAMETER` else. */
  setMaxVideoBitrate(bitrateBps: number): Promise<void>
  /** Rejects with `OT_INVALID_PARAMETER` for what is no preset, `custom` included. */
  setVideoBitratePreset(preset: VideoBitratePresetInput): Promise<void>
  /**
   * Bits per second; undefined until a limit is in force, which it is while media are sent (recorded:
   * `publisher.getMaxVideoBitrate/initial`).
   */
  getMaxVideoBitrate(): number
  /** Undefined until a limit is in force (recorded: `publisher.getVideoBitratePreset/initial`). */
  getVideoBitratePreset(): VideoBitratePreset
}

/** A publisher, as far as `session.publish()` and `session.unpublish()` are typed; the SDK takes its own alone. */
export interface PublisherReference {
  publishAudio: unknown
  publishVideo: unknown
}
