import type { Dimensions } from './event.ts'

/** How the controls over a picture behave. `auto`: shown while the pointer is over the picture. */
export interface WidgetStyle {
  audioLevelDisplayMode: 'auto' | 'on' | 'off'
  /** An image behind a picture that shows no video. */
  backgroundImageURI: string
  buttonDisplayMode: 'auto' | 'on' | 'off'
  nameDisplayMode: 'auto' | 'on' | 'off'
  videoDisabledDisplayMode: 'auto' | 'on' | 'off'
}

export interface PublisherStyle extends WidgetStyle {
  archiveStatusDisplayMode: 'auto' | 'off'
}

export interface SubscriberStyle extends WidgetStyle {
  audioBlockedDisplayMode: 'auto' | 'on' | 'off'
}

/** Where in the page a publisher or subscriber goes, and what it looks like (reference: initPublisher, Session.subscribe). */
export interface WidgetProperties {
  /** `cover` fills the element and cuts what is over, `contain` shows all. Default `cover`. */
  fitMode?: 'cover' | 'contain'
  /** False: nothing is put into the page, and `videoElementCreated` hands over the video element. Default true. */
  insertDefaultUI?: boolean
  /** Default `replace`: the target element becomes the publisher's own. */
  insertMode?: 'replace' | 'after' | 'before' | 'append'
  /** False: no controls over the picture. Default true. */
  showControls?: boolean
  /** A number is in pixels. Default 264. */
  width?: string | number
  /** A number is in pixels. Default 198. */
  height?: string | number
}

export type VideoContentHint = 'text' | 'detail' | 'motion' | ''

export type ScalabilityMode = 'L1T1' | 'L1T2' | 'L1T3' | 'L2T1' | 'L2T2' | 'L2T3' | 'L3T1' | 'L3T2' | 'L3T3'

export interface BackgroundBlurFilter {
  type: 'backgroundBlur'
  /** Default `high`. */
  blurStrength?: 'low' | 'high'
}

export interface BackgroundReplacementFilter {
  type: 'backgroundReplacement'
  /** A BMP, PNG, JPEG or GIF image: its address, or a `data:` URL. */
  backgroundImgUrl: string
}

export interface AdvancedNoiseSuppressionFilter {
  type: 'advancedNoiseSuppression'
}

export type VideoFilter = BackgroundBlurFilter | BackgroundReplacementFilter

export type AudioFilter = AdvancedNoiseSuppressionFilter

export type VideoCodec = 'vp8' | 'vp9' | 'h264'

export type PreferredVideoCodecs = 'automatic' | [VideoCodec, ...VideoCodec[]]

export type VideoBitratePresetInput = 'default' | 'bw_saver' | 'extra_bw_saver'

/** `custom`: a bitrate was set by `setMaxVideoBitrate()`. */
export type VideoBitratePreset = VideoBitratePresetInput | 'custom'

export interface LegacyMediaTrackConstraints {
  mandatory?: Record<string, string | number | boolean>
  optional?: Array<Record<string, string | number | boolean>>
}

export interface LegacyMediaStreamConstraints {
  audio?: boolean | MediaTrackConstraints | LegacyMediaTrackConstraints
  video?: boolean | MediaTrackConstraints | LegacyMediaTrackConstraints
}

/** Which media are asked for. Null or false: none of that kind; a string: the device with that id. */
export interface GetUserMediaProperties {
  audioSource?: string | null | boolean | MediaStreamTrack
  disableAudioProcessing?: boolean
  echoCancellation?: boolean
  noiseSuppression?: boolean
  autoGainControl?: boolean
  facingMode?: 'user' | 'environment' | 'left' | 'right'
  /** Frames per second; another number is ignored. Default 30. */
  frameRate?: 30 | 15 | 7 | 1
  maxResolution?: Dimensions
  /** Another text is ignored. Default `640x480`. */
  resolution?: '1920x1080' | '1280x960' | '1280x720' | '640x480' | '640x360' | '320x240' | '320x180'
  /** `screen`, `window` and `application` share a picture of the screen. */
  videoSource?: string | null | boolean | MediaStreamTrack
}

