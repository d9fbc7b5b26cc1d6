/** One track of captured or received media, as far as the SDK looks at it; in a page, a real MediaStreamTrack. */
export interface Track {
  readonly kind: string
  readonly id: string
  readonly label: string
  enabled: boolean
  readonly readyState: string
  /** The system gives nothing to it, whatever `enabled` says. */
  readonly muted?: boolean
  /** The hint to encoders about the picture; missing where the browser knows no hints. */
  contentHint?: string
  stop(): void
  /** Listens for the end of the track, where it tells of it: the device behind it is gone, or the person has stopped sharing. */
  addEventListener?(type: 'ended', listener: () => void): void
  removeEventListener?(type: 'ended', listener: () => void): void
  /** The settings of the track: `deviceId`, and for a picture `width`, `height` and `frameRate`. */
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
