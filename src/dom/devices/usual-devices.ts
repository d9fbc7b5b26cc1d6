import type { DeviceInfo, Devices } from '../../ports/devices.ts'

/**
 * The answer of a person, or of the system, to a request for a device. `unasked`: the person has not been asked yet, and will
 * allow it.
 */
export type Permission = 'granted' | 'denied' | 'dismissed' | 'unanswered' | 'unasked'

/** The things that need permission. The speaker is asked for by `OT.setAudioOutputDevice` alone. */
export type CaptureKind = 'camera' | 'microphone' | 'screen' | 'speaker'

export interface Device extends DeviceInfo {
  /** Another program holds it. */
  readonly occupied: boolean
}

/** The devices that there are before a test author says otherwise: one of each kind. */
export const usualDevices: readonly Device[] = [
  { kind: 'audioinput', deviceId: 'default', label: 'Simulated microphone', occupied: false },
  { kind: 'videoinput', deviceId: 'camera-1', label: 'Simulated camera', occupied: false },
  { kind: 'audiooutput', deviceId: 'default', label: 'Simulated speaker', occupied: false },
]

export const allGranted: Readonly<Record<CaptureKind, Permission>> = {
  camera: 'granted',
  microphone: 'granted',
  screen: 'granted',
  speaker: 'granted',
}

export const everySupport: Devices['support'] = {
  userMedia: true,
  displayMedia: true,
  screenExtension: true,
  webrtc: true,
  encodedStreams: true,
  replaceTrack: true,
  audioOutput: true,
  filterFiles: true,
}

/** The codecs of the recorder's browser, in its order (recorded: `OT.getSupportedCodecs/ok`). */
export const usualCodecs: readonly string[] = ['VP8', 'H264', 'VP9']