/** Everything that `OT.initPublisher()` looks at (reference: OT.initPublisher). */
export interface PublisherProperties extends WidgetProperties, GetUserMediaProperties {
  /** Bits per second. */
  audioBitrate?: number
  audioFallback?: { publisher?: boolean; subscriber?: boolean }
  /** Shown in place of a picture that shows no video. */
  initials?: string
  /** Default true, and false for a screen. */
  mirror?: boolean
  name?: string
  /** Default true. */
  publishAudio?: boolean
  /** Default true. */
  publishVideo?: boolean
  /** Default false. */
  publishCaptions?: boolean
  publishSenderStats?: boolean
  scalableScreenshare?: boolean
  scalableVideo?: boolean
  style?: Partial<PublisherStyle>
  videoContentHint?: VideoContentHint
  enableDtx?: boolean
  enableStereo?: boolean
  videoFilter?: VideoFilter
  audioFilter?: AudioFilter
  /** True: the microphone is not changed when the one in use is unplugged. Default false. */
  disableAudioInputDeviceManagement?: boolean
  preferredVideoCodecs?: PreferredVideoCodecs
  constraints?: MediaStreamConstraints | LegacyMediaStreamConstraints
}

export type CaptionsLanguageCode =
  | 'af-ZA'
  | 'ar-AE'
  | 'ar-SA'
  | 'eu-ES'
  | 'ca-ES'
  | 'zh-HK'
  | 'zh-CN'
  | 'zh-TW'
  | 'hr-HR'
  | 'cs-CZ'
  | 'da-DK'
  | 'nl-NL'
  | 'en-AU'
  | 'en-GB'
  | 'en-IN'
  | 'en-IE'
  | 'en-NZ'
  | 'en-AB'
  | 'en-ZA'
  | 'en-US'
  | 'en-WL'
  | 'fa-IR'
  | 'fi-FI'
  | 'fr-FR'
  | 'fr-CA'
  | 'gl-ES'
  | 'de-DE'
  | 'de-CH'
  | 'el-GR'
  | 'he-IL'
  | 'hi-IN'
  | 'id-ID'
  | 'it-IT'
  | 'ja-JP'
  | 'ko-KR'
  | 'lv-LV'
  | 'ms-MY'
  | 'no-NO'
  | 'pl-PL'
  | 'pt-PT'
  | 'pt-BR'
  | 'ro-RO'
  | 'ru-RU'
  | 'sr-RS'
  | 'sk-SK'
  | 'so-SO'
  | 'es-ES'
  | 'es-US'
  | 'sv-SE'
  | 'tl-PH'
  | 'th-TH'
  | 'uk-UA'
  | 'vi-VN'
  | 'zu-ZA'

/** Everything that `session.subscribe()` looks at (reference: Session.subscribe). */
export interface SubscriberProperties extends WidgetProperties {
  /** From 0 to 100. Default 100. */
  audioVolume?: number
  /** Frames per second. */
  preferredFrameRate?: number
  /** `auto`: the size of the element in the page decides. */
  preferredResolution?: 'auto' | Dimensions
  style?: Partial<SubscriberStyle>
  /** Default true. */
  subscribeToAudio?: boolean
  /** Default false. */
  subscribeToCaptions?: boolean
  /** Default true. */
  subscribeToVideo?: boolean
  /** True: an own stream comes back over the network, as others see it. Default false. */
  testNetwork?: boolean
  captionsTranslationLanguage?: CaptionsLanguageCode
}

/** How the media of a session find their way (reference: OT.initSession, Session.setIceConfig). */
export interface IceConfig {
  includeServers: 'all' | 'custom'
  transportPolicy: 'all' | 'relay'
  customServers: Array<{
    urls: string | string[]
    username?: string
    credential?: string
  }>
}

/** Everything that `OT.initSession()` looks at. */
export interface SessionOptions {
  /** True: `connectionCreated` and `connectionDestroyed` are not dispatched. Default false. */
  connectionEventsSuppressed?: boolean
  iceConfig?: IceConfig
  ipWhitelist?: boolean
  /** From 8 to 256 characters; every participant has to have the same one. */
  encryptionSecret?: string
  singlePeerConnection?: boolean
  sessionMigration?: boolean
}
