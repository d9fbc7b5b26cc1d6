/** A camera or a microphone, as `OT.getDevices()` lists them. */
export interface Device {
  kind: 'audioInput' | 'videoInput'
  deviceId: string
  /** Empty until the person has granted access. */
  label: string
}

/** A speaker, as `OT.getAudioOutputDevices()` lists them; both parts are null where the browser lists none. */
export interface AudioOutputDevice {
  deviceId: string | null | undefined
  label: string | null
}

/** The microphone that took the place of one that was unplugged. */
export interface AudioInputDevice {
  deviceId: string | null | undefined
  label: string | null
}

/** A processor between a device and the stream, which gives back a track of its own (reference: MediaProcessorConnector). */
export interface MediaProcessorConnector {
  setTrack: (track: MediaStreamTrack) => Promise<MediaStreamTrack>
  destroy: () => Promise<void>
}

/** Whether, and of what, the browser can share a picture of the screen. */
export interface ScreenSharingCapabilityResponse {
  extensionInstalled?: boolean
  supported: boolean
  supportedSources: {
    application?: boolean
    browser?: boolean
    screen?: boolean
    window?: boolean
  }
  extensionRequired?: string
  extensionRegistered?: boolean
}

/** The codecs of the browser, in its order. */
export interface SupportedCodecs {
  videoEncoders: ('H264' | 'VP8' | 'VP9')[]
  videoDecoders: ('H264' | 'VP8' | 'VP9')[]
}
